"""Looks from one word of a sentence to its neighbours."""

from claimtable import codebook as books
from claimtable.claims.machine import machine
from claimtable.grammar.clauses import VERBAL, sentence, strong
from claimtable.grammar.neighbours import (
    capitalised, clause_ends, first_from, holds, is_comma, low_at, nearest_before, numbered, pauses, spelled, token_at)
from claimtable.quantities.find import mentions

TEXT = "the mayor said, and Ada Brook agreed; 300 sheep drowned"


def tokens():
    vocab = machine(books.load(), books.load_actors()).vocab
    return sentence(TEXT, 0, len(TEXT), mentions(TEXT, None), vocab).tokens


def test_a_look_left_or_right_finds_the_nearest_and_stops_where_it_is_told_to():
    words = tokens()
    assert [t.low for t in words] == ["the", "mayor", "said", ",", "and", "ada", "brook", "agreed", ";", "300", "sheep", "drowned"]
    assert nearest_before(words, 9, pauses) == 8 and nearest_before(words, 9, is_comma) == 3
    assert nearest_before(words, 9, is_comma, within=5) == -1 and nearest_before(words, 9, is_comma, within=6) == 3
    assert first_from(words, 0, capitalised) == 5 and first_from(words, 0, strong, within=8, none=0) == 0
    assert first_from(words, 0, strong, within=9) == 8


def test_past_the_end_there_is_no_word_and_every_clause_has_ended():
    words = tokens()
    assert token_at(words, 11).low == "drowned" and token_at(words, 12) is None and low_at(words, 12) == ""
    assert [k for k in range(13) if clause_ends(words, k)] == [3, 8, 12]


def test_a_stretch_is_asked_for_numbers_for_words_of_a_class_and_for_its_words():
    words = tokens()
    assert numbered(words) and not numbered(words[:9])
    assert holds(words[:3], VERBAL) and not holds(words[3:7], VERBAL)
    assert spelled(words[5:7]) == "ada brook"
