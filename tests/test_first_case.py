"""The first case: rules and decisions together give the hand coding of the five sources, and no number is left without a word."""

import re
from pathlib import Path

import pandas as pd
import pytest

from claimtable import claims, codebook, paths, sources, tables
from claimtable.claims import decisions

GOLD = Path(__file__).parent / "cases" / "seeds" / "gold.csv"
BY_HAND = ["coded_by", "note"]  # say who coded; everything else must be equal


@pytest.fixture(scope="module")
def read():
    """(sources, mentions, claims) as notebooks 01 and 02 make them."""
    articles, rows = sources.load(), ([], [])
    book, actors = codebook.load(), codebook.load_actors()
    for article in articles:
        for table, found in zip(rows, claims.read(article.text, article.published, book, article.id, actors, article.name)):
            table.extend(found)
    return articles, *decisions.decide(tables.frame("mentions", rows[0]), tables.frame("claims", rows[1]), decisions.load(), articles, book,
                                       actors)


@pytest.fixture(scope="module")
def gold():
    return tables.typed("claims", pd.read_csv(GOLD, dtype=str, keep_default_na=False, na_values={c: [""] for c in tables.NUMBERS}))


def test_rules_and_decisions_give_the_hand_coding(read, gold):
    coded = read[2].set_index("claim_id").drop(columns=BY_HAND)
    wanted = gold.set_index("claim_id").drop(columns=BY_HAND)
    assert sorted(coded.index.symmetric_difference(wanted.index)) == [], "claims on one side only"
    wanted = wanted.loc[coded.index]
    differ = [f"{i} {c}: {coded.at[i, c]!r}, by hand {wanted.at[i, c]!r}" for c in coded for i in coded.index
              if coded.at[i, c] != wanted.at[i, c] and not (pd.isna(coded.at[i, c]) and pd.isna(wanted.at[i, c]))]
    assert not differ, "\n".join(differ[:20])


def test_every_digit_of_the_five_sources_is_in_one_mention(read):
    articles, mentions, _ = read
    for article in articles:
        spans = mentions[mentions.source_id == article.id]
        for digit in re.finditer(r"\d", article.text):
            inside = ((spans.start <= digit.start()) & (digit.start() < spans.end)).sum()
            assert inside == 1, f"{article.id}: {article.text[digit.start() - 20:digit.end() + 20]!r}"


def test_every_mention_is_a_claim_or_says_why_not(read):
    _, mentions, coded = read
    assert ((mentions.claim_id == "") != (mentions.reason_not_a_claim == "")).all()
    assert set(mentions.claim_id) - {""} <= set(coded.claim_id)
    numbers = coded[coded.kind == "quantity"]
    assert set(numbers.claim_id) <= set(mentions.claim_id), "a quantity must rest on a number in the text"


def test_spans_and_quotes_are_verbatim(read, gold):
    texts = {article.id: article.text for article in read[0]}
    for table in (read[2], gold):
        for row in table.itertuples():
            assert texts[row.source_id][row.start:row.end] == row.surface
            assert row.claim_id == f"{row.source_id}:{row.start}"
            assert row.surface in row.quote and row.quote in texts[row.source_id]
            for words in (row.attributed_to, row.relay, row.place):
                assert words in texts[row.source_id], words


def test_every_measure_and_value_coded_is_defined(gold):
    book = codebook.load()
    for row in gold.itertuples():
        measure = book.measure(row.measure)
        assert measure.kind == row.kind
        assert row.kind != "position" or row.position in measure.values


def test_origins_are_actors_or_the_sources_themselves(read, gold):
    actors = codebook.load_actors().actors
    names = {article.id: article.name for article in read[0]}
    for row in gold.itertuples():
        own = {f"{actor.name} ({names[row.source_id]})" for actor in actors if actor.kind == "anonymous"}
        assert row.origin in own | {actor.name for actor in actors if actor.kind != "anonymous"} | {names[row.source_id]}, row.claim_id


def test_the_folder_holds_nothing_the_dictionary_does_not_name():
    dictionary = (paths.DATA / "README.md").read_text(encoding="utf-8")
    for path in paths.DATA.iterdir():
        assert path.name in dictionary or path.name == "README.md", path.name
    for table, columns in tables.COLUMNS.items():
        for column in columns:
            assert f"`{column}`" in dictionary, f"{table}.{column}"
