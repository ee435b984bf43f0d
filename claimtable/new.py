"""Start another case: the same house, its own data."""

import shutil
import tempfile
from pathlib import Path

import nbformat

from . import paths

KEEP = ("Makefile", "requirements.txt", "pyproject.toml", "matplotlibrc", "LICENSE", ".gitignore", "claimtable", "data/lexicon.yaml",
        "data/README.md")
EMPTY = {
    "data/sources.yaml": "# One entry per source; `python -m claimtable add FILE` writes them. The keys are explained in data/README.md.\n"
                         "sources: []\n",
    "data/actors.yaml": "# Who is who, and what lies where; data/README.md explains the keys. In place of each [], entries such as\n"
                        "# - {name: Harbour Police, aliases: [police, the force, Chief Ada Brook], kind: agency, side: state}\n"
                        "# - {name: Old Bridge, within: Lund, kind: site}\n"
                        "actors: []\nplaces: []\n",
    "data/facts.yaml": "# Outside facts that checks use, each with a citation.\nfacts: []\n",
    "data/checks.yaml": "# Which positions exclude each other, and which claims the calendar, arithmetic and the map can test (see "
                        "claimtable/compare/rules.py).\n"
                        "positions:\n  confirmed:\n    exclude: [[confirmed, unconfirmed]]\ncross: []\nchecks: []\n",
    "data/ratings.yaml": "# Reliability of each source, A to F, with a reason and a date; a source that is not listed is F, cannot be "
                         "judged.\nsources: []\n",
    "data/decisions.csv": "claim_id,action,field,value,reason,coder\n",
    "README.md": "# A case for claimtable\n\nPut sources in with `python -m claimtable add FILE`, say in `data/codebook.yaml` what is "
                 "measured, then `make report`.\n",
}


def new(folder):
    """Copy the house into an empty or new FOLDER, whole or not at all, without sources, decisions or results. InputError when it holds
    anything."""
    folder = folder.absolute()
    if folder.exists() and not folder.is_dir():
        raise paths.InputError(folder, "", "is a file", "name a new folder")
    if folder.exists() and any(folder.iterdir()):
        raise paths.InputError(folder, "", "the folder is not empty", "name a new one")
    if folder.resolve().is_relative_to(paths.ROOT.resolve()):
        raise paths.InputError(folder, "", f"lies inside another case ({paths.ROOT})", "name a folder outside it, such as ../my-case")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        furnish(made)
        made.chmod(0o755)
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made)
        raise


def furnish(folder):
    """What a case begins with."""
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
        notebook.cells = [cell for cell in notebook.cells if "question" not in cell.metadata.get("tags", [])]  # this case's own questions
        if path.stem == "05_report":
            _, _, standfirst = notebook.cells[0].source.partition("\n")
            notebook.cells[0].source = f"# What the sources claim, and where they differ\n{standfirst}"
            last = next(n for n, cell in enumerate(notebook.cells) if cell.source == "prose.side_by_side(this)")
            # The sections of whatever report.yaml will name.
            notebook.cells.insert(last - 1, nbformat.v4.new_code_cell("prose.sections(this)", id="sections"))
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        paths.write(folder / "notebooks" / path.name, nbformat.writes(notebook) + "\n")


def codebook_to_fill():
    """A codebook with one measure of each kind that people meet first, small enough to overwrite."""
    return """# What is counted, and what is not. How to read this file: see the head of claimtable/codebook.py.
# checks.yaml and report.yaml name these measures too: what is renamed or taken out here must be there.
title: One event
nouns:
  people: [people, person*, resident*, civilian*]
events:
  killed: [killed, dead, died, dies, death*, lives, lost their lives]
owners: {}
measures:
- name: deaths
  kind: quantity
  label: Deaths
  unit: persons
  cumulative: true
  question: How many people died?
  counts: [everybody said to have died in the event]
  does_not_count: [deaths in other events]
  examples: ["At least 12 people were killed, the ministry said."]
  counterexamples: ["Another 12 people were taken to hospital."]
  read:
    when: [[people, killed]]
- name: confirmed
  kind: position
  label: Officially confirmed?
  question: Is it officially confirmed, and by whom?
  values:
    confirmed: {definition: an official body says so, phrases: ["confirmed"]}
    unconfirmed: {definition: it is said not to be confirmed, phrases: ["not been confirmed", "unconfirmed"]}
"""


def report_to_fill():
    return ("# What the report asks, in order: `headline` measures speak in the bottom line; each section names measures of the codebook.\n"
            "event: one event\nheadline: [deaths, confirmed]\nsections: []\n")
