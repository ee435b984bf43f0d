"""A source comes in from a text, a saved page or a PDF, and is listed once."""

import hashlib
import io

import pypdf
import pytest
import yaml

from claimtable import paths, sources
from claimtable.add import add, listed, unknown

PAGE = """<!doctype html><html lang="en"><head><title>Bridge closes</title><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2021-05-06T08:00:00Z"></head><body><nav>Home Sport</nav><article><h1>Bridge closes</h1>
<p>The old bridge will close to lorries of more than 12 tonnes from Monday, the port authority said in a statement on Tuesday.</p>
<p>About 3,000 vehicles cross it each day, according to the authority, and repairs are expected to take two years.</p>
</article></body></html>"""


def pdf(password=None):
    """Bytes of a PDF with one empty page."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def sheet(tmp_path):
    (tmp_path / "sources").mkdir()
    path = tmp_path / "sources.yaml"
    path.write_text("# kept comment\nsources: []\n", "utf-8")
    return path


def test_a_text_is_kept_byte_for_byte_and_listed(sheet, tmp_path):
    data = "Headline\r\n\r\nAbout 10\u201a000 came.\r\n".encode()
    (tmp_path / "in.txt").write_bytes(data)
    assert add(tmp_path / "in.txt", published="2031-05-06", outlet="Post", sheet=sheet) == "000"
    [source] = sources.load(sheet)
    assert (tmp_path / "sources" / source.file).read_bytes() == data
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert (source.title, source.outlet, source.published_from, source.published_basis) == ("Headline", "Post", "2031-05-06", "stated")
    assert "# kept comment" in sheet.read_text("utf-8")


def test_ids_go_on_from_the_highest_and_earlier_entries_stay_as_written(sheet, tmp_path):
    for n, words in enumerate(("one text", "another text")):
        (tmp_path / "in.txt").write_text(words, "utf-8")
        assert add(tmp_path / "in.txt", sheet=sheet) == f"{n:03d}"
    assert [s.text for s in sources.load(sheet)] == ["one text", "another text"]


def test_the_same_text_is_not_listed_twice(sheet, tmp_path):
    (tmp_path / "in.txt").write_text("one text", "utf-8")
    add(tmp_path / "in.txt", sheet=sheet)
    before = sheet.read_bytes()
    with pytest.raises(paths.InputError, match="already there as source 000"):
        add(tmp_path / "in.txt", sheet=sheet)
    assert sheet.read_bytes() == before


def test_a_text_in_another_encoding_is_turned_into_utf8(sheet, tmp_path):
    words = "Le préfet a déclaré que près de 300 personnes étaient évacuées. « Où étaient-elles ? » a demandé l’élue, indignée. " * 5
    (tmp_path / "in.txt").write_bytes(words.replace("’", "'").encode("cp1252"))
    add(tmp_path / "in.txt", sheet=sheet)
    assert "près de 300 personnes étaient évacuées" in sources.load(sheet)[0].text


def test_a_saved_page_gives_its_article_title_outlet_and_date(sheet, tmp_path):
    (tmp_path / "in.html").write_text(PAGE, "utf-8")
    add(tmp_path / "in.html", sheet=sheet)
    [source] = sources.load(sheet)
    assert "About 3,000 vehicles" in source.text and "Home Sport" not in source.text
    assert (source.title, source.outlet, source.published_from) == ("Bridge closes", "The Harbour Post", "2021-05-06")


@pytest.mark.parametrize("name, data, message", [
    ("in.txt", b"", "no text found"),
    ("in.txt", b"\x00\x01\x02\xff" * 50, "not a text"),
    ("in.txt", b"\xef\xbb\xbf \n", "no text found"),
    ("in.txt", b"Two lines\nand a \x00", "line 2: a character that no text has"),
    ("in.docx", b"PK\x03\x04 words", "a document of a word processor"),
    ("in.mhtml", b"Content-Type: text/plain\n\nwords", "no web page found"),
    ("in.rtf", b"{\\rtf1 words}", "document of a word processor"),
    ("in.txt", b"\n<!DOCTYPE html><p>Words", "a web page"),
    ("in.html", b"", "no text found"),
    ("in.pdf", b"not a pdf at all", "not readable as a PDF"),
    ("in.pdf", pdf()[:60], "not readable as a PDF"),
    ("in.pdf", pdf(password="secret"), "locked with a password"),
    ("in.pdf", pdf(), "no text found"),
])
def test_a_file_without_text_is_refused_by_name_and_nothing_is_listed(sheet, tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(paths.InputError, match=message) as refused:
        add(tmp_path / name, sheet=sheet)
    assert name in str(refused.value)
    assert yaml.safe_load(sheet.read_text("utf-8")) == {"sources": []}


@pytest.mark.parametrize("given, said", [
    ({"published": "last May"}, "'last May' is no date.*YYYY-MM-DD"), ({"published": "20241105"}, "'20241105' is no date"),
    ({"published": "2024-W45-2"}, "is no date"),
    ({"published": "2024-11-05/2024-11-04"}, "from before to"), ({"published": ""}, "is no date"), ({"url": "example.org"}, "url"),
])
def test_what_is_said_of_a_source_and_cannot_be_is_refused(sheet, tmp_path, given, said):
    (tmp_path / "in.txt").write_text("one text", "utf-8")
    before = sheet.read_bytes()
    with pytest.raises(paths.InputError, match=said):
        add(tmp_path / "in.txt", sheet=sheet, **given)
    assert sheet.read_bytes() == before and list((tmp_path / "sources").iterdir()) == []


def test_a_byte_order_mark_is_kept_and_is_no_part_of_the_title(sheet, tmp_path):
    (tmp_path / "in.txt").write_bytes(b"\xef\xbb\xbfHeadline\r\nWords.\r\n")
    add(tmp_path / "in.txt", sheet=sheet)
    [source] = sources.load(sheet)
    assert source.title == "Headline" and source.text == "\ufeffHeadline\r\nWords.\r\n"


@pytest.mark.parametrize("again", ["Headline\r\n\r\nSome words.", "\ufeffHeadline\n Some  words.\n\n", "Headline Some words."])
def test_the_same_words_with_other_spaces_are_the_same_text(sheet, tmp_path, again):
    (tmp_path / "in.txt").write_text("Headline\n\nSome words.\n", "utf-8")
    add(tmp_path / "in.txt", sheet=sheet)
    (tmp_path / "in.txt").write_bytes(again.encode())
    with pytest.raises(paths.InputError, match="already there as source 000"):
        add(tmp_path / "in.txt", sheet=sheet)


def test_a_text_whose_entry_cannot_be_written_is_not_left_behind(sheet, tmp_path, monkeypatch):
    (tmp_path / "in.txt").write_text("one text", "utf-8")
    write = paths.write

    def full(path, content):
        if path == sheet:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(paths, "write", full)
    with pytest.raises(OSError):
        add(tmp_path / "in.txt", sheet=sheet)
    assert list((tmp_path / "sources").iterdir()) == [] and len(sources.load(sheet)) == 0


@pytest.mark.parametrize("sheet", ['sources:\n- id: "a"\n  file: a.txt\n', "sources: [{id: a, file: a.txt}]\n"])
def test_a_sheet_that_cannot_be_continued_is_left_as_it_is(tmp_path, sheet):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(sheet, encoding="utf-8")
    (tmp_path / "new.txt").write_text("Two people came.", encoding="utf-8")
    with pytest.raises(paths.InputError, match="two spaces in"):
        add(tmp_path / "new.txt", sheet=tmp_path / "sources.yaml")
    assert (tmp_path / "sources.yaml").read_text(encoding="utf-8") == sheet
    assert [f.name for f in (tmp_path / "sources").iterdir()] == ["a.txt"]


def test_what_an_entry_leaves_open_is_told(sheet, tmp_path):
    told = []
    for n, given in enumerate(({}, {"published": "2021-05-06", "outlet": "Post"}, {"published": "2021-05-09", "outlet": "Post"})):
        (tmp_path / "in.txt").write_text(f"text {n}", "utf-8")
        told.append(unknown(add(tmp_path / "in.txt", sheet=sheet, **given), sheet))
    assert list(told[0]) == ["published", "outlet"] and told[1] == {}
    assert list(told[2]) == ["short"] and "source 001" in told[2]["short"]


@pytest.mark.parametrize("text, day", [
    ("Ferry aground\n\nInland Times, 12 February 2025\n\nIt ran aground at dawn.", "2025-02-12"),
    ("Published: February 12, 2025 | 06:40\nFerry aground\nIt ran aground.", "2025-02-12"),
    ("12.02.2025\nFerry aground", "2025-02-12"),
    ("Ferry aground\nIt ran aground on 12 February 2025.", None),  # news, no dateline
    ("Ferry aground\nInland Times, 12 February", None),  # of which year?
    ("Ferry ran from 2 May 2024 to 12 February 2025\nIt is aground.", None),
    ("Ferry aground\n" + "It ran aground.\n" * 8 + "Inland Times, 12 February 2025", None),
])
def test_a_dateline_says_when_a_text_appeared(sheet, tmp_path, text, day):
    (tmp_path / "in.txt").write_text(text, "utf-8")
    add(tmp_path / "in.txt", sheet=sheet)
    [source] = sources.load(sheet)
    assert (source.published, source.published_basis) == (day, "stated" if day else "")
    assert not day or "A line near its head reads" in source.published_why


def test_a_day_given_goes_before_a_dateline(sheet, tmp_path):
    (tmp_path / "in.txt").write_text("Inland Times, 12 February 2025\nIt ran aground.", "utf-8")
    add(tmp_path / "in.txt", published="2025-02-13", sheet=sheet)
    assert sources.load(sheet)[0].published == "2025-02-13"


def test_a_day_still_to_come_is_kept_and_told(sheet, tmp_path):
    (tmp_path / "in.html").write_text(PAGE.replace("2021-05-06T08", "2931-05-06T08"), "utf-8")
    number = add(tmp_path / "in.html", sheet=sheet)
    assert sources.load(sheet)[0].published == "2931-05-06"
    told = unknown(number, sheet)
    assert list(told) == ["published"] and "2931-05-06, which is still to come" in told["published"]


def test_a_page_saved_by_a_browser_has_its_address_and_may_be_one_file(sheet, tmp_path):
    head = "<!-- saved from url=(0026)https://harbour.example/b -->"
    (tmp_path / "in.html").write_text(PAGE.replace("<html", f"{head}<html"), "utf-8")
    mail = ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=cut\r\n\r\n--cut\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Location: https://harbour.example/c\r\n\r\n{PAGE.replace('3,000', '4,000')}\r\n--cut--\r\n")
    (tmp_path / "in.mhtml").write_text(mail, "utf-8", newline="")
    for name in ("in.html", "in.mhtml"):
        add(tmp_path / name, sheet=sheet)
    one, two = sources.load(sheet)
    assert [one.url, two.url] == ["https://harbour.example/b", "https://harbour.example/c"]
    assert (two.title, two.outlet) == ("Bridge closes", "The Harbour Post") and "About 4,000 vehicles" in two.text
    assert listed("001", sheet).splitlines() == ["  title: Bridge closes", "  outlet: The Harbour Post",
                                                 "  published: 2021-05-06 (The saved page states it)", "  url: https://harbour.example/c"]


def test_a_line_of_a_pdf_that_ends_within_a_sentence_or_a_word_goes_on(sheet, tmp_path, monkeypatch):
    text = ("Bridge to close \nBy Ada Brook\nThe bridge closes to lor\u00ad\nries of more than \n12 tonnes, "
            "the port told \nreporters. \nIt is old.")
    monkeypatch.setattr(pypdf.PageObject, "extract_text", lambda page: text)
    (tmp_path / "in.pdf").write_bytes(pdf())
    add(tmp_path / "in.pdf", sheet=sheet)
    assert sources.load(sheet)[0].text.split("\n") == [
        "Bridge to close ", "By Ada Brook", "The bridge closes to lorries of more than 12 tonnes, the port told reporters. ", "It is old."]
