"""`make report` in a fresh clone: the committed report comes out, a second run does nothing, a change makes it again, a failure loses
nothing."""

import errno
import shutil
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from nbclient.exceptions import CellExecutionError

from claimtable import build, paths
from helpers import clone, environment, outputs

REPORTS = ("report/report.html", "report/report.pdf")
NOTHING_TO_DO = "make: Nothing to be done for 'report'.\n"
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(folder, *goals):
    return subprocess.run(["make", *goals], cwd=folder, env=environment(folder, LC_ALL="C"), capture_output=True, text=True)


def is_built(folder):
    return make(folder, "-q", "report").returncode == 0


def lend_environment(folder):
    """A .venv whose Python is the one that runs this test, so that make sets up none and can change none."""
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (folder / ".venv" / ".ready").touch()
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A clone in which `make report` has run. => its folder, the outputs before, what make said"""
    folder = lend_environment(clone(tmp_path_factory.mktemp("build") / "clone"))
    return folder, outputs(folder), make(folder, "report")


def test_a_fresh_clone_builds_the_report_that_is_committed(built):
    folder, before, done = built
    assert done.returncode == 0, done.stderr
    assert "Running the notebooks in order" in done.stdout and done.stderr == ""
    after = outputs(folder)
    assert sorted(map(str, before)) == sorted(map(str, after))
    assert [str(name) for name in before if before[name] != after[name]] == []


def test_a_second_make_report_does_nothing_at_once(built):
    took = []
    for _ in range(3):  # the quickest of three: the first may have to wait for a busy machine
        started = time.perf_counter()
        assert make(built[0], "report").stdout == NOTHING_TO_DO
        took.append(time.perf_counter() - started)
    assert min(took) < 1


def is_input(name):
    """Everything the report is made from: the package, the notebooks, the data except what is generated or only explains."""
    return name.parts[0] in ("claimtable", "notebooks", "data") and name.parts[:2] != ("data", "tables") and name.suffix != ".md"


def touched(folder, name):
    """Whether `make report` would run if this file were edited now."""
    return make(folder, "-q", "-W", str(name), "report").returncode == 1


def test_editing_anything_the_report_is_made_from_makes_it_again(built):
    folder = built[0]
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    inputs = [name for name in names if is_input(name)] + ["matplotlibrc", "requirements.txt", "pyproject.toml"]
    assert len(inputs) > 50
    assert [str(name) for name in inputs if not touched(folder, name)] == []


@pytest.mark.parametrize("name", ["README.md", "data/README.md", "tests/test_build.py"])
def test_editing_what_only_explains_or_tests_does_not(built, name):
    assert not touched(built[0], name)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_somebody_deleted_is_made_again(built, name):
    folder = built[0]
    (folder / name).rename(folder / "put_aside")
    missed = not is_built(folder)
    (folder / "put_aside").rename(folder / name)
    assert missed and is_built(folder)


def test_a_new_source_makes_it_again(built):
    source = built[0] / "data" / "sources" / "new.txt"
    source.write_text("About 10 came.", "utf-8")
    seen = not is_built(built[0])
    source.unlink()
    assert seen


def test_make_alone_prints_the_help_and_builds_nothing(built):
    said = make(built[0])
    assert said.returncode == 0 and said.stdout == make(built[0], "help").stdout
    assert "make report" in said.stdout and "make test" in said.stdout


def test_a_build_that_fails_says_why_loses_nothing_and_is_not_taken_for_done(built):
    folder = built[0]
    before, source = outputs(folder), sorted((folder / "data" / "sources").glob("*.txt"))[0]
    kept = source.read_bytes()
    source.write_bytes(kept + b"x")
    failed = make(folder, "report")
    source.write_bytes(kept)
    assert failed.returncode != 0
    assert source.name in failed.stderr and "has changed" in failed.stderr and "as it was" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert outputs(folder) == before and not is_built(folder)


def test_a_build_ended_from_outside_loses_nothing_and_no_other_runs_beside_it(built):
    folder, before = built[0], outputs(built[0])
    run = [sys.executable, "-m", "claimtable", "build"]
    first = subprocess.Popen(run, cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while "01_sources" not in first.stdout.readline():
        assert first.poll() is None
    second = subprocess.run(run, cwd=folder, env=environment(folder), capture_output=True, text=True)
    first.terminate()
    _, said = first.communicate()
    assert second.returncode == 1 and "Another build is under way" in second.stderr
    assert first.returncode == 130 and said == "\nInterrupted.\nNothing was replaced: the report of the last good run is as it was.\n"
    assert outputs(folder) == before and not (folder / ".build").exists()


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A small project with staged outputs: two that changed, one that did not, one new; an old figure was not made again."""
    for name, content in {"report/report.html": "old", "figures/a.svg": "old", "figures/gone.svg": "old", "data/tables/claims.csv": "same",
                          ".build/report/report.html": "new", ".build/figures/a.svg": "new", ".build/figures/b.svg": "new",
                          ".build/data/tables/claims.csv": "same"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(build, "STAGE", tmp_path / ".build")
    return tmp_path


def test_outputs_are_swapped_in_and_what_was_not_made_again_goes(house):
    changed = build.swap_in()
    found = sorted(str(path.relative_to(house)) for path in changed)
    assert found == ["figures/a.svg", "figures/b.svg", "figures/gone.svg", "report/report.html"]
    assert {str(name): data for name, data in outputs(house).items()} == {
        "data/tables/claims.csv": b"same", "figures/a.svg": b"new", "figures/b.svg": b"new", "report/report.html": b"new"}


@pytest.mark.parametrize("nth", range(4))
@pytest.mark.parametrize("error", [OSError(30, "Read-only file system"), KeyboardInterrupt()], ids=["disk", "interrupt"])
def test_a_swap_that_fails_anywhere_puts_everything_back(house, monkeypatch, nth, error):
    before, keep, calls = outputs(house), build._keep, []

    def failing(target, kept):
        calls.append(target)
        if len(calls) > nth:
            raise error
        keep(target, kept)

    monkeypatch.setattr(build, "_keep", failing)
    with pytest.raises(type(error)):
        build.swap_in()
    assert len(calls) == nth + 1 and outputs(house) == before


def test_links_and_moves_that_a_file_system_refuses_are_copies(house, monkeypatch):
    def refused(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(build.os, "link", refused)
    replace = build.os.replace
    monkeypatch.setattr(build.os, "replace", lambda a, b: refused() if ".build" in str(a) else replace(a, b))
    assert len(build.swap_in()) == 4 and (house / "report/report.html").read_text() == "new"


@pytest.mark.parametrize("error, said", [
    (OSError(28, "No space left on device", "x.html"), "x.html: No space left on device. To mend it: "),
    (KeyboardInterrupt(), "Interrupted."),
    (build.BuildError("notebook 03 stopped"), "notebook 03 stopped"), (paths.InputError("f", "line 1", "odd"), "f: line 1: odd."),
])
def test_whatever_ends_a_build_is_said_with_what_it_left(house, monkeypatch, capsys, error, said):
    def failing(say):
        raise error

    monkeypatch.setattr(build, "_stage", failing)
    before = outputs(house)
    assert build.main() in (1, 130)
    why, left = capsys.readouterr().err.strip().splitlines()
    assert why.startswith(said) and left == "Nothing was replaced: the report of the last good run is as it was."
    assert outputs(house) == before and not (house / ".build").exists()


@pytest.mark.parametrize("content, said", [
    (None, "no such notebook"), ('{"cells": [', "no whole notebook"), ("[]", "no whole notebook"), ('{"nbformat": 4}', "no whole notebook"),
    ('{"nbformat": "x"}', "no whole notebook"),
    ("caf\xe9".encode("latin-1"), "no whole notebook"),
    ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "cod"}]}', "no whole notebook"),
])
def test_a_notebook_that_is_none_is_named_before_the_first_one_runs(tmp_path, monkeypatch, content, said):
    good = (paths.NOTEBOOKS / "01_sources.ipynb").read_bytes()
    for name in build.SEQUENCE[:4]:
        (tmp_path / f"{name}.ipynb").write_bytes(good)
    if content is not None:
        (tmp_path / "05_report.ipynb").write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    with pytest.raises(paths.InputError, match=f"05_report.ipynb: .*{said}.*git checkout notebooks"):
        build._notebooks(print, None)


@pytest.mark.parametrize("name, words, shown, hidden", [
    ("InputError", "data/x.yaml: line 3: odd", "InputError: data/x.yaml: line 3: odd", "trace"),
    ("PermissionError", "[Errno 13] Permission denied: 'x'", "PermissionError: [Errno 13] Permission denied: 'x'", "trace"),
    ("NameError", "name 'x' is not defined",
     "NameError: name 'x' is not defined. To mend it: open it with `make lab` and look at this cell.\n\nthe trace", "\x1b"),
])
def test_what_stopped_a_notebook_is_said_first_and_traced_only_where_it_does_not_explain_itself(name, words, shown, hidden):
    said = build._cause(CellExecutionError("\x1b[31mthe trace\x1b[0m", name, words))
    assert said.startswith(shown) and hidden not in said


@pytest.mark.parametrize("writable", [True, False])
def test_matplotlib_has_a_folder_where_the_home_cannot_be_written(tmp_path, monkeypatch, writable):
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "not" / "there"))
    asked = []
    monkeypatch.setattr(build.os, "access", lambda folder, mode: asked.append(folder) or writable)
    assert build._matplotlibs("room") == ({} if writable else {"MPLCONFIGDIR": "room"})
    assert asked == [tmp_path]


def test_the_notebooks_run_on_this_case_with_this_package_whichever_others_are_installed(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    given = build._this_case()
    assert given["CLAIMTABLE_ROOT"] == str(paths.ROOT) and given["PYTHONPATH"].split(":") == [str(paths.PACKAGE.parent), "elsewhere"]


def test_a_kernel_that_does_not_answer_is_said_with_what_to_do():
    def execute(env):
        raise RuntimeError("Kernel didn't respond in 60 seconds")

    with pytest.raises(build.BuildError, match="01_sources.ipynb could not begin: Kernel didn't respond.*To mend it: .*make report"):
        build._run("01_sources", SimpleNamespace(execute=execute, _cleanup_kernel=None), {})
