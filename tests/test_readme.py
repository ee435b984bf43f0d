"""What the README promises is there."""

import re
import subprocess

import pytest

from claimtable import build, paths, tables

README = (paths.ROOT / "README.md").read_text("utf-8")
MAKEFILE = (paths.ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.M))))
def test_every_make_target_named_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.M)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python -m claimtable ([a-z]+)", README))))
def test_every_command_named_exists(command):
    from claimtable.__main__ import main

    assert command in main.commands


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_file_linked_is_there(link):
    assert (paths.ROOT / link).is_file()


def test_the_table_of_notebooks_names_them_all_and_what_they_write():
    for name in build.SEQUENCE:
        assert f"`{name}`" in README
    for name in tables.COLUMNS:
        assert f"`{name}.csv`" in README


def test_the_dictionary_explains_every_column_of_every_table():
    dictionary = (paths.DATA / "README.md").read_text("utf-8")
    for table, columns in tables.COLUMNS.items():
        missing = [column for column in columns if f"`{column}`" not in dictionary]
        assert not missing, f"data/README.md does not explain {table}: {missing}"


def test_make_help_lists_every_target_it_documents():
    listed = subprocess.run(["make", "-s", "help"], cwd=paths.ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("report", "test", "lab", "verify", "venv", "clean", "help"):
        assert f"make {target}" in listed


def test_requirements_are_pinned_and_name_what_was_asked_for():
    lines = [line for line in (paths.ROOT / "requirements.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[\w.]+", line) for line in lines)
    assert {"jupyterlab", "pandas", "matplotlib", "nbconvert"} <= {line.split("==")[0] for line in lines}
