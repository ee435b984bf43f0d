"""Phrases propose positions and dated events: what the small phrase language finds, and what it must leave alone."""

import time

import pytest

from claimtable import claims, codebook
from claimtable.claims import stances

BOOK = codebook.Codebook(
    nouns={"guests": ["guest*", "wedding party"]},
    measures=[
        {"name": "mood", "kind": "position", "values": {
            "glad": {"phrases": ["glad", "over the moon", "danced & {guests}"]},
            "sad": {"phrases": ["sad*", "wept ... altar", "could weep"], "unless": ["sadly missed"]},
            "unsure": {"phrases": ["not been confirmed"]},
            "loud": {"phrases": ["{guests} ... sang", "{guests} ... sung"]},
            "full": {"phrases": ["{guests} were fed"]}}},
        {"name": "wedding_date", "kind": "date", "read": {"says": ["married", "wedding"], "unless": ["called off"]}},
        {"name": "engagement_date", "kind": "date", "read": {"says": ["engaged"]}},
    ])
ACTORS = codebook.Actors(actors=[{"name": "Ann Lee"}], places=[{"name": "York"}])


def read(text, published="2024-06-12"):
    """{surface: claim} of the positions and dates read from a text."""
    return {row["surface"]: row for row in claims.read(text, published, BOOK, "t", ACTORS)[1]}


@pytest.mark.parametrize("text, surface, value", [
    ("The bride was glad.", "glad", "glad"),
    ("They were OVER the moon!", "OVER the moon", "glad"),
    ("There was sadness in York.", "sadness", "sad"),
    ("He wept long and loud before the altar.", "wept long and loud before the altar", "sad"),
    ("Every guest danced until four.", "danced", "glad"),
    ("The wedding party were fed at last.", "wedding party were fed", "full"),
    ("Twelve guests were fed.", "guests were fed", "full"),
    ("One guest said a guest from York sang.", "guest from York sang", "loud"),  # from the nearest that begins it
    ("A guest told the wedding party, a loud wedding party, what was sung.", "wedding party, what was sung", "loud"),
])
def test_a_phrase_is_found_and_spans_its_words(text, surface, value):
    assert {(s, row["position"]) for s, row in read(text).items()} == {(surface, value)}


@pytest.mark.parametrize("text", [
    "He gladdened everyone.",  # a whole word, not its beginning
    "They went over to the moon.",  # words in order and together
    "The band danced.",  # the company asked for is missing
    "She was sad, and will be sadly missed.",  # ruled out in the same sentence
    "He wept. One two three four. Then came the altar.",  # not across sentences
    "He wept and one two three four five six seven eight nine came to the altar.",  # further than eight words
])
def test_a_near_miss_is_left_alone(text):
    assert read(text) == {}


def test_a_value_is_claimed_once_in_a_sentence_and_again_in_the_next():
    rows = claims.read("She was glad, so glad. He was glad.", None, BOOK, "t")[1]
    assert [row["start"] for row in rows] == [8, 30]


def test_a_headline_shown_twice_is_read_once():
    rows = claims.read("Bride is glad at last\nBride is glad at last\nThe end.", None, BOOK, "t")[1]
    assert [row["start"] for row in rows] == [9]


def test_the_words_of_a_position_do_not_change_its_status():
    assert read("The match has not been confirmed.")["not been confirmed"]["status"] == "actual"
    assert read("He could weep.")["could weep"]["status"] == "expected"
    assert read("The bride will be glad.")["glad"]["status"] == "expected"


def test_a_position_is_about_a_place_only_if_it_names_it():
    assert read("In York the bride was glad.")["glad"]["place"] == ""


def test_the_event_nearest_to_a_date_takes_it():
    rows = read("They got engaged in May 2023 and married on 1 June 2024.")
    found = (rows["May 2023"]["measure"], rows["May 2023"]["as_of_from"], rows["May 2023"]["as_of_to"])
    assert found == ("engagement_date", "2023-05-01", "2023-05-31")
    told = (rows["1 June 2024"]["measure"], rows["1 June 2024"]["as_of_basis"], rows["1 June 2024"]["modality"])
    assert told == ("wedding_date", "stated", "exact")


def test_the_day_of_speaking_is_not_the_day_of_the_event():
    assert read("Ann Lee said on Monday that they had married.") == {}


def test_unless_rules_a_date_out():
    assert read("The wedding of 1 June 2024 was called off.") == {}


def test_time_grows_with_the_text_and_not_faster():
    phrases = stances.Stances(BOOK)
    words = ["wept"] * 100_000
    start = time.process_time()
    phrases.positions(words)
    assert time.process_time() - start < 8


@pytest.mark.parametrize("text, who", [
    ("“It was long,” Ann Lee said. “The bride was glad.”", "Ann Lee"),
    ("“The bride was glad. It was long,” Ann Lee said.", "Ann Lee"),
    ("“It was long,” Ann Lee said. The bride was glad.", ""),  # outside the quotation
    ("“It was long,” Ann Lee said. “The bride was glad.", ""),  # the marks do not pair: no guess
    ("“It was long,” Ann Lee said.\n“The bride was glad.”", ""),  # another paragraph
])
def test_a_quotation_over_sentences_has_one_speaker(text, who):
    assert read(text)["glad"]["attributed_to"] == who


@pytest.mark.parametrize("text, who", [
    ("Ann Lee said the guests were glad.", "Ann Lee"),
    ("Ann Lee fears that the guests are sad.", "Ann Lee"),
    ("Ann Lee arrived late, and what Ann Lee calls “a glad day” began.", "Ann Lee"),
    ("Ann Lee sees the sad guests.", ""),  # a verb that says something of numbers alone
    ("The rain put sadness into the guests, marking a sad day.", ""),
    ("The flowers highlight how glad they were.", ""),
    ("Neither Ann Lee nor the priest has said that she was glad.", ""),
    ("Ann Lee has not confirmed that she was glad.", ""),
])
def test_words_are_somebodys_only_after_a_verb_that_leads_to_words(text, who):
    assert next(iter(read(text).values()))["attributed_to"] == who


@pytest.mark.parametrize("text, surface, hedge", [
    ("It could make her glad.", "glad", "could"),
    ("It could explain why she was glad.", "glad", ""),  # what is explained is so
    ("The priest could now confirm that she was glad.", "glad", ""),  # it softens the saying
    ("While reports suggest a feast, she was sad.", "sad", ""),
])
def test_a_hedge_softens_what_it_governs_and_nothing_else(text, surface, hedge):
    assert read(text)[surface]["hedge"] == hedge


@pytest.mark.parametrize("text, status", [
    ("It could make her sad.", "expected"),
    ("It could cheer the guests while making her sad.", "expected"),  # "while" with a participle goes on
    ("The feast could last, while she was sad.", "actual"),
    ("Sad: what could go wrong?", "actual"),
    ("It could explain why she was sad.", "actual"),  # what is explained is so
    ("If the guests leave sad, the band stays.", "expected"),
    ("She was sad.\n\nWhile these reports await verification, the band plays on.", "unverified"),
    ("She was sad.\n\nThe band plays on.", "actual"),
])
def test_what_a_modal_and_the_next_paragraph_leave_open(text, status):
    assert next(iter(read(text).values()))["status"] == status


def test_an_outlet_that_was_told_passes_it_on():
    actors = codebook.Actors(actors=[{"name": "Orton Echo", "kind": "outlet"}, {"name": "Guild", "kind": "group"}])
    relay = lambda text: claims.read(text, None, BOOK, "t", actors)[1][0]["relay"]
    assert relay("Ann Lee told the Orton Echo that she was glad.") == "Orton Echo"
    assert relay("Ann Lee told the Guild that she was glad.") == ""


def test_a_verb_after_what_was_said_or_before_somebodys_report_leads_to_words():
    assert read("She was glad, Ann Lee added.")["glad"]["attributed_to"] == "Ann Lee"
    assert read("Ann Lee shared a report that she was glad.")["glad"]["attributed_to"] == "Ann Lee"


@pytest.mark.parametrize("text, who", [
    ("Ann Lee called the guests “over the moon”.", "Ann Lee"),
    ("Ann Lee denounced the sad feast.", "Ann Lee"),
    ("Ann Lee dismissed the talk of guests as sad.", "Ann Lee"),
    ("Ann Lee came late. She also called the guests glad.", "Ann Lee"),
    ("The guests were called glad by many.", ""),
    ("The rain called, the guests were glad.", ""),
])
def test_a_verb_that_gives_a_name_says_whose_it_is(text, who):
    assert next(iter(read(text).values()))["attributed_to"] == who


@pytest.mark.parametrize("text, who", [
    ("The mayor of York, Ann Lee, scorned the cake.", ""),  # no verb that takes a position, and none of saying
    ("The mayor of York, Ann Lee, blamed the cake.", "The mayor of York, Ann Lee"),
    ("The ministry said it would look into it, and Mr Brook demanded more cake.", "Mr Brook"),
    ("Mr Brook said the ministry blamed the cake.", "the ministry"),
    ("Mr Brook accused the ministry of hiding cake.", "Mr Brook"),
    ("Mr Brook praised the ministry, which is fond of hiding cake.", ""),
])
def test_a_position_that_begins_with_a_verb_of_taking_sides_is_its_subjects(text, who):
    phrases = ["blamed ... cake", "demanded ... cake", "scorned ... cake", "hiding cake"]
    book = codebook.Codebook(measures=[{"name": "blame", "kind": "position", "values": {"cake": {"phrases": phrases}}}])
    (row,) = claims.read(text, "2024-06-12", book, "t", ACTORS)[1]
    assert row["attributed_to"] == who


def test_a_man_called_per_is_no_source_of_the_line():
    book = codebook.Codebook(measures=[{"name": "mood", "kind": "position", "values": {"sad": {"phrases": ["sad"]}}}])
    (row,) = claims.read("The leader of the guests, Per Brook, was sad.", "2024-06-12", book, "t", ACTORS)[1]
    assert row["attributed_to"] == ""
