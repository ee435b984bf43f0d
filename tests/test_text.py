"""Sentences, and the copy of a text that is easier to read by rule but has the same length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtable.text import normalize, sentences


def parts(text):
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize("text, expected", [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("He said “it will double.” She left.", ["He said “it will double.”", "She left."]),
    ("“It will double or more,” he said. Next.", ["“It will double or more,” he said.", "Next."]),
    ("Gen. Pat Ryder met Mr. Kim of the U.S. Army on Oct. 8 at 3 p.m. in Seoul.",
     ["Gen. Pat Ryder met Mr. Kim of the U.S. Army on Oct. 8 at 3 p.m. in Seoul."]),
    ("It ended on Oct. 13. Four ships sailed.", ["It ended on Oct. 13.", "Four ships sailed."]),
    ("See No. 4. It is there.", ["See No. 4.", "It is there."]),
    ("• Up to 40 said\n• Thousands more\n- Third item\n1. Fourth item", ["Up to 40 said", "Thousands more", "Third item", "Fourth item"]),
    ("HEADLINE WITHOUT STOP\nBody text. More.", ["HEADLINE WITHOUT STOP", "Body text.", "More."]),
    ("A line that is wrapped by a mail program after some sixty letters\nand goes on here. Next.",
     ["A line that is wrapped by a mail program after some sixty letters\nand goes on here.", "Next."]),
    ("By noon on Thursday the supply of power had been restored to \n1,015,000 customers. Next.",
     ["By noon on Thursday the supply of power had been restored to \n1,015,000 customers.", "Next."]),
    ("A headline that is longer than fifty-four letters and ends here\n1,015,000 customers.",
     ["A headline that is longer than fifty-four letters and ends here", "1,015,000 customers."]),
    ("about $1.5 billion. Next.", ["about $1.5 billion.", "Next."]),
    ("J. K. Rowling wrote. He read.", ["J. K. Rowling wrote.", "He read."]),
    ("N. Korea to send troops", ["N. Korea to send troops"]),
    ("Really?! Yes… Perhaps.", ["Really?!", "Yes…", "Perhaps."]),
    ("One.\r\nTwo.\r\n", ["One.", "Two."]),
    ("(He left.) She stayed.", ["(He left.)", "She stayed."]),
    ("They left.The rain fell. Ask AFAD.gov.tr or Amazon.Com now.", ["They left.", "The rain fell.", "Ask AFAD.gov.tr or Amazon.Com now."]),
    ("", []), ("\n \n", []),
])
def test_sentences_are_whole_units(text, expected):
    assert parts(text) == expected


def test_lookalikes_become_plain_signs():
    assert normalize("10\u201a000 troops\u02bc \u201cyes\u201d 5\u00a0% \u2212 \uff11") == "10,000 troops' \"yes\" 5 % - 1"
    assert normalize("a&nbsp;b").replace("\x1f", "") == "a b"
    assert normalize("it&#8217;s").replace("\x1f", "") == "it's"


PIECES = ["&amp;", "&#65;", "&bogus;", "\n", "\r\n", "\u0130", "\ud800", "\x00", "a.", "B ", "“", "”", ". ", "• ", "1. "]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_normalizing_keeps_the_length_and_sentences_stay_in_order(text):
    plain = normalize(text)
    assert len(plain) == len(text) == len(plain.lower())
    spans = sentences(text)
    assert all(a < b for a, b in spans) and all(x[1] <= y[0] for x, y in zip(spans, spans[1:]))
    assert all(text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize("piece", [".", ". ", "A. ", ".\"", "\n", "- ", "&", "“", "a\n", "1. ", "!", "…", "\r\n"])
def test_splitting_takes_time_in_proportion(piece):
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    sentences(text)
    assert time.process_time() - begin < 3
