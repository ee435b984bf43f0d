"""Another case starts from this house and reports on its own sources, with nothing of this topic left in it."""

import os
import subprocess
import sys

import nbformat
import pytest

from claimtable import case, paths
from claimtable.export import page
from claimtable.new import new
from claimtable.report import annex, prose

STORY = """Bridge collapse kills at least {n}
At least {n} people were killed when the bridge fell, the {who} said on Tuesday. The cause has not been confirmed.
"""


def command(folder, *words):
    """A command as a person in that folder gives it: with the environment of the first case and nothing that points anywhere."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CLAIMTABLE_ROOT", "CLAIMTABLE_OUT")}
    return subprocess.run([sys.executable, "-m", "claimtable", *words], cwd=folder, env=environment, capture_output=True, text=True)


def test_a_new_case_builds_a_report_from_its_own_two_sources(tmp_path):
    folder = tmp_path / "case"
    new(folder)
    for n, who in ((12, "ministry"), (19, "mayor")):
        story = tmp_path / f"{who}.txt"
        story.write_text(STORY.format(n=n, who=who), "utf-8")
        assert command(folder, "add", str(story), "--published", "2024-05-08", "--outlet", f"The {who.title()} Post").returncode == 0
    done = command(folder, "build")
    assert done.returncode == 0, done.stderr
    page = (folder / "report" / "report.html").read_text("utf-8")
    assert "At least 12" in page and "At least 19" in page
    assert "Korea" not in page
    assert (folder / "report" / "report.pdf").read_bytes().startswith(b"%PDF")
    assert command(folder, "verify", "report/report.html").returncode == 0


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(paths.InputError, match="not empty"):
        new(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder_and_no_case_lies_in_another(tmp_path):
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(paths.InputError, match="is a file"):
        new(tmp_path / "file")
    with pytest.raises(paths.InputError, match="lies inside another case"):
        new(paths.ROOT / "claimtable" / "case")
    assert not (paths.ROOT / "claimtable" / "case").exists()


def test_a_case_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(nbformat, "writes", lambda notebook: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        new(tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


def test_no_sources_yet_is_said_plainly(tmp_path):
    new(tmp_path / "case")
    done = command(tmp_path / "case", "build")
    assert done.returncode == 1
    assert "sources.yaml" in done.stderr and "claimtable add" in done.stderr and "Traceback" not in done.stderr


def test_a_new_case_renders_the_sections_its_outline_names(tmp_path):
    new(tmp_path / "case")
    notebook = nbformat.read(tmp_path / "case" / "notebooks" / "05_report.ipynb", as_version=4)
    cells = [cell.source for cell in notebook.cells]
    assert cells.index("prose.sections(this)") < cells.index("prose.side_by_side(this)")
    assert not any("prose.section(this," in cell for cell in cells)


def test_sections_have_the_addresses_that_the_bottom_line_links_to():
    this = case.load()
    made = str(prose.sections(this))
    sources = annex.annex(this.articles, this.claims, this.codebook)
    shown = page.report(f"<h1>A case</h1><h2>Where they differ</h2>{made}<h2>The sources</h2>{sources}", paths.FIGURES)
    found = [(level, name) for level, name, *_ in shown.contents if level == 2][1:-1]
    assert found == [(2, prose.slug(one.title)) for one in this.outline.sections]


def test_a_section_that_is_no_question_is_set_off_from_what_its_table_shows():
    this = case.load()
    one = next(section for section in this.outline.sections if f"{section.title} Who asserts" in str(prose.section(this, section.title)))
    this.outline.sections.append(case.Section(title="The soldiers", measures=one.measures))
    try:
        assert "The soldiers. " in str(prose.section(this, "The soldiers"))
    finally:
        this.outline.sections.pop()


def test_a_command_works_on_the_case_it_is_given_in(tmp_path):
    new(tmp_path / "case")
    for place in (tmp_path / "case", tmp_path / "case" / "notebooks"):
        assert paths.case_of(place, tmp_path) == tmp_path / "case"
    assert paths.case_of(tmp_path, tmp_path / "other") == tmp_path / "other"
