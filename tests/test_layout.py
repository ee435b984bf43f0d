"""The package as it is laid out: data flow in one direction, between folders and within them."""

import ast
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "claimtable"
README = (PACKAGE.parent / "README.md").read_text(encoding="utf-8")
FOLDERS = re.findall(r"^\| `(\w+)/` \|", README, re.M)[1:]  # the first row is the package's own


def imported(path):
    """What the head of a file imports of ours, each as a pair: (folder, module), or (module, name) for a module that lies in no folder."""
    here, found = path.relative_to(PACKAGE).parts[:-1], []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            place = here[: len(here) + 1 - node.level] + tuple((node.module or "").split(".") if node.module else ())
            found += [(*place, name.name)[:2] for name in node.names]
    return [pair for pair in found if len(pair) == 2]


def test_the_readme_names_every_folder():
    assert sorted(FOLDERS) == sorted(p.parent.name for p in PACKAGE.glob("*/__init__.py"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_from_those_before_it(folder):
    allowed = set(FOLDERS[: FOLDERS.index(folder) + 1])
    for path in sorted((PACKAGE / folder).glob("*.py")):
        assert {place for place, _ in imported(path)} & set(FOLDERS) <= allowed, path.name


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_lists_its_modules_in_the_order_in_which_they_build_on_each_other(folder):
    modules = {p.stem for p in (PACKAGE / folder).glob("*.py")} - {"__init__"}
    head = ast.get_docstring(ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))).split("In order: ")[1]
    listed = [word for word in re.findall(r"\w+", re.sub(r"\([^)]*\)", "", head)) if word in modules]
    assert sorted(listed) == sorted(modules)
    for place, name in enumerate(listed):
        later = {module for near, module in imported(PACKAGE / folder / f"{name}.py") if near == folder} - set(listed[:place])
        assert not later, f"{name} imports {later}"


@pytest.mark.parametrize("path", sorted((PACKAGE.parent / "tests" / "benchmarks").glob("bench_*.py")), ids=lambda path: path.stem)
def test_a_benchmark_finds_what_it_measures(path):
    found = runpy.run_path(str(path))
    if path.stem == "bench_reading":
        assert found["ours"](found["PRIMARY"])("Kyiv says 300 North Korean soldiers were killed.")[1] > 0


def test_reading_needs_no_table_library():
    """A text is read in 50 MB and starts in a second; with pandas it would be 130 MB."""
    asked = "import sys, claimtable.claims; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=PACKAGE.parent, capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
