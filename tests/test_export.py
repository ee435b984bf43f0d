"""The exporters: the same notebook gives the same bytes, and what goes with the tables can be read by machines that never heard of us."""

import json
import os
import shutil
import subprocess
import sys

import frictionless
import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from claimtable import build, export, paths, sources, tables
from claimtable.report import metadata

NOTEBOOK = paths.ROOT / "notebooks" / "05_report.ipynb"
EXPORT = "import sys; from claimtable import export; export.html(sys.argv[1], sys.argv[2]); export.notebook_html(sys.argv[1], sys.argv[3])"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The committed tables and figures in a folder of their own, so that an export writes there."""
    folder = tmp_path_factory.mktemp("out")
    for part in ("data/tables", "figures"):
        shutil.copytree(paths.ROOT / part, folder / part)
    return folder


def exported(outputs, name, seed, epoch=None):
    """Report and notebook page, made by a Python of its own. => their bytes"""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    settings = kept | {"CLAIMTABLE_OUT": str(outputs), "PYTHONHASHSEED": seed, "PYTHONPATH": str(paths.ROOT)}
    settings |= {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    files = [outputs / f"{name}.html", outputs / f"{name}-page.html"]
    done = subprocess.run([sys.executable, "-c", EXPORT, str(NOTEBOOK), *map(str, files)], env=settings, capture_output=True, text=True,
                          cwd=outputs)
    assert done.returncode == 0, done.stderr
    return [file.read_bytes() for file in files]


def test_two_exports_of_one_notebook_are_equal_byte_by_byte(outputs):
    assert exported(outputs, "one", "1") == exported(outputs, "two", "2")


def test_the_date_shown_is_the_one_asked_for_and_never_todays(outputs):
    report, _ = exported(outputs, "dated", "0", epoch="1000000000")
    assert b'<time datetime="2001-09-09">9 September 2001</time>' in report


def test_without_a_date_asked_for_it_is_the_release_or_else_the_newest_article(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "TABLES", tmp_path)
    tables.write("sources", tables.frame("sources", [dict(source_id=i, published_to=d, characters=1, words=1, mentions=0, claims=0)
                                                     for i, d in (("000", "2031-05-02"), ("001", ""), ("002", "2031-04-30"))]), tmp_path)
    assert metadata.released().isoformat() == "2031-05-02"
    (tmp_path / "CITATION.cff").write_text("title: x\ndate-released: 2032-01-05\n")
    assert metadata.released().isoformat() == "2032-01-05"


# What goes with the tables


@pytest.fixture
def package(tmp_path):
    shutil.copytree(paths.ROOT / "data" / "tables", tmp_path / "package")
    return tmp_path / "package" / "datapackage.json"


def mistakes(package):
    report = frictionless.validate(str(package))
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in errors]


def test_the_data_package_is_valid(package):
    assert mistakes(package) == []


@pytest.mark.parametrize("column, value, kind",
                         [("start", "soon", "type-error"), ("source_id", "999", "foreign-key"), ("claim_id", "", "constraint-error")])
def test_the_data_package_says_enough_to_find_a_wrong_cell(package, column, value, kind):
    claims = package.parent / "claims.csv"
    data = tables.read("claims", package.parent).astype(object)
    data.loc[0, column] = value
    claims.write_text(data.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    described = json.loads(package.read_text(encoding="utf-8"))
    for resource in described["resources"]:  # only the words of the table are in question, not its hash
        resource.pop("bytes"), resource.pop("hash")
    package.write_text(json.dumps(described), encoding="utf-8")
    assert any(found.startswith(kind) for found in mistakes(package)), mistakes(package)


def test_the_data_package_lists_every_table_with_its_columns():
    package = json.loads((paths.ROOT / "data" / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]} == tables.COLUMNS


@pytest.fixture(scope="module")
def annotations():
    return json.loads((paths.ROOT / "data" / "tables" / "claims.jsonld").read_text(encoding="utf-8"))


def test_there_is_one_annotation_for_each_claim(annotations):
    claims = tables.read("claims", paths.ROOT / "data" / "tables")
    assert annotations["@context"] == "http://www.w3.org/ns/anno.jsonld" and annotations["type"] == "AnnotationPage"
    assert [item["id"] for item in annotations["items"]] == [f"urn:claimtable:{claim_id}" for claim_id in claims.claim_id]
    assert all(item["type"] == "Annotation" and item["bodyValue"] for item in annotations["items"])


def test_quotation_and_position_of_an_annotation_find_the_same_words(annotations):
    texts = {source.id: source.text for source in sources.load()}
    claims = tables.read("claims", paths.ROOT / "data" / "tables").set_index("claim_id")
    for item in annotations["items"]:
        claim = claims.loc[item["id"].removeprefix("urn:claimtable:")]
        text, (quotation, position) = texts[claim.source_id], item["target"]["selector"]
        assert (quotation["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[position["start"]:position["end"]] == quotation["exact"] == claim.surface
        around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
        assert text.count(around) == 1 and text.index(around) + len(quotation["prefix"]) == position["start"], item["id"]


def test_an_annotation_points_to_a_place_that_names_its_text(annotations):
    places = {source.url or f"urn:sha256:{source.sha256}" for source in sources.load()}
    assert {item["target"]["source"] for item in annotations["items"]} <= places


# The exporters as nbconvert knows them


@pytest.mark.parametrize("name, made", [("report-html", export.ReportHTMLExporter), ("report-pdf", export.ReportPDFExporter),
                                        ("notebook-page", export.NotebookPageExporter)])
def test_nbconvert_knows_the_exporter_by_name(name, made):
    assert get_exporter(name) is made


def small(*cells):
    return new_notebook(cells=list(cells))


def page_of(*cells):
    return export.NotebookPageExporter().from_notebook_node(small(*cells), {"metadata": {"name": "small"}})[0]


def test_a_notebook_without_code_is_a_page():
    made = page_of(new_markdown_cell("# A march\n\nWhat was seen.\n\n## One\n\nMore."))
    assert "<h1>A march</h1>" in made and '<span class="number">1</span> One' in made


def test_a_notebook_with_nothing_in_it_is_a_page():
    assert "<main" in page_of()


def test_what_cells_show_is_escaped_where_it_is_text_and_kept_where_it_is_html():
    outputs = [new_output("stream", text="a < b & c\n"), new_output("display_data", {"text/html": "<p>ten</p>", "text/plain": "no"})]
    made = page_of(new_markdown_cell("# A"), new_code_cell("x < 1", outputs=outputs))
    assert "a &lt; b &amp; c" in made and "<p>ten</p>" in made and ">no<" not in made


def test_a_cell_that_failed_is_shown_as_failed():
    made = page_of(new_markdown_cell("# A"), new_code_cell("1/0", outputs=[new_output("error", ename="ZeroDivisionError", evalue="by zero",
                                                                                       traceback=["\x1b[31mZeroDivisionError\x1b[0m: by "
                                                                                                  "zero"])]))
    assert "output error" in made and "ZeroDivisionError" in made and "\x1b" not in made and "style=" not in made.split("</style>")[1]


def test_cells_tagged_remove_are_not_exported():
    hidden = new_code_cell("secret()", metadata={"tags": ["remove"]})
    assert "secret" not in page_of(new_markdown_cell("# A"), hidden)


def test_the_notebooks_read_before_the_report_are_exported_under_their_names():
    assert build.SEQUENCE == tuple(sorted(path.stem for path in (paths.ROOT / "report" / "notebooks").glob("*.html")))
    for name in build.SEQUENCE:
        title = nbformat.read(paths.ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"<h1>{title}</h1>" in (paths.ROOT / "report" / "notebooks" / f"{name}.html").read_text(encoding="utf-8")
