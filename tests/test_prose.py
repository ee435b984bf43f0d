"""The report's sentences: no number without a place it comes from, no silent measure, plain dates, no mixed words of likelihood."""

import re

import lxml.html
import nbformat
import pytest

from claimtable import cards, case, exhibits, paths, phrases, prose
from claimtable.html import Fragment

LIKELIHOOD = r"\b(?:almost no chance|remote|very unlikely|unlikely|roughly even|likely|very likely|almost certain(?:ly)?|probabl[ey]|improbable)\b"
CONFIDENCE = r"\b(?:low|moderate|high) confidence\b|\bconfiden(?:t|ce)\b"


@pytest.fixture(scope="module")
def this():
    return case.load()


def pieces(this):
    yield "lead", prose.lead(this)
    yield "bottom line", prose.bottom_line(this)
    yield "checks", exhibits.checks_summary(this)
    yield "cards", cards.cards(this)
    for section in this.outline.sections:
        yield section.title, prose.section(this, section.title)
    yield "rest", prose.rest(this)


def loose(fragment):
    """The words of a piece of HTML outside links to claims, quotations, computed numbers, dates, tables and downloads."""
    tree = lxml.html.fragment_fromstring(str(fragment), create_parent="div")
    for element in tree.xpath("//table | //q | //blockquote | //data | //time | //figure | //p[@class='tools'] | //a[@class='claim'] | //a[@class='source']"):
        element.drop_tree()
    return tree.text_content()


def test_no_digit_in_prose_stands_outside_a_claim_a_quotation_or_a_computed_number(this):
    for name, piece in pieces(this):
        words = re.sub(r"source \d+( itself)?", "", loose(piece))  # a source's id is its name
        assert not re.search(r"\d", words), f"{name}: {re.search(r'.{0,60}[0-9].{0,30}', words).group()!r}"


def test_every_link_to_a_claim_names_a_claim_there_is(this):
    known = set(this.claims.claim_id)
    for name, piece in pieces(this):
        for link in lxml.html.fragment_fromstring(str(piece), create_parent="div").xpath("//a[@class='claim']"):
            assert link.get("href")[1:] in known, f"{name}: {link.get('href')}"


def test_every_number_and_position_of_the_table_of_claims_is_in_a_section(this):
    shown = " ".join(str(piece) for name, piece in pieces(this))
    missing = [i for i in this.claims.claim_id if f'href="#{i}"' not in shown]
    assert missing == []


def test_every_discrepancy_has_its_card_and_each_card_every_claim(this):
    tree = lxml.html.fragment_fromstring(str(cards.cards(this)), create_parent="div")
    for row in this.discrepancies.itertuples():
        [card] = tree.xpath("//section[@class='card'][.//*[@id=$id]]", id=row.comparison_id)
        linked = {a.get("href")[1:] for a in card.xpath(".//a[@class='claim']")}
        assert set(row.claim_ids.split("; ")) <= linked, row.comparison_id


def sentences_of_ours(this):
    for name, piece in pieces(this):
        yield from ((name, s) for s in re.split(r"(?<=[.;:])\s+", loose(piece)))
    for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield from ((path.stem, s) for s in re.split(r"(?<=[.;:])\s+", cell.source))
    for table in ("discrepancies", "agreements", "checks"):
        yield from ((table, s) for text in getattr(this, table).explanation for s in re.split(r"(?<=[.;:])\s+", text))


def test_no_sentence_mixes_likelihood_with_confidence(this):
    mixed = [(name, s) for name, s in sentences_of_ours(this) if re.search(LIKELIHOOD, s, re.I) and re.search(CONFIDENCE, s, re.I)]
    assert mixed == []


def test_the_test_for_mixed_sentences_can_find_one():
    mixed = "We have high confidence that this is likely."
    assert re.search(LIKELIHOOD, mixed) and re.search(CONFIDENCE, mixed)


@pytest.mark.parametrize("ends, words", [
    (("2024-11-05",), "5 November 2024"), (("2024-11-05", "2024-11-05"), "5 November 2024"), (("2024-10-08", "2024-10-13"), "8–13 October 2024"),
    (("2024-10-01", "2024-10-31"), "October 2024"), (("2024-02-01", "2024-02-29"), "February 2024"), (("2024-09-01", "2024-11-30"), "September to November 2024"),
    (("2024-12-01", "2025-01-31"), "December 2024 to January 2025"), (("2024-10-28", "2024-11-30"), "28 October to 30 November 2024"),
    (("2024-12-28", "2025-01-03"), "28 December 2024 to 3 January 2025"),
])
def test_days_are_written_as_people_write_them(ends, words):
    assert lxml.html.fromstring(str(phrases.day(*ends))).text_content() == words


@pytest.mark.parametrize("parts, words", [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["a<b", Fragment("<i>c</i>")], "a&lt;b and <i>c</i>")])
def test_lists_end_in_and(parts, words):
    assert str(phrases.listed(parts)) == words
