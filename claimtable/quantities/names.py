"""Figures that are names: 24/7, a telephone number, the figure after 'Article' or 'No.'."""

import re

from . import amounts, bounds, labels, nouns, numbers, units
from .pages import labelled

BEFORE_NAME = re.compile(r"(?:tel|phone|fax|call)[.:]?[ ]+\Z")
SHARE_AFTER = re.compile(r"[ ](?:of|the|majority|full)(?![a-z])")
STILL = frozenset("now already still today currently together".split())
GROUP_OF = re.compile(r"[a-z,] (Group of )\Z")  # in the middle of a sentence: "Group of 20 soldiers flees" is none
PAGES = re.compile(r"(?:[-–]|[ ]of[ ])\d{1,4}(?![\d,.]*\d)")  # pages 12-14, story 3 of 5


def of_states(page, at):
    """Where the name of a group of states begins that a number ends ("the Group of Seven", "some Group of 20 nations"), or -1."""
    match = GROUP_OF.search(page.plain, max(page.done, at - 12), at)
    return match.start(1) if match else -1


def slashed(page, at):
    """3/4 of the men is a share; 24/7 and 9/11 are names; 2023/24 is left to the reader of years."""
    match = labels.SLASH.match(page.low, at)
    if not match and (serial := labels.SERIAL.match(page.low, at)):
        return labelled(page, at, serial.end(), "identifier", "serial")
    if not match or match.end(1) - at == 4:
        return None
    a, b = int(match.group(1)), int(match.group(2))
    if 0 < a < b <= 10 and SHARE_AFTER.match(page.low, match.end()):
        return amounts.quantity(page, numbers.Number(at, match.end(), a / b, "fraction"))
    return labelled(page, at, match.end(), "identifier", "slash")


def phone(page, at):
    low = page.low
    if at > page.done and low[at - 1] == "+" and (match := labels.PHONE_ABROAD.match(low, at - 1)):
        return labelled(page, at - 1, match.end(), "identifier", "phone")
    match = labels.PHONE.match(low, at)
    opened = at and low[at - 1] in "+(" or low[at] == "0"
    if match and (opened or match.group().count("-") == 2 or BEFORE_NAME.search(low, max(0, at - 8), at)):
        return labelled(page, at, match.end(), "identifier", "phone")
    match = labels.SERIAL.match(low, at)
    return labelled(page, at, match.end(), "identifier", "serial") if match else None


def name_of(page, at, found, word):
    """The figure after 'Article', 'No.', 'Table' ... as a name, unless it counts the noun that follows."""
    low, g = page.low, page.g
    counted = bounds.last_word(low, word[1], page.done)[0] or " "
    if word[0] == "number" and (counted in STILL or nouns.plural(counted, g.nouns) or counted in g.nouns.befallen):
        return None  # "the sheep number 300", "its dead now number 300": a verb
    if low[at - 1] == "#":
        return labelled(page, at - 1, found.end, "identifier", "label") if at > page.done else None
    if word[2] != at - 1 or low[found.end:found.end + 1].isalpha() or units.after(low, found.end, g.units):
        return None
    if word[0] not in g.labels.always and nouns.counted(low, page.plain, found.end, g.nouns)[0]:
        if not page.plain[word[1]].isupper() or not word[1] or low[word[1] - 1] == "\n":
            return None
    pages = PAGES.match(low, found.end)
    return labelled(page, at, pages.end() if pages else found.end, "identifier", "label")
