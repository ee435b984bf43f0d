"""Reads tests/corpus/: phrasings whose expected span stands in [ ]."""

import re
from pathlib import Path

import yaml

from claimtable.quantities import mentions

CORPUS = Path(__file__).parent / "corpus"
MARKED = re.compile(r"\[(.+)\]", re.S)


def corpus(name):
    return yaml.safe_load((CORPUS / name).read_text(encoding="utf-8"))


def unmark(phrasing):
    """'[about 10] men' => ('about 10 men', 0, 8)"""
    match = MARKED.search(phrasing)
    return phrasing[:match.start()] + match.group(1) + phrasing[match.end():], match.start(), match.end() - 2


def overlapping(text, start, end, published=None):
    return [m for m in mentions(text, published) if m.start < end and m.end > start]
