"""The notebooks as people meet them: short cells, a question before every answer, no typed numbers, outputs that are current."""

import re

import nbformat
import pytest

from claimtable import build, paths

NOTEBOOKS = sorted((paths.ROOT / "notebooks").glob("*.ipynb"))
READ = {path.stem: nbformat.read(path, as_version=4) for path in NOTEBOOKS}
CODE = [(name, n, cell) for name, book in READ.items() for n, cell in enumerate(book.cells) if cell.cell_type == "code"]


def test_the_notebooks_are_the_sequence_that_the_build_runs():
    assert tuple(READ) == build.SEQUENCE


@pytest.mark.parametrize("name", READ)
def test_a_notebook_begins_by_saying_what_it_reads_does_and_writes(name):
    opening = READ[name].cells[0]
    assert opening.cell_type == "markdown" and opening.source.startswith("# ")
    if name != "05_report":  # its opening is the report's own title
        assert "reads" in opening.source.lower() and "writes" in opening.source.lower()


@pytest.mark.parametrize("name, n, cell", CODE, ids=[f"{name}[{n}]" for name, n, _ in CODE])
def test_story_cells_are_short_and_define_nothing(name, n, cell):
    lines = [line for line in cell.source.splitlines() if line.strip()]
    assert len(lines) <= 7, f"{name} cell {n} has {len(lines)} lines"
    assert not re.search(r"^\s*(def|class|for|while) ", cell.source, re.M)
    assert max(map(len, lines)) <= 105, f"{name} cell {n} has a line that a window of JupyterLab cuts off"


@pytest.mark.parametrize("name", READ)
def test_an_answer_follows_a_question_or_a_statement(name):
    cells = READ[name].cells
    for before, cell in zip(cells, cells[1:]):
        both_code = before.cell_type == cell.cell_type == "code"
        assert not both_code, f"{name}: two code cells with no word between: {cell.source[:60]}"


@pytest.mark.parametrize("name", READ)
def test_no_number_in_markdown_is_typed(name):
    for cell in READ[name].cells:
        if cell.cell_type == "markdown":
            prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", cell.source)
            assert not re.search(r"\d", prose), f"{name}: a number typed in prose: {prose[:80]!r}"


@pytest.mark.parametrize("name", READ)
def test_a_notebook_is_committed_with_outputs_in_order_and_no_error(name):
    code = [cell for cell in READ[name].cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [out for cell in code for out in cell.outputs if out.output_type == "error"]
