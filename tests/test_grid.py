"""Whose number it is, in sentences put together from parts: each frame with some of the speakers, behind an opening, with a content and a
number drawn by a fixed seed."""

import random
import re

import pytest
from phrasings import corpus

from claimtable import claims, codebook

BOOK = codebook.Codebook(
    nouns={"sheep": ["sheep"]}, events={"drowned": ["drowned", "lost", "loss"]},
    measures=[{"name": "lost_sheep", "kind": "quantity", "read": {"when": [["sheep", "drowned"], ["sheep"], ["drowned"]]}}])
ACTORS = codebook.Actors(actors=[{"name": "United Farmers of Ardley", "aliases": ["UFA"]}], places=[{"name": "Orton"}, {"name": "Ardley"}])
GRID = corpus("grid.yaml")
PER_FRAME = 9  # speakers each frame is tried with
SPEAKERS = {**GRID["speakers"], **GRID["plural"]}


def sentence(draw, frame, who, opening):
    """The frame with its blanks filled, as it would be printed."""
    many = who in GRID["plural"]
    frame = frame.replace("{X} is ", "{X} are ").replace("{X} was ", "{X} were ") if many else frame
    text = frame.replace("{X}", who.rstrip(",") if re.search(r"\{X\}[.,]", frame) else who)
    text = text.replace("{S}", draw.choice(GRID["contents"])).replace("{N}", draw.choice(GRID["numbers"]))
    text = re.sub(r"(^“?|\. “?)([a-z])", lambda m: m[1] + m[2].upper(), re.sub(r",+([,.])", r"\1", opening + text))
    return re.sub(r"^(\d+ \w+: )([a-z])", lambda m: m[1] + m[2].upper(), text)


def read(text):
    """(speaker, status) of the claims of a sentence."""
    rows = claims.read("It rained for a week. " + text, "2024-05-18", BOOK, "t", ACTORS)[1]
    return [(row["attributed_to"], row["status"]) for row in rows]


def misread(frames, right, openings=GRID["openings"], every=False):
    """Sentences of each of the frames, with some of the speakers or every one, for which what was read is not right(speaker's words, claims
    read)."""
    draw, wrong = random.Random(7), []
    for frame in frames:
        for who, named in draw.sample(sorted(SPEAKERS.items()), len(SPEAKERS) if every else PER_FRAME):
            text = sentence(draw, frame, who, draw.choice(openings))
            found = read(text)
            if not right(named, found):
                wrong.append(f"{text} => {found}")
    return wrong


def spoken(named, found):
    return len(found) == 1 and named.lower() in found[0][0].lower() and found[0][1] == "actual"


def test_who_says_it_is_found_whatever_stands_before_the_subject_and_whatever_the_verb():
    assert not misread(["{X} " + frame + "." for frame in GRID["says"]], spoken)


def test_who_says_it_is_found_wherever_it_stands():
    assert not misread(GRID["around"], spoken, [""])


@pytest.mark.parametrize("status", GRID["denials"])
def test_who_rejects_or_doubts_a_number_has_not_said_it(status):
    assert not misread(["{X} " + frame + "." for frame in GRID["denials"][status]], lambda _, found: found == [("", status)])


@pytest.mark.parametrize("frames, who, status", [("unverified", "who", "unverified"), ("confirmed_by_nobody", "nobody", "unverified"),
                                                 ("denied", "who", "denied")])
def test_what_others_say_of_a_number_afterwards_bears_on_it(frames, who, status):
    parts, draw, wrong = GRID["answers"], random.Random(7), []
    for frame in parts[frames]:
        for link in parts["links"] * 4:
            answer = f"{draw.choice(parts[who])} {frame.replace('{O}', draw.choice(parts['what']))}{draw.choice(parts['tails'])}."
            number = draw.choice(GRID["numbers"])
            answer = answer[0].upper() + answer[1:] if link == ". " else answer
            text = f"A blogger put the number of drowned sheep at {number}{link}{answer}"
            if [found for _, found in read(text)] != [status]:
                wrong.append(text)
    assert not wrong


def test_a_clause_that_hangs_on_a_number_may_reject_it():
    parts, draw, wrong = GRID["answers"], random.Random(7), []
    for frame in parts["hung"]["denied"]:
        for which in parts["hung"]["which"] * 4:
            number, who, later = draw.choice(GRID["numbers"]), draw.choice(parts["who"]).rstrip(","), draw.choice(parts["later"])
            text = f"A blogger put the number of drowned sheep at {number}{which}{who} {frame}{later}."
            if [found for _, found in read(text)] != ["denied"]:
                wrong.append(text)
    assert not wrong
