"""The build: run the notebooks in order, export the report, and only then put the outputs in place."""

import atexit
import builtins
import errno
import fcntl
import importlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from . import examples, paths

SEQUENCE = ("01_sources", "02_claims", "03_discrepancies", "04_numbers_across_reports", "05_report")
STAGE = paths.ROOT / ".build"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # of a trace
BEFORE = "before"  # in it: what the swap replaces, until all is in place
EMPTY = """import pandas
pandas.reset_option("^display")
get_ipython().reset()"""  # what a notebook may leave behind: how tables show, its names, the number of its next cell


class BuildError(RuntimeError):
    """A notebook stopped; the message names it, the cell and the cause."""


def build(say=print):
    """Run all notebooks into a staging folder, export, then swap everything in. => list of files that changed.

    Raises BuildError when a notebook fails; then, as after any other error, every output is as it was.
    """
    started = time.perf_counter()
    with alone():
        if (STAGE / BEFORE).exists():
            say("  the last build was cut short while it put its files in place; this one makes them all again")
        shutil.rmtree(STAGE, ignore_errors=True)
        try:
            _stage(say)
            changed = swap_in()
        finally:
            shutil.rmtree(STAGE, ignore_errors=True)
    for amiss in examples.failures(paths.DATA / "codebook.yaml"):
        say(f"  data/codebook.yaml, {amiss}")
    say(f"  done: {len(changed)} file(s) changed  {time.perf_counter() - started:5.1f} s")
    return changed


@contextmanager
def alone():
    """No other build runs in this folder meanwhile; however the process ends, the lock goes with it."""
    handle = os.open(paths.ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BuildError("Another build is under way in this folder. To mend it: wait until it has ended.") from None
    finally:
        os.close(handle)


def _stage(say):
    """Everything the build makes, below STAGE."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        ready = pool.submit(importlib.import_module, f"{__package__}.export")  # loaded while the notebooks run in their own process
        _answering_signals(pool, _notebooks, say)
        ready.result()
        _export(pool, say)


def _answering_signals(pool, job, say):
    """Do job(say, manager) beside the main thread, where nbclient would take over the signals; when the main thread is asked to end, so is
    its kernel."""
    with tempfile.TemporaryDirectory() as room:
        # Needs no network, not even the machine's own.
        manager = AsyncKernelManager(kernel_name="python3", transport="ipc", ip=str(Path(room) / "kernel"))
        work = pool.submit(job, say, manager)
        try:
            work.result()
        except BaseException:
            while not work.done():  # it may be about to start its kernel
                if manager.has_kernel and manager.provisioner.process:
                    manager.provisioner.process.kill()
                wait([work], timeout=0.1)
            raise


def _notebooks(say, manager):
    """Run each, and put it into STAGE: all in the manager's one kernel, which is emptied in between, so that Python starts only once."""
    notebooks = {name: _read(paths.NOTEBOOKS / f"{name}.ipynb") for name in SEQUENCE}
    with tempfile.TemporaryDirectory() as room:
        try:
            for name, notebook in notebooks.items():
                begun = time.perf_counter()
                if manager.has_kernel:
                    _client(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(EMPTY)]), manager).execute()
                notebook = _run(name, _client(notebook, manager), {**os.environ, **_matplotlibs(room), **_this_case()})
                paths.write(STAGE / "notebooks" / f"{name}.ipynb", nbformat.writes(notebook) + "\n")
                say(f"  {name:<28} {time.perf_counter() - begun:5.1f} s")
        finally:
            if manager.has_kernel:
                run_sync(manager.shutdown_kernel)(now=True)


def _this_case():
    """What makes the notebooks read this case with this package, whichever others are installed, and write to STAGE."""
    search = filter(None, (str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH")))
    return {"CLAIMTABLE_ROOT": str(paths.ROOT), "CLAIMTABLE_OUT": str(STAGE), "PYTHONPATH": os.pathsep.join(search), "PYTHONHASHSEED": "0"}


def _matplotlibs(room):
    """A folder for matplotlib where the home cannot be written: it would say so in a notebook's outputs, with a name at random."""
    own = Path(os.environ.get("MPLCONFIGDIR") or os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    standing = next(folder for folder in (own, *own.parents) if folder.exists())
    return {} if os.access(standing, os.W_OK | os.X_OK) else {"MPLCONFIGDIR": room}


def _read(path):
    """A notebook, or an InputError: all are read before the first one runs."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        return notebook
    except FileNotFoundError:
        raise paths.InputError(path, "", "no such notebook", "put it back: `git checkout notebooks`") from None
    except (ValueError, nbformat.ValidationError, AttributeError, KeyError, TypeError) as error:
        raise paths.InputError(path, "", f"is no whole notebook ({str(error).splitlines()[0][:120]})",
                               "save it from JupyterLab again, or `git checkout notebooks`") from None


def _client(notebook, manager):
    return NotebookClient(notebook, km=manager, timeout=600, record_timing=False,
                          extra_arguments=["--HistoryManager.enabled=False", "--IPKernelApp.log_level=50"],
                          resources={"metadata": {"path": str(paths.NOTEBOOKS)}})


def _run(name, client, env):
    """The notebook, run; the first one starts the kernel, with the variables of `env`."""
    try:
        client.execute(env=env)
    except CellExecutionError as error:
        raise BuildError(f"notebooks/{name}.ipynb stopped: {_cause(error)}") from error
    except DeadKernelError:
        raise BuildError(f"notebooks/{name}.ipynb stopped: something ended its Python, most often for want of memory. To mend it: see that "
                         "enough is free, then `make report`.") from None
    except RuntimeError as error:  # of jupyter_client, in words of its own
        raise BuildError(f"notebooks/{name}.ipynb could not begin: {error}. To mend it: see that .venv/bin/python -m ipykernel_launcher "
                         "starts (`make clean`, then `make report`, makes the environment anew), and that the machine is not "
                         "overloaded.") from None
    finally:
        atexit.unregister(client._cleanup_kernel)  # which nbclient leaves behind when a kernel ends while it starts
    return clean(client.nb)


def _cause(error):
    """The error's own words; with the cell and the trace when it is not one that explains itself."""
    said = f"{error.ename}: {error.evalue}"
    if error.ename == "InputError" or issubclass(getattr(builtins, error.ename, object), OSError):
        return said
    return f"{said}. To mend it: open it with `make lab` and look at this cell.\n\n{COLOUR.sub('', str(error)).strip()}"


def clean(notebook):
    """A notebook without what differs from machine to machine: Python's version, timings, editor state."""
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
    })
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
    return notebook


def as_committed(model, path, **_):
    """What a JupyterLab that `make lab` starts does before it saves one of the five: it stays free of what `clean` takes out."""
    if model["type"] == "notebook" and Path(path).stem in SEQUENCE:
        model["content"] = clean(nbformat.from_dict(model["content"]))


def _export(pool, say):
    """The report as a page, then at once as a PDF and the notebooks as pages: most of a PDF's time is spent outside Python."""
    os.environ["CLAIMTABLE_OUT"] = str(STAGE)
    paths.TABLES, paths.FIGURES, paths.REPORT = STAGE / "data" / "tables", STAGE / "figures", STAGE / "report"
    from . import export

    def timed(label, job):
        begun = time.perf_counter()
        job()
        say(f"  {label:<28} {time.perf_counter() - begun:5.1f} s")

    notebook = STAGE / "notebooks" / "05_report.ipynb"
    timed("report.html", lambda: export.html(notebook, paths.REPORT / "report.html"))
    printed = pool.submit(timed, "report.pdf", lambda: export.pdf(notebook, paths.REPORT / "report.pdf"))
    timed("notebooks as pages", lambda: [
        export.notebook_html(STAGE / "notebooks" / f"{name}.ipynb", paths.REPORT / "notebooks" / f"{name}.html") for name in SEQUENCE])
    printed.result()


def swap_in():
    """Move the staged files into place; files of the same folders that were not made again are removed. => list of files that changed

    All or none: what was there is kept until the last file is in place, and put back when one cannot be.
    """
    made = {paths.ROOT / path.relative_to(STAGE): path for path in STAGE.rglob("*") if path.is_file()}
    old = [path for folder in ("figures", "data/tables", "report/notebooks") for path in (paths.ROOT / folder).glob("*")
           if path not in made and path.is_file() and not path.name.startswith(".")]
    changed = [target for target, path in made.items() if not target.exists() or target.read_bytes() != path.read_bytes()]
    done = []
    try:
        for target in changed + old:
            kept = STAGE / BEFORE / target.relative_to(paths.ROOT)
            _keep(target, kept)
            done.append((target, kept))
            _put(made[target], target) if target in made else target.unlink()
    except BaseException:
        for target, kept in reversed(done):
            _put(kept, target) if kept.exists() else target.unlink(missing_ok=True)
        raise
    return changed + old


def _keep(target, kept):
    """A second name, without copying, for a file about to be replaced."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        try:
            os.link(target, kept)
        except OSError:
            shutil.copy2(target, kept)  # a file system without links, or another one


def _put(path, target):
    """Move a file into its place, which takes no space: a reader sees the old one or the new one."""
    try:
        os.replace(path, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        paths.write(target, path.read_bytes())


def main():
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        print("Running the notebooks in order:", flush=True)
        build(lambda line: print(line, flush=True))
    except KeyboardInterrupt:
        return _ended("Interrupted.", 130)
    except (BuildError, paths.InputError, OSError) as error:
        return _ended(paths.unreachable(error) if isinstance(error, OSError) else error, 1)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _ended(why, code):
    print(f"\n{why}\nNothing was replaced: the report of the last good run is as it was.", file=sys.stderr)
    return code
