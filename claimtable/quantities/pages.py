"""A text while it is read, and the mentions that need little thought: dates once read, ordinals, names."""

import re

from ..text import Mention
from . import ahead, calendars, dates, labels, nouns


class Page:
    """A text while it is read: `done` is the end of the last mention, which nothing may look back beyond; `out` the mentions so far."""

    __slots__ = ("text", "plain", "low", "published", "g", "done", "out", "last_date", "last_day", "web")

    def __init__(self, text, plain, low, published, g):
        self.text, self.plain, self.low, self.published, self.g = text, plain, low, published, g
        self.done, self.out, self.last_date, self.last_day = 0, [], None, ""
        self.web = bool(labels.WEB.search(low))


OF_YEAR = re.compile(r"(?:,| of)? (last|this|next) year(?![a-z'])")
COORDINATED = re.compile(r"(?:[ ][\w'-]+){1,8}[ ](?:and|&)[ ]\Z")
TRAILING = re.compile(r"(?:\bor \w+|\+|\bplus|\bodd|\bor take)\Z")  # a modifier behind its number governs no other
COUNTS = ("number", "percent", "money", "fraction", "distance", "measurement")
OPEN = ("approximately", "at_least", "at_most")


def take(page, found):
    """Keep a mention. A modifier before the first of two numbers joined by 'and' governs the second: 'about 300 dead and 2,700 hurt'."""
    if not found:
        return
    if found.modality == "exact" and found.kind in COUNTS and page.out and governs(page.out[-1], found, page.low):
        modality = page.out[-1].modality
        found = found._replace(modality=modality, low=None if modality == "at_most" else found.low,
                               high=None if modality == "at_least" else found.high)
    page.out.append(found)
    page.done = found.end


def governs(first, second, low):
    """Whether the modifier of a number holds for the exact one behind it too."""
    if first.modality not in OPEN or first.kind != second.kind or second.rule == "pronoun" or second.start - first.end >= 70:
        return False
    return not TRAILING.search(first.surface) and COORDINATED.fullmatch(low, first.end, second.start)


def dated(page, when):
    """The Mention of a date, resolved; whether it lies ahead is asked of the clause only where the words leave the year open."""
    published, forward = page.published, None
    if when.month and not when.year and published and when.shift is None and (named := OF_YEAR.match(page.low, when.end)):
        when.year, when.end = published[0].year + dates.STEP[named.group(1)], named.end()  # "on 23 October last year"
    if when.from_text:
        published = calendars.published_days(page.last_day)
    elif published and not calendars.complete(when) and when.shift is None:
        forward = ahead.looks_ahead(page.low, when.start, when.end, page.g.dates)
    first, last, grain = calendars.resolve(when, published, forward)
    rule = when.rule + ("-ahead" if forward and first else "" if first else "-unresolved")
    if first:
        page.last_date = (first, last, grain)
        page.last_day = last if grain == "day" else page.last_day
    return Mention(when.start, when.end, page.text[when.start:when.end], "date", date_from=first, date_to=last, grain=grain, rule=rule)


SUPERLATIVE = re.compile(r"[ -](?:most|least|[a-z]{2,}est)(?![a-z])|[ ]place(?![a-z])")


def ranked(page, start, end, value):
    """An ordinal: a rank ('fourth largest'), the name of a unit ('11th Air Assault Brigade'), a century, or a plain ordinal."""
    low, g = page.low, page.g
    if low.startswith((" century", "-century"), end):
        return dated(page, calendars.When(start, end + 8, "date-century", int(value - 1) * 100 + 1, unit="century"))
    kind = "ordinal"
    if g.labels.ranking.search(low, max(0, start - 24), start):
        kind = "rank"
    elif low[end:end + 1] in (" ", "-"):
        if SUPERLATIVE.match(low, end):
            kind = "rank"
        elif (low[start].isdigit() or page.plain[end + 1:end + 2].isupper()) and g.labels.after.match(low, end):
            kind = "identifier"
    at = end + 5 if low.startswith("-ever", end) else end
    noun = nouns.counted(low, page.plain, at, g.nouns, True) if low[at:at + 1] == " " else nouns.NOTHING
    return Mention(start, end, page.text[start:end], kind, float(value), float(value), "exact", "", *noun, rule="ordinal")


def labelled(page, start, end, kind, rule, value=None, modality="exact", unit=""):
    return Mention(start, end, page.text[start:end], kind, value, value, modality, unit, rule=rule)
