"""How surely a thing is said, in words: 'stated as fact', 'stated with a hedge (“reportedly”)', 'said to be unproven (“no evidence”)'."""

import re

STATUS = {"actual": "stated as fact", "expected": "expected or possible", "unverified": "unverified", "denied": "denied"}
HEDGED = "stated with a hedge"
UNPROVEN = "said to be unproven"
SUPPOSED = "only supposed"
# "if 5,000 come", not "if it rains, 5,000 come"
CONDITION = re.compile(r"(?<!as )\b(?:if|in case|unless|provided that|as long as)\b(?=[^,]*\Z)", re.I)
NOT_SHOWN = re.compile(r"(?:no|not|nothing|cannot|without)\b", re.I)


def hedge_of(row):
    """The word that softens a claim: one outside its own words, or one that holds them back, as in "believed to have been killed"; in
    "potential presence" it is what is claimed."""
    hedge, words = row.hedge.lower(), row.surface.lower()
    return row.hedge if hedge not in words or re.search(rf"\b{re.escape(hedge)} to\b", words) else ""


def unproven(row):
    """Does a denial say no more than that there is nothing to show for it ("no evidence")?"""
    return row.status == "denied" and bool(NOT_SHOWN.match(row.hedge))


def supposed(row):
    """Does a claim only say what would be if ("if thousands learn to survive")?"""
    return row.status == "expected" and bool(CONDITION.fullmatch(row.hedge))


def surely(row, words):
    """How surely a claim is made, without its hedge. words: {status: words} of its measure, if it has its own ('received' for a gain).

    >>> from types import SimpleNamespace
    >>> surely(SimpleNamespace(status="actual", surface="10,900", hedge="reportedly"), {})
    'stated with a hedge'
    """
    if unproven(row):
        return UNPROVEN
    if supposed(row):
        return SUPPOSED
    plain = words.get(row.status) or STATUS[row.status]
    if row.status not in ("actual", "denied") or not hedge_of(row):
        return plain
    return HEDGED if plain == STATUS["actual"] else f"{plain}, with a hedge"


def from_whom(status, several=False):
    """A status before the names of those who say so: 'stated as fact by', 'received, says', of several 'received, say'."""
    told = {STATUS["unverified"]: "unverified, from", STATUS["expected"]: "expected or held possible by"}
    if status.startswith("stated") or status in (STATUS["denied"], SUPPOSED, "expected", "forecast"):
        return f"{status} by"
    if status.endswith(","):
        return f"{status} according to"
    return told.get(status) or f"{status}, {'say' if several else 'says'}"


def in_full(row, words):
    """The same with the hedge, where it has one: 'stated with a hedge (“reportedly”)'."""
    hedge = hedge_of(row) if row.status in ("actual", "denied") or supposed(row) else ""
    return surely(row, words) + (f" (“{hedge}”)" if hedge else "")
