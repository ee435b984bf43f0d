"""The corpora of phrasings are the specification of the number reader: each value, and every way it is said."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtable.intervals import vague_interval
from claimtable.quantities import mentions
from phrasings import corpus, overlapping, unmark

def phrasings(name):
    for case in corpus(name):
        for phrasing in case["phrasings"]:
            if phrasing not in case.get("except", ()):
                yield pytest.param(phrasing, case, id=phrasing)


@pytest.mark.parametrize("phrasing, case", [*phrasings("numbers.yaml"), *phrasings("units.yaml")])
def test_a_phrasing_gives_its_value_and_nothing_else(phrasing, case):
    text, start, end = unmark(phrasing)
    found = overlapping(text, start, end)
    assert [m.surface for m in found] == [text[start:end]]
    mention = found[0]
    low, high = (case["value"], case["value"]) if "value" in case else (case.get("low"), case.get("high"))
    assert mention.modality == case.get("modality", "exact")
    assert [mention.low, mention.high] == [value if value is None else pytest.approx(value, rel=1e-6) for value in (low, high)]
    assert (mention.kind, mention.unit) == (case.get("kind", "number"), case.get("unit", ""))


@pytest.mark.parametrize("kind, phrasing", [pytest.param(k, p, id=f"{k}: {p}") for k, ps in corpus("kinds.yaml").items() for p in ps])
def test_a_number_that_is_no_quantity_says_what_it_is(kind, phrasing):
    text, start, end = unmark(phrasing)
    assert [(m.surface, m.kind) for m in overlapping(text, start, end)] == [(text[start:end], kind)]


@pytest.mark.parametrize("text", corpus("nothing.yaml"))
def test_words_that_only_look_like_numbers_give_nothing(text):
    assert [m.surface for m in mentions(text, "2024-11-05")] == []


@pytest.mark.parametrize("phrasing, head, between", [pytest.param(*row, id=row[0]) for row in corpus("nouns.yaml")])
def test_the_noun_counted(phrasing, head, between):
    text, start, end = unmark(phrasing)
    mention = overlapping(text, start, end)[0]
    if mention.kind != "duration":
        assert (mention.head, mention.modifiers) == (head, between)
    if mention.head:
        assert text[mention.head_start:mention.head_end].lower() == mention.head


def one(text, published=None):
    found = mentions(text, published)
    assert len(found) == 1, found
    return found[0]


def test_a_modifier_governs_two_numbers_joined_by_and():
    assert [m.modality for m in mentions("about 300 deaths and 2,700 injuries")] == ["approximately", "approximately"]
    second = mentions("more than 4,500 dead and 8,300 injured")[1]
    assert (second.modality, second.low, second.high) == ("at_least", 8300, None)


@pytest.mark.parametrize("text, modality", [
    ("about 100 deaths and another 1,000 wounded", "exact"), ("about 100 deaths; 1,000 wounded", "exact"),
    ("about 100 deaths, 1,000 wounded", "exact"),
    ("about 100 deaths and at least 1,000 wounded", "at_least"), ("about 100 deaths and up to 1,000 wounded", "at_most"),
    ("about 100 dead. And 1,000 wounded", "exact")])
def test_a_new_determiner_or_modifier_or_stop_breaks_it(text, modality):
    assert mentions(text)[1].modality == modality


@pytest.mark.parametrize("text", ["rose from 10,000 to 12,000", "fell from 12,000 to 10,000", "up from 2,921 to 3,419",
                                  "cut the force from 5,000 to 6,000", "a ratio of 3 to 1"])
def test_a_change_is_two_numbers_and_no_range(text):
    assert [m.modality for m in mentions(text)] == ["exact", "exact"]


@pytest.mark.parametrize("text, surface, modality", [
    ("Pyongyang has handed over some 220 guns", "some 220", "approximately"), ("two numbers add up to 3,000", "3,000", "exact"),
    ("the top 10 lists", "10", "exact"),
    ("the past 10 years", "10", "exact"), ("around the 12 villages", "12", "exact"), ("it adds up to 3,000", "3,000", "exact"),
    ("the over 3,000 men", "over 3,000", "at_least")])
def test_a_bounding_word_that_does_something_else_sets_no_bound(text, surface, modality):
    assert [(m.surface, m.modality) for m in mentions(text) if m.kind != "date"][-1] == (surface, modality)


def test_rates_are_told():
    assert one("approximately 92 casualties a day").per == "day"
    assert one("$2,000 per soldier per month").per == "soldier month"
    assert one("Some $2,000 monthly per soldier").per == "month soldier"
    assert one("10,000 soldiers").per == ""


def test_time_counted_from_publication_is_a_duration_with_a_date():
    ago = one("about 5 months ago", "2024-11-05")
    found = (ago.kind, ago.unit, ago.low, ago.modality, ago.date_from, ago.date_to, ago.grain)
    assert found == ("duration", "months", 5, "approximately", "2024-06-01", "2024-06-30", "month")
    past = one("in the past 10 days", "2024-11-05")
    assert (past.date_from, past.date_to) == ("2024-10-26", "2024-11-05")
    assert one("three weeks later", "2024-11-05").date_from == ""
    assert one("three weeks ago").date_from == ""


def test_page_furniture_is_marked():
    for text in ("417 comments", "12 replies", "3 min read", "Views: 1 208", "Reading time: 2 min", "This page refreshes every 60 seconds",
                 "Buy me a coffee ($5)"):
        assert one(text).rule == "furniture", text
    assert one("417 soldiers").rule != "furniture"


@pytest.mark.parametrize("word, interval", [("dozens", (24, 99)), ("several thousand", (3000, 9999)), ("tens of thousands", (20000, 99999)),
                                            ("hundreds of thousands", (200000, 1999999)),
                                            ("a few hundred", (200, 999)), ("scores", (40, 199)),
                                            ("several hundred thousand", (300000, 999999)), ("Thousands", (2000, 19999))])
def test_vague_words_have_an_interval_for_comparison_only(word, interval):
    assert vague_interval(word) == interval
    assert (one(word if word != "scores" else "scores of men").low, one(f"{word} of men").high) == (None, None)


def check_invariants(text, found):
    assert all(text[m.start:m.end] == m.surface and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
    assert all(m.head == "" or text[m.head_start:m.head_end] for m in found)


PIECES = ["10,000", "about", "up to", "1", "-", "–", "/", ".", ",", ":", "%", "$", "US$", "one", "two", "hundred", "thousand", "million",
          "half", "a", "third", "of", "and", "to", "between",
          "twenty", "dozen", "May", "March", "Oct.", "October", "Monday", "2024", "mid", "last", "week", "ago", "k", "m", "mm", "km",
          "first", "11th", "year", "old", "aged", "&nbsp;", "&#160;",
          "\u202f", "\u200f", "\u2019", "“", "”", "\ud800", "\x00", "😀", "\r\n", "\n", " ", "½", "²", "٣", "İ", "[", "]", "(", ")", "+",
          "~", ">", "@", "www.", "x", "one in three", "0",
          "hundreds", "dozens of", "years", "hours", "of", "from", "ago", "past", "aged", "several", "couple of", "scores", "tens of",
          "odd", "or more", "-", "fold", "percent", "minus", "°C", "day", "No.",
          "Article", "point", "same day", "the next day", "quarter", "season", "autumn", "early", "the end of", "Christmas", "17", "3.14",
          "10 000", "1.000", "1,5", "as little as", "or as much as"]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
       | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_text_gives_exact_spans_in_order_without_overlap(text):
    found = mentions(text, "2024-11-05")
    check_invariants(text, found)
    assert found == mentions(text, "2024-11-05")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10 ** 15), st.sampled_from(["{:,}", "{:d}"]))
def test_any_whole_number_is_read_back(value, form):
    mention = mentions("about " + form.format(value) + " soldiers of it")[0]
    assert mention.low == value or mention.kind == "identifier" and form == "{:d}" and value >= 10 ** 15


def test_every_digit_is_inside_a_mention():
    text = ("x1 2,3 4/5 6-7 [8] 9:10 11.12.13 $14 15% 16th a17b 18.19.20.21 22° 23² 24×25 26_27 #28 №29 30°31′ 32&33 34=35 36… “37” (38) "
            "39! 40?\n41) 42")
    covered = {i for m in mentions(text) for i in range(m.start, m.end)}
    assert [i for i, c in enumerate(text) if c.isdecimal() and i not in covered] == []


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800\udfff", "\ufeff", "&", "&#;", "1" * 5000, "1," * 400, "-" * 300,
                                  "one " * 300, "1/" * 300, "\u202e10,000\u202c men"])
def test_odd_text_is_read_without_complaint(text):
    check_invariants(text, mentions(text, "2024-11-05"))


@pytest.mark.parametrize("text, value", [("\u200e10,000 men", 10000), ("😀😀 10,000 men", 10000), ("10\u202f000 men", 10000),
                                         ("١٠٠ men", 100), ("１００ men", 100), ("10,000\r\nmen", 10000), ("10&nbsp;000 men", 10000),
                                         ("&euro;", None)])
def test_unusual_characters_do_not_shift_the_span(text, value):
    found = mentions(text)
    check_invariants(text, found)
    assert [m.low for m in found] == ([value] if value else [])


BAIT = ["1", "1,", "1 ", "1-", "1/", "1'", "..1", "one ", "one-", "twenty ", "half a ", "two and a half ", "hundred and ", "a third of ",
        "about ", "up to ", "between 1 and ", "1 to ", "$", "$1", "1%", "Oct. ", "May ",
        "Monday, ", "the end of ", "mid-", "last ", "a week ago ", "same day ", "aged ", "thousands of ", "&nbsp;", "&#1", "\u200b", "\r\n",
        ".", "! ", "@1", "1@", "www.1", "10 of 12 ", "(", "\"", "x1", "1x", "a-1", "12.30\n", "\ud800", "½"]


@pytest.mark.parametrize("piece", BAIT)
def test_repetition_takes_time_in_proportion(piece):
    """Twice the text, about twice the time: no pattern runs away. The bound leaves room for a busy machine."""
    def seconds(size):
        text, best = (piece * (size // len(piece) + 1))[:size], float("inf")
        for _ in range(3):
            begin = time.process_time()
            mentions(text, "2024-11-05")
            best = min(best, time.process_time() - begin)
        return best

    small, large = seconds(4_000), seconds(16_000)
    assert large < 10 * small + 0.05


def test_a_million_digits_and_a_million_letters_are_quick():
    for text in ("7" * 1_000_000, "a" * 1_000_000, " " * 1_000_000, "7," * 50 + "x" * 1_000_000):
        begin = time.process_time()
        found = mentions(text)
        assert time.process_time() - begin < 3
        check_invariants(text, found)
    assert (one("7" * 1_000_000).kind, one("7" * 1_000_000).low) == ("identifier", None)
