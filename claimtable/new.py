"""Start another case: the same house, its own data."""

import shutil

import nbformat
import yaml

from . import paths

KEEP = ("Makefile", "requirements.txt", "pyproject.toml", "matplotlibrc", "LICENSE", ".gitignore", "claimtable", "data/lexicon.yaml",
        "data/README.md")
EMPTY = {
    "data/sources.yaml": "# One entry per source; `python -m claimtable add FILE` writes them. The keys are explained in data/README.md.\nsources: []\n",
    "data/actors.yaml": "# Who is who, and what lies where.\nactors: []\nplaces: []\n",
    "data/facts.yaml": "# Outside facts that checks use, each with a citation.\nfacts: []\n",
    "data/checks.yaml": "# Which claims the calendar, arithmetic and the map can test.\nchecks: []\n",
    "data/ratings.yaml": "# Source reliability A-F and claim credibility 1-6, each with a reason.\nsources: []\nclaims: []\n",
    "data/decisions.csv": "claim_id,action,field,value,reason,coder\n",
    "README.md": "# A case for claimtable\n\nPut sources in with `python -m claimtable add FILE`, say in `data/codebook.yaml` what is measured, then `make report`.\n",
}


def new(folder):
    """Copy the house into an empty or new FOLDER, without sources, decisions or results. InputError when it holds anything."""
    if folder.exists() and any(folder.iterdir()):
        raise paths.InputError(folder, "", "the folder is not empty", "name a new one")
    for name in KEEP:
        origin, target = paths.ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(origin, target)
    for name, content in {**EMPTY, "data/codebook.yaml": codebook_to_fill(), "data/report.yaml": report_to_fill()}.items():
        paths.write(folder / name, content)
    (folder / "data" / "sources").mkdir(exist_ok=True)
    for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        paths.write(folder / "notebooks" / path.name, nbformat.writes(notebook) + "\n")


def codebook_to_fill():
    """The first quantity measure of this case's codebook as a pattern to overwrite."""
    book = yaml.safe_load((paths.DATA / "codebook.yaml").read_text("utf-8"))
    measures = book["measures"]
    name, pattern = next(iter(measures.items())) if isinstance(measures, dict) else (None, measures[0])
    kept = {name: pattern} if name else [pattern]
    text = yaml.safe_dump({**{k: v for k, v in book.items() if k != "measures"}, "measures": kept}, allow_unicode=True, sort_keys=False, width=120)
    return "# One measure of another case as a pattern: replace it by your own.\n" + text


def report_to_fill():
    return ("# What the report asks, in order. Each section lists measures of the codebook.\ntitle: Claims compared\nevent: one event\n"
            "headline: []\nsections: []\n")
