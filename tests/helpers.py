"""A copy of the project to run things in, so that no test writes where people work."""

import os
import shutil
import subprocess

from claimtable import paths


def clone(folder):
    """What git tracks, copied as it stands: what a fresh clone would have. => folder"""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=paths.ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (paths.ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(paths.ROOT / name, folder / name)
    return folder


def environment(folder, **more):
    """The variables under which everything run in a copy reads and writes that copy."""
    kept = {name: value for name, value in os.environ.items()
            if name != "CLAIMTABLE_OUT" and not name.startswith(("MAKE", "PYTEST", "JUPYTER"))}
    return kept | {"PYTHONPATH": str(folder), "CLAIMTABLE_ROOT": str(folder)} | more


def outputs(folder, parts=("data/tables", "figures", "report", "notebooks")):
    """{path: bytes} of what a build writes."""
    return {path.relative_to(folder): path.read_bytes() for part in parts for path in sorted((folder / part).rglob("*"))
            if path.is_file() and path.name != ".built" and ".ipynb_checkpoints" not in path.parts}
