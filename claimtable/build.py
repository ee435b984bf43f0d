"""The build: run the notebooks in order, export the report, and only then put the outputs in place."""

import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from . import paths

SEQUENCE = ("01_sources", "02_claims", "03_discrepancies", "04_numbers_across_reports", "05_report")
STAGE = paths.ROOT / ".build"


class BuildError(RuntimeError):
    """A notebook stopped; the message names it, the cell and the cause."""


def build(say=print):
    """Run all notebooks into a staging folder, export, then swap everything in. => list of files that changed.

    Raises BuildError when a notebook fails; then nothing outside the staging folder has been touched.
    """
    shutil.rmtree(STAGE, ignore_errors=True)
    (STAGE / "notebooks").mkdir(parents=True)
    started = time.perf_counter()
    with ThreadPoolExecutor(max_workers=2) as pool:
        kernels = {name: pool.submit(_client, name) for name in SEQUENCE[:2]}
        exports = []
        for position, name in enumerate(SEQUENCE):
            begun = time.perf_counter()
            client = kernels.pop(name).result()
            if position + 2 < len(SEQUENCE):  # the kernel after next starts while this notebook runs
                ahead = SEQUENCE[position + 2]
                kernels[ahead] = pool.submit(_client, ahead)
            try:
                notebook = _run(name, client)
            except BaseException:
                for other in kernels.values():
                    _stop(other.result())
                raise
            nbformat.write(notebook, STAGE / "notebooks" / f"{name}.ipynb")
            say(f"  {name:<28} {time.perf_counter() - begun:5.1f} s")
        exports = _exports()
        for label, job in exports:
            begun = time.perf_counter()
            job()
            say(f"  {label:<28} {time.perf_counter() - begun:5.1f} s")
    changed = swap_in()
    say(f"  done: {len(changed)} file(s) changed  {time.perf_counter() - started:5.1f} s")
    return changed


def _client(name):
    """A notebook's client with its kernel started and its imports warm, outputs going to the staging folder."""
    notebook = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", record_timing=False,
                            extra_arguments=["--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"],
                            resources={"metadata": {"path": str(paths.NOTEBOOKS)}})
    environment = {**os.environ, "CLAIMTABLE_OUT": str(STAGE), "PYTHONHASHSEED": "0"}
    client.create_kernel_manager()
    client.start_new_kernel(env=environment, cwd=str(paths.NOTEBOOKS))
    return client


def _run(name, client):
    try:
        client.execute(cleanup_kc=True)
    except CellExecutionError as error:
        raise BuildError(f"notebooks/{name}.ipynb stopped: {_cause(error)}") from error
    return clean(client.nb)


def _stop(client):
    if client.km is not None and client.km.has_kernel:
        client.km.shutdown_kernel(now=True)


def _cause(error):
    """The error's own words when it is one that explains itself, else the cell and the whole trace."""
    return f"{error.ename}: {error.evalue}" if error.ename == "InputError" else str(error)


def clean(notebook):
    """A notebook without what differs from machine to machine: Python's version, timings, editor state."""
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
    })
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
    return notebook


def _exports():
    os.environ["CLAIMTABLE_OUT"] = str(STAGE)
    paths.TABLES, paths.FIGURES, paths.REPORT = STAGE / "data" / "tables", STAGE / "figures", STAGE / "report"
    from . import export  # after the paths point at the staging folder

    notebook = STAGE / "notebooks" / "05_report.ipynb"
    yield "report.html", lambda: export.html(notebook, paths.REPORT / "report.html")
    yield "report.pdf", lambda: export.pdf(notebook, paths.REPORT / "report.pdf")
    yield "notebooks as pages", lambda: [
        export.notebook_html(STAGE / "notebooks" / f"{name}.ipynb", paths.REPORT / "notebooks" / f"{name}.html") for name in SEQUENCE]


def swap_in():
    """Move the staged files into place, each whole; files of the same folders that were not made again are removed."""
    made = [path for path in STAGE.rglob("*") if path.is_file()]
    changed = []
    for path in made:
        target = paths.ROOT / path.relative_to(STAGE)
        before = target.read_bytes() if target.exists() else None
        if before != path.read_bytes():
            paths.write(target, path.read_bytes())
            changed.append(target)
    kept = {paths.ROOT / path.relative_to(STAGE) for path in made}
    for folder in ("figures", "data/tables", "report/notebooks"):
        for old in (paths.ROOT / folder).glob("*"):
            if old not in kept and old.is_file() and not old.name.startswith("."):
                old.unlink()
                changed.append(old)
    shutil.rmtree(STAGE)
    return changed


def main():
    try:
        print("Running the notebooks in order:", flush=True)
        build(lambda line: print(line, flush=True))
    except (BuildError, paths.InputError) as error:
        print(f"\n{error}\nNothing was replaced: the report of the last good run is as it was.", file=sys.stderr)
        return 1
    return 0
