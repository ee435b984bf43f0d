"""A person opens the notebooks in JupyterLab, in order, restarts each and runs all of it: the same outputs, tables and figures come out.

A real JupyterLab and a real browser, in a copy of the project that starts without outputs, so that all of them come from this run.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import nbformat
import pytest
from helpers import clone, environment, outputs
from playwright.sync_api import sync_playwright

from claimtable import build, paths

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
STARTED, FINISHED = 60, 180  # seconds allowed, for JupyterLab to answer and for a notebook to run
READY = "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
# The kernel rests, the first cell has run, and no cell waits its turn: all ran, or one stopped the rest.
DONE = f"""() => {{
    const cells = jupyterapp.shell.currentWidget.content.widgets.map(widget => widget.model).filter(model => model.type === 'code');
    return ({READY})() && cells[0].executionCount !== null && cells.every(cell => cell.executionState !== 'running');
}}"""
SAVED = "() => !jupyterapp.shell.currentWidget.context.model.dirty"


def without_outputs(folder):
    """The copy as it would be if nothing had ever been run in it."""
    for path in folder.glob("notebooks/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    for path in [*folder.glob("data/tables/*.csv"), *folder.glob("figures/*")]:
        path.unlink()
    return folder


@contextmanager
def lab(folder, home):
    """JupyterLab on the notebooks of `folder`, as `make lab` starts it, with nobody's settings. => its address"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, log = f"http://127.0.0.1:{port}", home / "jupyterlab.log"
    own = {name: str(home / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR",
                                                       "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
    [started] = re.findall(r"jupyter lab (notebooks .*)", (folder / "Makefile").read_text("utf-8"))
    command = [sys.executable, "-m", "jupyterlab", *started.split(), "--no-browser", "--allow-root", "--ServerApp.token=", f"--port={port}",
               "--ServerApp.port_retries=0", "--LabApp.expose_app_in_browser=True",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=folder, env=environment(folder, **own), stdout=out, stderr=subprocess.STDOUT)
    try:
        answers(f"{address}/api/status", server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def answers(address, server, log):
    limit = time.monotonic() + STARTED
    while time.monotonic() < limit:
        assert server.poll() is None, f"JupyterLab stopped:\n{log.read_text()}"
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer within {STARTED} s:\n{log.read_text()}")


def restart_and_run_all(page, address, name):
    """What a person does, by the menu; then save, and stop the kernel."""
    page.goto(f"{address}/lab/tree/{name}.ipynb?reset")
    page.wait_for_function(READY)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function(DONE, timeout=FINISHED * 1000, polling=200)
    page.keyboard.press("Control+s")
    page.wait_for_function(SAVED)
    page.evaluate("jupyterapp.serviceManager.sessions.shutdownAll()")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A copy of the project in which all five notebooks were run in JupyterLab. => its folder"""
    if CHROMIUM is None:
        missing = "JupyterLab is tried out in a browser, and no Chromium or Chrome is installed"
        pytest.fail(missing) if os.environ.get("CLAIMTABLE_REQUIRE_BROWSER") == "1" else pytest.skip(missing)
    folder = without_outputs(clone(tmp_path_factory.mktemp("jupyterlab") / "clone"))
    with lab(folder, tmp_path_factory.mktemp("home")) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(STARTED * 1000)
        for name in build.SEQUENCE:
            restart_and_run_all(page, address, name)
        browser.close()
    return folder


@pytest.mark.parametrize("name", build.SEQUENCE)
def test_a_notebook_run_in_jupyterlab_gives_the_committed_outputs(ran, name):
    saved = nbformat.read(ran / "notebooks" / f"{name}.ipynb", as_version=4)
    committed = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    assert [out.get("evalue") for cell in saved.cells for out in cell.get("outputs", []) if out.output_type == "error"] == []
    assert len(saved.cells) == len(committed.cells)
    for mine, theirs in zip(saved.cells, committed.cells):
        assert mine == theirs, f"{name}, cell {theirs.id}"
    assert (ran / "notebooks" / f"{name}.ipynb").read_bytes() == (paths.NOTEBOOKS / f"{name}.ipynb").read_bytes()


@pytest.mark.parametrize("part", ["data/tables", "figures", "report"])
def test_the_notebooks_run_in_jupyterlab_write_the_committed_files(ran, part):
    made, committed = outputs(ran, [part]), outputs(paths.ROOT, [part])
    assert sorted(map(str, made)) == sorted(map(str, committed))
    assert [str(name) for name in committed if made[name] != committed[name]] == []
