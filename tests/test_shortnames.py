"""A reader meets each source by a name: its short one, else its outlet, else its id; the words of sources and the data files keep the
id."""

from types import SimpleNamespace

import pytest

from claimtable import shortnames, verify

import reportcase


def entry(id, short="", outlet=None):
    return SimpleNamespace(id=id, short=short, outlet=outlet)


NAMES = shortnames.Names(shortnames.called([entry("1", "Night & Day"), entry("11", outlet="The Post"), entry("2")]))


def test_a_source_goes_by_its_short_name_else_by_an_outlet_of_its_own_else_by_its_id():
    several = [entry("a", "Flood diary", "The Post"), entry("b", outlet="The Wire"), entry("c", outlet="The Post"),
               entry("d", outlet="the post"), entry("e")]
    assert shortnames.called(several) == {"a": "Flood diary", "b": "The Wire", "c": "source c", "d": "source d", "e": "source e"}
    assert shortnames.called([entry("a", outlet="The Wire"), entry("b", "the wire")]) == {"a": "source a", "b": "the wire"}


def test_thirty_sources_without_names_stay_as_they_are():
    many = shortnames.Names(shortnames.called([entry(f"{n:03}") for n in range(30)]))
    assert not many.of and many.plain("source 007 has it") == many.marked("source 007 has it") == "source 007 has it"
    assert (many("007"), many.tag("007")) == ("source 007", "007")


def test_a_name_takes_the_place_of_the_source_it_belongs_to_and_of_no_other():
    found = NAMES.plain("Source 1 and source 11, source 111, source 2 (source 1).")
    assert found == "Night & Day and The Post, source 111, source 2 (Night & Day)."
    assert NAMES.plain("resource 1, sources 1, source 1-a, source 1.5") == "resource 1, sources 1, source 1-a, source 1.5"


@pytest.mark.parametrize("page, wanted", [
    ("<p>Source 1 &lt; source 2</p>", "<p><i>Night &amp; Day</i> &lt; source 2</p>"),
    ('<a href="#source-11" class="source">11</a>', '<a href="#source-11" class="source"><i>The Post</i></a>'),
    ('<a href="#1:5" class="claim" aria-label="source 1: “ten”">source 1</a>',
     '<a href="#1:5" class="claim" aria-label="Night &amp; Day: “ten”"><i>Night &amp; Day</i></a>'),
    ('<q cite="#1:5">as source 1 has it</q>', '<q cite="#1:5">as source 1 has it</q>'),
    ('<blockquote><p>source 1</p></blockquote><code>source 1</code>', '<blockquote><p>source 1</p></blockquote><code>source 1</code>'),
    ('<div class="source-text"><p>source 1</p></div> source 11', '<div class="source-text"><p>source 1</p></div> <i>The Post</i>'),
    ('<a download="t.csv" href="data:text/csv,source 1">CSV</a>', '<a download="t.csv" href="data:text/csv,source 1">CSV</a>'),
])
def test_a_page_sets_names_off_and_leaves_the_words_of_sources_and_files_alone(page, wanted):
    assert NAMES.marked(page) == wanted
    assert NAMES.marked(wanted) == wanted


@pytest.fixture
def named(tmp_path, monkeypatch):
    """The invented report, its first source named."""
    known = [SimpleNamespace(**{**vars(a), "short": "Fair 2031" if a.id == "10" else "", "name": a.name}) for a in reportcase.articles()]
    monkeypatch.setattr(reportcase, "articles", lambda: known)
    monkeypatch.setattr(shortnames, "here", lambda: shortnames.Names(shortnames.called(reportcase.articles())))
    return reportcase.make(tmp_path)


def test_an_outlet_that_speaks_for_itself_goes_by_its_name_as_a_source_does():
    assert NAMES.marked(f"<td>{NAMES.origin('The Post')}; {NAMES.origin('The Postman')}</td>") == "<td><i>The Post</i>; The Postman</td>"


def test_a_report_with_names_holds_and_says_the_id_only_where_the_data_are(named):
    assert verify.check(named.html) == []
    main = named.page.main
    said = " ".join(main.xpath("//text()[not(ancestor::a[@download] or ancestor::code or ancestor::div[@class='source-text'])]"))
    assert "Fair 2031" in said and "source 10" not in said.lower() and "source 11" in said
    assert (named.folder / "data" / "tables" / "claims.csv").read_text().count("source 10") == 2


def test_a_name_that_no_source_has_is_found(named):
    changed = named.html.replace("<i>Fair 2031</i>: ", "<i>Fair 2032</i>: ", 1)
    assert any("“Fair 2032” is the name of no source" in problem for problem in verify.check(changed))
