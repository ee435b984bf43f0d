"""The PDF as its readers meet it: on paper nothing is cut off, in a viewer every link leads somewhere, to a screen reader it has
structure."""

import io
import re
from html import unescape

import lxml.html
import nbformat
import pandas as pd
import pytest
import typst
from nbconvert.exporters import get_exporter
from pypdf import PdfReader
from pypdf.generic import ContentStream

from claimtable import html, paths, sources, tables
from claimtable.export import columns, overlay, page, shrink, typeset
from claimtable.report import annex

REPORT = paths.ROOT / "report" / "report.pdf"
HEADING = 40  # points that a heading needs below it on its page: itself and a line
TRICKY = "a--b ... 'x' \"y\" ~ @z #w $5 *b* _i_ `c` \\ // /* <l> [x] 1. + - / = 10‚000 Pyongyangʼs soldiers"
DRAWING = ('<svg xmlns="http://www.w3.org/2000/svg" width="346pt" height="{0}pt" viewBox="0 0 346 {0}"><title>Two dots</title>'
           '<desc>One dot stands at ten, one at twelve.</desc><a href="#000:10"><path d="M 10 10 L 30 10 L 30 30 L 10 30 z" '
           'fill="#0072b2"/></a>'
           '<a href="#000:10"><text x="20" y="22" font-size="9px" text-anchor="middle">3</text></a><a href="#000:40"><use x="100" '
           'y="50"/></a></svg>')


@pytest.fixture(scope="module")
def report():
    assert REPORT.exists(), "there is no report yet; `make report` writes it"
    return PdfReader(REPORT)


@pytest.fixture(scope="module")
def written(report):
    """The words of each page of the report."""
    return [sheet.extract_text() for sheet in report.pages]


def article(text):
    return sources.Source("000", "000.txt", "0" * 64, "March on the harbor", None, "No name is given.", None, "2031-05-01", "2031-05-01",
                          "stated",
                          "Printed above it.", "en", (), text)


def claims(text, *surfaces):
    rows = [{"claim_id": f"000:{text.index(s)}", "source_id": "000", "measure": "people_marching", "kind": "quantity", "surface": s,
             "low": 10.0, "high": 10.0,
             "modality": "exact", "status": "actual", "as_of_basis": "published", "origin": "city police", "quote": "",
             "start": text.index(s),
             "end": text.index(s) + len(s), "coded_by": "rule"} for s in surfaces]
    return tables.frame("claims", rows)


def made(body, monkeypatch, text="", found=None):
    """A small report through the whole way: notebook stream, page, pandoc, typst. => PdfReader"""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935446400")
    if text:
        body += f"<h2>Sources</h2>{annex.annex([article(text)], found if found is not None else claims(text))}"
    made_page = page.report(f"<h1>A march</h1><p>What they say.</p>{body}", paths.FIGURES)
    return PdfReader(io.BytesIO(typeset.make("<!doctype html><title>A march</title>", made_page, {"claims.csv": b"claim_id\n"})))


def words(reader):
    return "\n".join(p.extract_text() for p in reader.pages)


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    """A folder for figures, and what puts one there."""
    monkeypatch.setattr(paths, "FIGURES", tmp_path)
    return lambda svg: (tmp_path / "dots.svg").write_text(svg, encoding="utf-8")


def links(reader):
    """(page number, annotation, number of the page it leads to) of every link inside the document; pages count from 0."""
    named, numbers = reader.named_destinations, {p.indirect_reference.idnum: n for n, p in enumerate(reader.pages)}
    for number, sheet in enumerate(reader.pages):
        for annotation in map(lambda a: a.get_object(), sheet.get("/Annots", [])):
            if "/Dest" in annotation:
                target = annotation["/Dest"]
                yield number, annotation, numbers[(named[target].page if isinstance(target, str) else target.get_object()[0]).idnum]


def extent(sheet):
    """(left, right) of everything written on a page in points, from the fonts' own widths."""
    fonts = {name: widths(font.get_object()) for name, font in sheet["/Resources"].get("/Font", {}).items()}
    left, right, matrix, stack, text, font = 1e9, 0, (1, 0, 0, 1, 0, 0), [], None, None
    for operands, operator in ContentStream(sheet.get_contents(), sheet.pdf).operations:
        if operator == b"q":
            stack.append(matrix)
        elif operator == b"Q":
            matrix = stack.pop()
        elif operator == b"cm":
            matrix = times([float(n) for n in operands], matrix)
        elif operator == b"Tf":
            font, size = fonts[operands[0]], float(operands[1])
        elif operator == b"Tm":
            text = [float(n) for n in operands]
        elif operator in (b"TJ", b"Tj"):
            length = advance(operands[0] if operator == b"TJ" else [operands[0]], font) * size
            at = times(text, matrix)
            if abs(at[1]) < 1e-6:  # level text
                left, right = min(left, at[4]), max(right, at[4] + length * at[0])
    return left, right


def times(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


def widths(font):
    """Glyph number => width in parts of the type size (ISO 32000-1, 9.7.4.3)."""
    descendant, found = font["/DescendantFonts"][0].get_object(), {}
    items = iter(descendant.get("/W", []))
    for first in items:
        second = next(items)
        if isinstance(second, list):
            found.update({int(first) + n: float(w) / 1000 for n, w in enumerate(second)})
        else:
            found.update(dict.fromkeys(range(int(first), int(second) + 1), float(next(items)) / 1000))
    return found, float(descendant.get("/DW", 1000)) / 1000


def advance(pieces, font):
    found, default = font
    total = 0
    for piece in pieces:
        if isinstance(piece, (int, float)):
            total -= float(piece) / 1000
        else:
            data = piece.original_bytes if hasattr(piece, "original_bytes") else bytes(piece)
            total += sum(found.get(int.from_bytes(data[n:n + 2]), default) for n in range(0, len(data), 2))
    return total


# The report that is committed.

def test_the_report_is_tagged_for_screen_readers_and_made_to_be_kept(report):
    root = report.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en") and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/StructTreeRoot"]["/K"]
    standards = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part>\s*1\b", standards) and re.search(r"pdfaid:part>\s*3\b", standards)
    assert re.search(r"conformance>\s*A\b", standards)


def test_every_figure_of_the_report_says_in_words_what_it_shows(report):
    pictures = [e for e in structure(report.trailer["/Root"]["/StructTreeRoot"]) if e["/S"] == "/Figure"]
    assert pictures and all(len(e["/Alt"]) > 20 for e in pictures)


def structure(element):
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from structure(child)


def test_the_tables_attached_to_the_report_are_the_tables(report):
    for name in tables.COLUMNS:
        assert report.attachments[f"{name}.csv"] == [(paths.ROOT / "data" / "tables" / f"{name}.csv").read_bytes()], name
    assert report.attachments["report.html"] == [(paths.ROOT / "report" / "report.html").read_bytes()]


def test_the_report_has_its_headings_as_bookmarks_in_the_order_of_the_page(report):
    text = report.attachments["report.html"][0].decode("utf-8")
    said = [" ".join(re.sub("<[^>]+>", "", h).split()) for h in re.findall(r"<h[23]\b[^>]*>(.*?)</h[23]>", text, re.DOTALL)]
    marked = [b.title for b in bookmarks(report.outline)
              if b.title != "Contents" and not b.title.startswith(("Text of ", "Passports of the claims"))]
    assert [" ".join(t.split()) for t in marked] == [unescape(s) for s in said]


def bookmarks(outline):
    for entry in outline:
        yield from bookmarks(entry) if isinstance(entry, list) else [entry]


def test_no_heading_of_the_report_is_left_alone_at_the_foot_of_a_page(report):
    for bookmark in bookmarks(report.outline):
        assert bookmark.top > 65 + HEADING, bookmark.title


def test_no_caption_of_the_report_stands_apart_from_its_table(written):
    for text in written:
        body = text.strip().splitlines()
        assert not re.match(r"Table \d+\.", body[-2] if len(body) > 1 else ""), body[-2]


def test_nothing_in_the_report_is_wider_than_its_page(report):
    for number, sheet in enumerate(report.pages, 1):
        left, right = extent(sheet)
        assert left >= 40 and right <= float(sheet.mediabox.width) - 40, f"page {number}: {left:.0f} to {right:.0f}"


def test_the_links_of_the_report_lead_to_pages_that_have_words(report, written):
    targets = {target for _, _, target in links(report)}
    assert len(targets) > len(report.pages) / 2
    assert all(len(written[target]) > 200 for target in targets)


def test_every_page_of_the_report_but_the_first_says_where_one_is(report, written):
    for number, text in enumerate(written[1:], 2):
        assert report.metadata.title in text and f"{number} / {len(written)}" in text, number


def test_every_font_of_the_report_is_inside_it(report):
    for sheet in report.pages:
        for font in sheet["/Resources"].get("/Font", {}).values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


# Small reports, made here.

def test_a_link_to_a_claim_leads_to_its_words_and_names_their_page(monkeypatch):
    text = "Some said 10 marched. " * 30 + "\n\n" + "Nobody marched. " * 400 + "\n\nThe police counted 4,321 heads."
    found = claims(text, "4,321 heads")
    reader = made(f"<h2>Numbers</h2><p>They counted {html.claim(found.claim_id[0], 'four thousand')}.</p>", monkeypatch, text, found)
    number, annotation, target = next(link for link in links(reader) if link[0] == 0 and link[1]["/Rect"][1] < 600 and link[2] > 1)
    assert "4,321 heads" in reader.pages[target].extract_text() and target > 1
    assert re.search(rf"four thousand\s\u2060{target + 1}\b", reader.pages[0].extract_text() + reader.pages[1].extract_text())


def test_a_passport_names_the_page_and_line_of_its_claim(monkeypatch):
    text = "\n".join(f"Line {word}." for word in ("one", "two", "three", "four", "five marched", "six"))
    assert re.search(r"page\s+\d+,\s+line\s+5",
                     words(made("<h2>None</h2><p>Nothing.</p>", monkeypatch, text, claims(text, "five marched"))))


def test_words_of_a_source_stay_as_they_are(monkeypatch):
    assert TRICKY in " ".join(words(made("<h2>None</h2><p>Nothing.</p>", monkeypatch, TRICKY)).split())


@pytest.mark.parametrize("odd", ["조선 군인", "🙂 march", "\ue000 private", "tab\x0bulator", "right \u202e to left", "\ufeff mark",
                                 "soft\u00adhyphen", "e\u0301 combined"])
def test_letters_that_no_font_has_do_not_stop_the_report(odd, monkeypatch):
    assert "Before" in words(made(f"<h2>None</h2><p>Before {odd} after.</p>", monkeypatch))


def table(columns_wanted, rows, cell):
    return html.table(pd.DataFrame([{f"c{c}": cell(c, r) for c in range(columns_wanted)} for r in range(rows)]), "t", "All of them",
                      {f"c{c}": f"Column {c}" for c in range(columns_wanted)})


@pytest.mark.parametrize("wanted, cell, turned", [
    (3, lambda c, r: "word " * 60, False), (7, lambda c, r: f"Source {r} says “about 12,000 soldiers” in {c}", False),
    (14, lambda c, r: "Organization", True),
    (40, lambda c, r: "Organization", True), (2, lambda c, r: "troops_deployed-arithmetic-898db98c" * 4, False)])
def test_a_table_stays_inside_its_page_however_wide_it_is(wanted, cell, turned, monkeypatch):
    reader = made(f"<h2>Wide</h2>{table(wanted, 5, cell)}", monkeypatch)
    for sheet in reader.pages:
        left, right = extent(sheet)
        assert left >= 40 and right <= float(sheet.mediabox.width) - 40
    assert any(sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages) == turned
    text = " ".join(words(reader).split())
    assert all(f"Column {c}" in text for c in range(wanted))


def test_a_long_table_repeats_its_header_on_every_page(monkeypatch):
    cell = lambda c, r: f"cell {r} of a row whose words take more than one line in the column they stand in"
    reader = made(f"<h2>Long</h2>{table(3, 150, cell)}", monkeypatch)
    assert len(reader.pages) > 3
    assert all("Column 2" in sheet.extract_text() for sheet in reader.pages[1:-1])


def test_a_figure_keeps_its_words_and_the_links_of_its_marks(drawn, monkeypatch):
    text = "At first 10 marched, and in the afternoon 12 marched."
    found = claims(text, "10 marched", "12 marched")
    drawn(DRAWING.format(200).replace("#000:10", f"#{found.claim_id[0]}").replace("#000:40", f"#{found.claim_id[1]}"))
    reader = made(f"<h2>Figure</h2><p>See.</p>{html.figure('dots')}", monkeypatch, text, found)
    picture = next(e for e in structure(reader.trailer["/Root"]["/StructTreeRoot"]) if e["/S"] == "/Figure")
    assert picture["/Alt"] == "Two dots. One dot stands at ten, one at twelve." and "Figure 1. Two dots" in " ".join(words(reader).split())
    sides = [[float(a["/Rect"][n + 2]) - float(a["/Rect"][n]) for n in (0, 1)] for _, a, _ in links(reader)]
    # 20 units of a drawing that may be made smaller.
    squares = [(wide, high) for wide, high in sides if abs(wide - high) < 0.5 and 12 < wide <= 20.5]
    assert len(squares) == 1


def test_a_figure_taller_than_a_page_is_made_to_fit(drawn, monkeypatch):
    drawn(re.sub("</?a[^>]*>", "", DRAWING.format(2000)))
    reader = made(f"<h2>Figure</h2>{html.figure('dots')}", monkeypatch)
    assert "Two dots" in words(reader) and len(reader.pages) <= 3


def test_code_and_the_data_of_figures_are_left_out_and_what_folds_open_lies_open(monkeypatch):
    body = '<h2>Open</h2><div class="working code"><pre>secret()</pre></div><details><summary>Others</summary><p>Also read.</p></details>'
    text = words(made(body, monkeypatch))
    assert "secret" not in text and "Others" in text and "Also read." in text


def test_nbconvert_writes_the_pdf_by_its_name(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935446400")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A march\n\nWhat they say.\n\n## Numbers\n\nNone.")])
    data, resources = get_exporter("report-pdf")().from_notebook_node(notebook)
    assert resources["output_extension"] == ".pdf" and "What they say." in words(PdfReader(io.BytesIO(data)))


def test_what_typst_refuses_is_said_in_words(monkeypatch):
    monkeypatch.setattr(typeset, "STANDARDS", ["a-2a"])  # which allows no attachments
    with pytest.raises(paths.InputError, match="report.pdf.*attach"):
        made("<h2>None</h2><p>Nothing.</p>", monkeypatch)


def test_the_same_report_gives_the_same_bytes(drawn, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1935446400")
    drawn(re.sub("</?a[^>]*>", "", DRAWING.format(300)))
    body = f"<h1>A march</h1><p>Lead.</p><h2>All</h2><p>Text.</p>{html.figure('dots')}{table(4, 30, lambda c, r: r)}"
    once, again = (typeset.make("<p>", page.report(body, paths.FIGURES), {"claims.csv": b"x\n"}) for _ in range(2))
    assert once == again


# Column widths and the places of links, by themselves.

def test_columns_that_need_little_get_no_more_and_the_rest_goes_to_long_cells():
    paper, points, shares, lines, _ = columns.choose([["Id", "What it means"], ["1", "word " * 80], ["2", "word " * 70]])
    assert paper == columns.PORTRAIT and points == max(columns.SIZES[columns.PORTRAIT])
    assert shares[0] < 0.1 and shares[1] > 0.8 and sum(shares) <= 1.0001 and lines[0] == 1 and 3 < max(lines) < columns.TALL


def test_no_paper_is_wide_enough_for_forty_long_words():
    assert columns.choose([["Organization"] * 40]) is None


def test_a_long_plain_word_may_be_hyphenated_and_a_long_number_may_not():
    assert columns.least(["internationalization"]) == columns.LONGEST + 1
    assert columns.least(["12,345,678,901,234"]) == 19


@pytest.mark.parametrize("wide, broken", [(2, False), (8, True)])
def test_words_are_broken_only_where_there_is_no_room_for_them_whole(wide, broken):
    found = columns.choose([["Counterrevolutionaries"] * wide + ["What it means"]])
    assert found[-1] is broken and sum(found[2]) <= 1.0001


def test_no_word_of_a_table_with_room_is_broken(monkeypatch):
    long = "Representatives of the constitutional subcommittee met"
    read = words(made(f"<h2>One</h2>{html.table(pd.DataFrame({'a': [long] * 3, 'b': [long * 5] * 3}), 't', 'Some words')}", monkeypatch))
    assert "\u00ad" not in read and read.count("Representatives") == 18 and read.count("subcommittee") == 18


@pytest.mark.parametrize("rows, pages", [(8, 1), (40, 2)])
def test_a_short_table_stays_on_one_page_and_a_long_one_goes_on(rows, pages, monkeypatch):
    grid = html.table(pd.DataFrame({"a": [f"row{n:02}" for n in range(rows)], "b": "words"}), "t", "Some words", folded=False)
    sheets = made(f"<h2>One</h2>{'<p>Text.</p>' * 24}{grid}", monkeypatch).pages
    assert sum("row" in sheet.extract_text() for sheet in sheets) == pages


def test_a_question_that_stands_alone_is_kept_with_its_answer():
    main = lxml.html.fragment_fromstring("<section><p>Who says so? </p><p>It is said. Why?</p><p>Who? They.</p></section>",
                                         create_parent="main")
    text = typeset.typst_of(typeset.printable(main))
    assert text.count("#asked(") == 2 and "Who? They." in text.rpartition("]")[2]


def test_the_words_before_a_table_are_kept_with_it():
    main = lxml.html.fragment_fromstring("<section><p>First.</p><p>These are the facts.</p>"
                                         "<div class=\"table\"><table><tr><th>Fact</th></tr></table></div></section>",
                                         create_parent="main")
    before, _, after = typeset.typst_of(typeset.printable(main)).partition("#asked(")
    assert "First." in before and "These are the facts." in after and "#asked(" not in after


def test_a_column_of_claims_is_no_wider_than_one_of_them_needs():
    ids = "000:1234; 001:2345; 002:3456; 003:4567"
    data = pd.DataFrame({"words": ["word " * 90], "claim_ids": [ids]})
    grid = lxml.html.fragment_fromstring(str(html.table(data, "t", "One", link={"claim_ids": "claim_ids"}))).find(".//table")
    columns.fit(grid)
    widths = [float(re.search(r"[\d.]+", column.get("style"))[0]) for column in grid.iterfind(".//col")]
    assert widths[0] > 75 and 8 < widths[1] < 25


def test_links_lie_where_the_marks_are_and_once():
    found = overlay.links(DRAWING.format(200))
    assert (found["width"], found["height"]) == (346, 200)
    assert found["links"] == [["000:10", 10, 10, 20, 20], ["000:40", 95, 45, 10, 10]]


def test_a_pdf_made_smaller_has_the_same_objects():
    lines = "\n\n".join(f"Line {n} of @start and a #link(<start>)[link]." for n in range(400))
    head = "#set document(title: [A march])\n= Start <start>\n#set heading(numbering: \"1\")\n"
    main = f"{head}{lines.replace('@start', 'it')}".encode()
    plain = typst.compile({"main": main}, format="pdf", pdf_standards=typeset.STANDARDS, timestamp=0)
    small = shrink.shrink(plain)
    before, after = PdfReader(io.BytesIO(plain)), PdfReader(io.BytesIO(small))
    assert len(small) < len(plain) / 2 and len(before.xref[0]) > shrink.PORTION * 2
    for number in before.xref[0]:
        assert streamed(before.get_object(number)) == streamed(after.get_object(number)), number
    assert all(streamed(before.trailer[key]) == streamed(after.trailer[key]) for key in ("/Root", "/Info", "/ID"))


def streamed(thing):
    out = io.BytesIO()
    thing.write_to_stream(out)
    return out.getvalue()


def test_a_link_to_a_section_of_the_outline_leads_somewhere_on_paper(monkeypatch):
    section = html.element("section", html.element("h3", "How many?", id="how-many"), html.prose("Ten."))  # as prose.sections shows them
    report = made(f"<h2>Numbers</h2><p>See <a href='#how-many'>how many</a>.</p><div class='output'>{section}</div>", monkeypatch)
    assert "How many?" in words(report) and any("/Annots" in leaf for leaf in report.pages)
