"""verify: a report as it was made passes; one digit changed by hand anywhere is found, with its place and both values."""

import copy
import io
import re

import lxml.html
import pandas as pd
import pypdf
import pytest

import reportcase
from claimtable import paths, shortnames, verify
from claimtable.export import typeset
from claimtable.report import drawings, proof, verify_pdf


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return reportcase.make(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def report(made):
    return made.html


def test_a_report_as_it_was_made_holds(report):
    assert verify.check(report) == []


def swap(old, new, count=1):
    """An alteration: the first `count` places that match a pattern; the group named x is what changes."""
    def alter(text):
        found = list(re.finditer(old, text, re.S))
        assert found, f"the report has no {old}"
        for match in reversed(found[:count]):
            text = text[:match.start("x")] + new + text[match.end("x"):]
        return text
    return alter


ALTERED = {  # where: (alteration, what the problem must name)
    "a claim in prose": (swap(r'id="use-1">(?P<x>about 4,000)<', "about 4,001"), ["How many came?", "about 4,001", "about 4,000"]),
    "a claim in prose, to another claim": (swap(r'href="#(?P<x>11:\d+)" id="use-2"', "10:21"), ["3,100", "10:21", "about 4,000"]),
    "a computed number's words": (swap(r'"agg": "max".{0,90}>(?P<x>4,000)</data>', "4,100"), ["4,100", "4,000"]),
    "a computed number's value": (swap(r'<data class="calc" value="(?P<x>2)"', "3"), ["the lead", "has 3", "it is 2"]),
    "a number spelled out": (swap(r'sources[^>]*>(?P<x>Two)</data>', "Three"), ["Three", "two"]),
    "a recipe": (swap(r"data-calc='[^']*(?P<x>max)", "min"), ["4000", "3100"]),
    "a number in a quotation": (swap(r'<q cite="#[^"]*">Police counted (?P<x>3,100)', "3,200"), ["3,200", "3,100"]),
    "a sentence quoted": (swap(r'<blockquote[^>]*><p>(?P<x>Police) counted', "Guards"), ["Guards counted", "Police counted"]),
    "a date": (swap(r'<time datetime="2031-05-04">(?P<x>4) May', "6"), ["6 May 2031", "4 May 2031"]),
    "a date and its stamp": (lambda text: text.replace('<time datetime="2031-05-05">5 May', '<time datetime="2031-05-06">6 May'),
                             ["2031-05-06", "no date of"]),
    "a number nobody stands behind": (swap(r"The numbers differ(?P<x>), as", " by 900"), ["900", "nothing stands behind"]),
    "a number in a heading": (swap(r"</span> How many(?P<x>) came\?</h2>", " of 70"), ["70", "nothing stands behind"]),
    "a table's cell": (swap(r'<td class="num">(?P<x>3,100)<', "3,900"), ["table-visitors", "3,900", "3100"]),
    "a derived table's cell": (swap(r'<td class="num">(?P<x>1)<', "2"), ["table-counts", "“2”", "“1”"]),
    "a table's own CSV": (swap(r"""table-visitors.csv" href='[^']*%0A11:\d+,"3,100",(?P<x>3100)""", "3200"), ["table-visitors", "3200"]),
    "a table's number": (swap(r'<span class="label">Table (?P<x>2)\.', "3"), ["Table 3", "Table 2"]),
    "a cross-reference": (swap(r'<a href="#table-visitors">Table.(?P<x>1)</a>', "2"), ["Table 2", "Table 1"]),
    "a section's number": (swap(r'<span class="number">(?P<x>2)</span> Terms</h2>', "3"), ["3", "2"]),
    "the contents": (swap(r'<span class="number">(?P<x>2)</span> Terms</a>', "3"), ["3 Terms", "2 Terms"]),
    "a source's text": (swap(r'<p>• (?P<x>Three|<span)', "Four"), ["source 10", "sha256"]),
    "a digit in a source's text": (swap(r'Up to (?P<x>250)', "260", 9), ["source 11", "sha256"]),
    "a passport": (swap(r"<dd>(?P<x>about 4,000) persons", "about 4,500"), ["passport", "about 4,500 persons", "about 4,000 persons"]),
    "where a passport says it stands": (swap(r"characters (?P<x>\d+) to", "7"), ["passport", "characters 7"]),
    "a source's hash": (swap(r'<code class="hash">(?P<x>.)', "x"), ["SHA-256"]),
    "a source's length": (swap(r"(?P<x>\d)\d\d? characters", "9"), ["Length", "characters"]),
    "a source's day": (swap(r"<dd>(?P<x>4)–5 May 2031 ", "3"), ["Published", "3–5 May 2031", "4–5 May 2031"]),
    "a figure's data": (swap(r'<details class="figure-data">.*?<td>(?P<x>3,100)<', "3,150"), ["fig-numbers_visitors", "3,150", "3,100"]),
    "a figure's CSV": (swap(r"""numbers_visitors.csv" href='[^']*,(?P<x>3100\.0)""", "3150.0"), ["fig-numbers_visitors", "3150"]),
    "a mark's words": (swap(r"<text[^>]*>“(?P<x>3,100)”", "3,900"), ["fig-numbers_visitors", "3,900", "3,100"]),
    "a mark's link": (swap(r'<svg.*?<a href="#(?P<x>1[01]:\d+)"', "10:999"), ["fig-numbers_visitors", "10:999"]),
    "a mark's place": (swap(r'<use[^>]*\bx="(?P<x>\d+)', "11"), ["fig-numbers_visitors", "changed after it was made"]),
    "a figure's title": (swap(r"<svg.*?<text[^>]*>[^<]*(?P<x>2) sources", "3"), ["fig-numbers_visitors", "changed after it was made"]),
    "claims.csv": (swap(r"""download="claims.csv"[^>]*href='[^']*,(?P<x>3100),""", "3200"),
                   ["claims.csv", "changed since the report was made"]),
    "claims.csv, a span": (swap(r"""download="claims.csv"[^>]*href='[^']*came to[^']*said\.",(?P<x>\d+),""", "35"), ["claims.csv"]),
    "sources.csv": (swap(r"""download="sources.csv"[^>]*href='[^']*2031-05-0(?P<x>4)""", "3"), ["sources.csv"]),
    "datapackage.json": (swap(r"""download="datapackage.json"[^>]*href='[^']*bytes": (?P<x>\d)""", "9"), ["datapackage.json has 9"]),
    "claims.jsonld, a position": (swap(r"""download="claims.jsonld"[^>]*href='[^']*start": ?(?P<x>\d+)""", "5"), ["claims.jsonld"]),
    "claims.jsonld, a value": (swap(r"""download="claims.jsonld"[^>]*href='[^']*visitors, about (?P<x>4),000""", "5"),
                               ["claims.jsonld", "5,000", "4,000"]),
    "the dataset's description": (swap(r'"contentSize": "(?P<x>\d)', "0"), ["description"]),
    "the dataset's words": (swap(r'"@type": "Dataset".*?"description": "[^"]*(?P<x>)"', " Nine."), ["description", "Nine."]),
    "the dataset's version": (swap(r'"version": "(?P<x>\d)', "7"), ["version", '"7.']),
    "the dataset's day": (swap(r'"dateModified": "2031-05-0(?P<x>5)', "6"), ["dateModified", "2031-05-06", "2031-05-05"]),
    "an article's day": (swap(r'"datePublished": "2031-05-0(?P<x>\d)', "9"), ["datePublished", "2031-05-09"]),
    "the page's description": (swap(r'<meta name="description" content="(?P<x>)', "Nine. "), ["description", "Nine."]),
    "the page's day": (swap(r'dcterms.date" content="2031-05-0(?P<x>5)', "6"), ["dcterms.date", "2031-05-06", "2031-05-05"]),
    "a name of a source": (swap(r'class="source"[^>]*>source (?P<x>\d)', "7"), ["source 7", "leads to source"]),
    "a way back": (swap(r'class="uses"[^>]*>Used in <a[^>]*>Section (?P<x>\d)', "9"), ["Section 9", "leads to Section"]),
    "a card's number": (swap(r'<h3[^>]*><span class="number">\d\.(?P<x>1)', "5"), [".5", ".1 in order"]),
    "what is read aloud": (swap(r'class="claim" href="[^"]*" aria-label="[^"]*: (?P<x>3,100)"', "3,900"), ["read aloud", "3,900", "3,100"]),
    "the byline's data": (swap(r", data (?P<x>\w)", "z"), ["the byline"]),
    "the byline's day": (swap(r'class="byline"><time datetime="[^"]*">(?P<x>5) May', "6"), ["the byline", "5 May 2031"]),
    "the citation": (swap(r"Version (?P<x>\d)", "7"), ["the citation"]),
    "a file's size": (swap(r'class="size">(?P<x>\d)', "8"), ["the list of files", "8 KB"]),
    "a dead link": (swap(r'<a href="#(?P<x>table-visitors)"', "table-nobody"), ["table-nobody", "nowhere"]),
    "an id twice": (swap(r'id="(?P<x>use-2)"', "use-1"), ["use-1", "2 places"]),
    "a picture from elsewhere": (swap(r"(?P<x>)</main>", '<img src="https://example.org/x.png" alt="">'), ["example.org"]),
    "the style": (swap(r"<style>(?P<x>.)", "b"), ["<style>"]),
    "the script": (swap(r'"use (?P<x>strict)"', "sloppy"), ["<script>"]),
    "the policy": (swap(r"default-src (?P<x>'none')", "*"), ["policy"]),
}


@pytest.mark.parametrize("where", ALTERED)
def test_one_change_by_hand_is_found_with_its_place_and_both_values(report, where):
    alter, words = ALTERED[where]
    changed = alter(report)
    assert changed != report
    found = verify.check(changed)
    assert any(all(word in problem for word in words) for problem in found), f"{where}: wanted one problem with {words}, got {found}"


def locked(data):
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt("secret")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("name, make, said", [
    ("page.html", lambda made: b"<h1>Hello</h1>", "carries no claims.csv"),
    ("empty.html", lambda made: b"", "carries no claims.csv"),
    ("blank.html", lambda made: b" \n", "carries no claims.csv"),
    ("noise.html", lambda made: b"\xff\xfe\x00", "not UTF-8"),
    ("cut.html", lambda made: made.html.encode()[:len(made.html) // 3], "carries no claims.csv"),
    ("odd.html", lambda made: re.sub("(download=\"claims.csv\"[^>]*href='[^,]*,)", r"\1%22", made.html, count=1).encode(),
     "cannot be read to its end"),
    ("cut.pdf", lambda made: pdf_of(made)[:-4000], "cannot be read to its end"),
    ("head.pdf", lambda made: b"%PDF-1.7", "cannot be read to its end"),
    ("locked.pdf", lambda made: locked(pdf_of(made)), "password"),
])
def test_a_file_that_is_no_whole_report_is_refused_in_words(made, tmp_path, name, make, said):
    (tmp_path / name).write_bytes(make(made))
    with pytest.raises(paths.InputError, match="make report") as refused:
        verify.verify(tmp_path / name)
    assert name in str(refused.value) and said in str(refused.value)


def test_the_committed_report_holds():
    assert verify.verify(paths.ROOT / "report" / "report.html") == []


def pdf_of(made, change_page=None, change_text=None, change_files=None):
    """The PDF as bytes, with one of its three parts changed by hand: what is printed, the page inside it, the files inside it."""
    with reportcase.at(made.folder):
        page = copy.deepcopy(made.page)
        if change_page:
            change_page(page.main)
        return typeset.make((change_text or str)(made.html), page, (change_files or dict)(made.contents))


def check_pdf(data, tmp_path):
    (tmp_path / "report.pdf").write_bytes(data)
    return verify.verify(tmp_path / "report.pdf")


def test_a_pdf_as_it_was_made_holds(made, tmp_path):
    assert check_pdf(pdf_of(made), tmp_path) == []


def printed(path, old, new):
    def change(main):
        element = main.xpath(path)[0]
        assert old in element.text
        element.text = element.text.replace(old, new)
    return change


def heading(main):
    number = main.xpath(".//h2/span")[0]
    number.tail = number.tail.replace("many", "many of 70")


@pytest.mark.parametrize("change, words", [
    (printed(".//a[@id='use-1']", "4,000", "4,100"), ["How many came?", "4,000", "4,100"]),
    (printed(".//data[text()='4,000']", "4,000", "5,000"), ["How many came?", "4,000"]),
    (printed(".//data[text()='Two']", "Two", "Six"), ["the lead", "Two"]),
    (printed(".//q", "3,100", "3,900"), ["How many came?", "3,100", "3,900"]),
    (printed(".//table[@id='table-visitors']//td[@class='num']/..//td[text()='3,100']", "3,100", "3,900"), ["table-visitors", "3,100"]),
    (printed(".//table[@id='table-counts']//td[@class='num']", "2", "5"), ["table-counts"]),
    (heading, ["heading", "How many came?"]),
], ids=["claim", "computed", "word", "quotation", "cell", "derived cell", "heading"])
def test_a_number_printed_otherwise_is_found(made, tmp_path, change, words):
    found = check_pdf(pdf_of(made, change_page=change), tmp_path)
    assert any(all(word in problem for word in words) for problem in found), found


def test_a_change_in_the_page_or_a_table_inside_the_pdf_is_found(made, tmp_path):
    found = check_pdf(pdf_of(made, change_text=swap(r'id="use-1">(?P<x>about 4,000)<', "about 4,001")), tmp_path)
    assert any("attached report.html" in problem and "4,001" in problem for problem in found)
    found = check_pdf(pdf_of(made, change_files=lambda files: files | {"claims.csv": files["claims.csv"].replace(b",3100,", b",3200,", 1)}),
                      tmp_path)
    assert any("attached claims.csv" in problem and "3200" in problem and "3100" in problem for problem in found)


def test_a_pdf_that_is_no_report_is_refused_in_words(tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "other.pdf")
    with pytest.raises(paths.InputError, match="make report"):
        verify.verify(tmp_path / "other.pdf")


def test_the_committed_pdf_holds():
    assert verify.verify(paths.ROOT / "report" / "report.pdf") == []


GRID = ('<html><body><h1>Title</h1><main><table><thead><tr><th>Statement</th><th>Computation</th></tr></thead><tbody><tr><td>as much as a '
        'third of them, said the ministry</td>'
        '<td>a third of the soldiers sent makes 3,663 of them</td></tr></tbody></table></main></body></html>')
OVER = ["Statement Computation\nas much as a third of\na third of the soldiers sent makes\n1 / 2",
        "Statement Computation\nthem, said the ministry\n3,663 of them\n2 / 2"]


@pytest.mark.parametrize("leaves, found", [(OVER, []), ([leaf.replace("3,663", "3,683") for leaf in OVER], ["3,663"]),
                                           ([leaf.replace("sent makes", "sent take") for leaf in OVER], ["3,663"])])
def test_a_row_that_goes_on_over_the_page_is_read_cell_by_cell(leaves, found):
    problems = list(verify_pdf.compare(lxml.html.fromstring(GRID), leaves))
    assert len(problems) == len(found) and all(words in problem for words, problem in zip(found, problems)), problems


def test_a_number_with_a_narrow_space_in_it_is_no_reference_to_a_page():
    tree = lxml.html.fromstring("<html><body><h1>Title</h1><main><p>There were 11\u202f500 in all.</p></main></body></html>")
    assert list(verify_pdf.compare(tree, ["There were 11\u202f500\u2006\u206023 in all.\n1 / 1"])) == []
    assert "500" in list(verify_pdf.compare(tree, ["There were 11\u202f700\u2006\u206023 in all.\n1 / 1"]))[0]


def test_digits_in_the_names_of_speakers_events_and_measures_are_names():
    frames = {"claims": pd.DataFrame({"attributed_to": ["An account with 900k followers"], "origin": [""], "relay": [""],
                                      "place": ["Sector 7"]}),
              "codebook": pd.DataFrame({"label": ["the march of 1 May"], "question": ["How many came after 2020?"]})}
    left = proof._given(frames).sub("", "An account with 900k followers, in Sector 7, on the March of 1 May: how many came after 2020? 70")
    assert proof.numbers(left) == ["70"]


@pytest.mark.parametrize("words, holds", [("source 11, no date, 2 times", True), ("source 11, no date, 3 times", False),
                                          ("2 sources, 1 origin", True), ("4 sources, 1 origin", False)])
def test_what_a_mark_says_of_the_statements_it_stands_for_is_counted_again(words, holds):
    row = {"measure": "visitors", "surface": "3,100", "low": "3100", "high": "3100", "modality": "exact", "status": "actual",
           "origin": "Police", "place": "", "unit": ""}
    data = pd.DataFrame([{**row, "claim_id": claim_id, "source_id": source}
                         for claim_id, source in (("11:9", "11"), ("11:70", "11"), ("10:5", "10"))])
    figure = lxml.html.fragment_fromstring(f'<figure id="f"><svg><a href="#11:9"><text>{words}</text></a></svg></figure>')
    claim = {"surface": "3,100", "kind": "quantity", "low": 3100, "high": 3100, "modality": "exact", "unit": "persons",
             "measure": "visitors", "position": "", "as_of_from": "", "as_of_to": ""}
    found = list(drawings._marks(figure, data, {"11:9": claim}, shortnames.Names({})))
    assert (found == []) == holds
