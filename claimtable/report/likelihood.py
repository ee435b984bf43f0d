"""Words of likelihood in our own prose, held to one published scale (ICD 203): found, and kept apart from words of confidence."""

import re

from ..codebook import document
from ..paths import DATA

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")


def words(lexicon=None):
    """(scale, confidence, not on the scale): the three word lists of the lexicon, longest first."""
    table = (lexicon or document(DATA / "lexicon.yaml")).get("likelihood", {})
    return tuple(sorted(table.get(name, []), key=len, reverse=True) for name in ("scale", "confidence", "not_on_the_scale"))


def own(text):
    """The text without what it quotes: another's "perhaps" is not ours."""
    return QUOTED.sub(" ", text)


def found(text, terms):
    """The terms of a list that a text uses, in order, the longest at each place ('very likely', not also 'likely')."""
    return re.findall(r"\b(?:" + "|".join(map(re.escape, terms)) + r")\b", text, re.I) if terms else []


def mixed(text, lexicon=None):
    """Sentences of our own that put a likelihood and a confidence side by side: the reader could not tell which is which."""
    scale, confidence, _ = words(lexicon)
    return [s for s in sentences(own(text)) if found(s, scale) and found(s, confidence)]


def loose(text, lexicon=None):
    """Sentences of our own with a word of likelihood that the scale does not have."""
    return [s for s in sentences(own(text)) if found(s, words(lexicon)[2])]


def sentences(text):
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
