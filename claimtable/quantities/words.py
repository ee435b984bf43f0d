"""What begins with a word: spelled-out numbers, shares, ordinals, multiples, vague numbers, months, weekdays, relative dates."""

import re
from dataclasses import replace

from . import amounts, bounds, calendars, dates, nouns, numbers, timespans
from .pages import dated, labelled, ranked

DAY_OPENERS = frozenset("today tonight yesterday tomorrow this last the".split())
RELATIVE_OPENERS = frozenset("last past this next coming previous current earlier later late early mid following recent".split())
PART_OPENERS = frozenset("early mid late beginning start middle end close halfway".split())


def roles(n, d):
    """{word: role} for every word that can begin a number or date; READERS says who reads which."""
    table = {}
    for role, words in (
            ("relative", DAY_OPENERS - {"the"} | RELATIVE_OPENERS | PART_OPENERS), ("ago", ["ago"]), ("same", ["same", "that"]),
            ("before", ["before"]), ("year_end", ["year"]), ("weekend", ["weekend"]),
            ("season", d.seasons), ("month", d.months), ("weekday", d.weekdays), ("holiday", d.holidays),
            ("multiple", n.multiples), ("ordinal", n.ordinals), ("part", [w for w in n.denominators if w != "half"]),
            ("pair", n.pairs), ("vague", n.vague), ("number", n.small), ("half", ["half"]),
            ("number", [word for word in n.scales if len(word) > 3 and word != "grand" and not word.endswith("s")])):
        table.update(dict.fromkeys(words, role))
    return table


def article(page, at):
    """The start of 'a ' before a word, or the word's own."""
    low = page.low
    return at - 2 if low.startswith("a ", at - 2) and at - 2 >= page.done and not low[at - 3:at - 2].isalnum() else at


def number(page, at, word):
    low, g = page.low, page.g
    if page.plain[at].isupper() and page.plain.endswith(("Group of ", "Big "), page.done, at):
        begin = at - (9 if page.plain.endswith("Group of ", 0, at) else 4)
        return labelled(page, begin, at + len(word), "identifier", "name")
    end = at + len(word)
    if low[end:end + 1] in ("-", " "):
        if word.endswith("ty") and (whole := g.numbers.tens.match(low, at)):
            return ranked(page, at, whole.end(), g.numbers.small[word] + g.numbers.ordinals[whole.group(1)])
        share = numbers.fraction(low, at, g.numbers)
        if share:
            return amounts.quantity(page, share)
        found = numbers.number(low, at, g.numbers)
    else:
        found = numbers.spelled(low, at, g.numbers)
    if not found:
        return None
    if word in g.numbers.scales and low[at - 1:at] == " ":
        lead = g.numbers.before_vague.search(low, max(page.done, at - 24), at)
        if lead:
            found.form, found.start = "vague", lead.start()
    if found.form == "words" and 1 < found.value < 10 and low.startswith((" score ", "-score "), found.end):
        found = scores(page, found)
    mention = amounts.quantity(page, found)
    if word == "one" and mention.kind == "number" and mention.modality == "exact" and not mention.head and found.value == 1:
        return mention._replace(rule="pronoun")
    return mention


ADDED = re.compile(r"[ ]and[ ](\w+)(?![\w-])")


def scores(page, found):
    """two score men => 40, three score and ten years => 70; not 'two score goals'."""
    low, g, end = page.low, page.g, found.end + 6
    added = ADDED.match(low, end)
    more = g.numbers.small.get(added.group(1), 0) if added else 0
    end = added.end() if more else end
    head = nouns.counted(low, page.plain, end, g.nouns)[0]
    if not head or head in g.not_a_scale["score"] or not nouns.plural(head, g.nouns) or more >= 20:
        return found
    return replace(found, end=end, value=found.value * 20 + more, scale=20)


HALF_UNIT = re.compile(
    r"half(?:[ ](?=an?[ ])|-|[ ])(?:an?[ ])?(?=(?:hour|day|week|month|year|decade|century|mile|kilomet|inch|minute|second|"
    r"km)(?![a-z]*er))"
)


HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1?\d)"
CLOCK = re.compile(rf"(?:half|quarter) (?:past|after) {HOUR}(?![\w-])|quarter to {HOUR}(?= ?[.,;:]|$| in the | on )")


def half(page, at, word):
    """half a million is a number; half of the 11,000 a share; half-hour a duration; half past six a time."""
    low, g = page.low, page.g
    if clock := CLOCK.match(low, at):
        return labelled(page, at, clock.end(), "time", "clock")
    found = numbers.number(low, at, g.numbers)
    if found and found.end > at + 4:
        return amounts.quantity(page, found)
    match = HALF_UNIT.match(low, at)
    begin = at if low.startswith("-", at + 4) else article(page, at)
    measured = match and g.units.unit.match(low, match.end())
    if measured:
        unit, kind = g.units.table[measured.group("word")]
        lead, start = bounds.before(low, begin, page.done, g.bounds, False)
        first, last = None if lead == "at_most" else .5, None if lead == "at_least" else .5
        share = numbers.Number(begin, at + 4, .5, "words")
        return amounts.finish(page, share, start, at + 4, kind, unit, first, last, lead or "exact", "half", measured.end(), "")
    return amounts.quantity(page, numbers.Number(begin, at + 4, .5, "fraction"))


def part(page, at, word):
    """A denominator: 'a third of the contingent' is a share, 'the third' an ordinal, 'a quarter of a million' a number."""
    low, g = page.low, page.g
    begin, end = article(page, at), at + len(word)
    if word == "quarter" and (clock := CLOCK.match(low, at)):
        return labelled(page, begin, clock.end(), "time", "clock")
    if low.startswith((" of a", " million", "-million", " billion", "-billion"), end):
        found = numbers.halves(low, at, g.numbers)
        if found:
            found.start = begin
            return amounts.quantity(page, found)
    lead = bounds.before(low, begin, page.done, g.bounds, False)[0] if begin == at else ""
    if begin < at and one_more(page, begin, end, g.numbers.ordinals.get(word, 0)):
        return ordinal(page, at, word)
    if (begin < at or lead) and g.labels.share.match(low, bounds.after(low, end, g.bounds)[1]):
        return amounts.quantity(page, numbers.Number(begin, end, 1 / g.numbers.denominators[word], "fraction"))
    return ordinal(page, at, word) if word in g.numbers.ordinals else None


MANY = re.compile(r" (?:of|were|are|have|had|more|fewer|less)\b|[.,;:]")
A_COUNT = re.compile(r"\b(?:(\d)|([a-z]{3,5}))(?= (?!days|weeks|months|years|hours|in|per|times|thirds|hundred|thousand|million)[a-z])")
LATELY = 120  # characters before an ordinal within which the count may stand that it goes on from


def one_more(page, begin, end, rank):
    """Does an ordinal only go on from a count ("Four are in custody. A fifth died"), and name no share?"""
    if rank < 3 or MANY.match(page.low, end):
        return False
    found = A_COUNT.finditer(page.low, max(0, begin - LATELY), begin)
    return any((int(m[1]) if m[1] else page.g.numbers.small.get(m[2])) == rank - 1 for m in found)


def ordinal(page, at, word):
    low, g = page.low, page.g
    if found := within_month(page, at):
        return found
    if low[at + len(word):at + len(word) + 2] in (" q", "-q", " h", "-h"):
        when = dates.from_quarter(low, at, g.dates)
        if when:
            return dated(page, when)
    return ranked(page, at, at + len(word), g.numbers.ordinals[word])


def multiple(page, at, word):
    lead, begin = bounds.before(page.low, at, page.done, page.g.bounds, False)
    return labelled(page, begin, at + len(word), "number", "multiple", float(page.g.numbers.multiples[word]), lead or "exact", "times")


def pair(page, at, word):
    """A couple of thousand, a pair of soldiers; 'the couple' and 'couples' are no numbers."""
    low, g = page.low, page.g
    begin = article(page, at)
    found = numbers.halves(low, at, g.numbers)
    if found:
        found.start = begin
        return amounts.quantity(page, found)
    if begin == at or word == "couple" and not low.startswith(" of ", at + 6):
        return None
    return amounts.quantity(page, numbers.Number(begin, at + len(word), 2, "words", loose=word == "couple"))


def vague(page, at, word):
    """dozens, hundreds of thousands, several million: kept as the word; the interval is the comparison's business."""
    low, g = page.low, page.g
    match = g.numbers.magnitude.match(low, at)
    if not match:
        return None
    if word in ("tens", "scores") and match.end() == at + len(word):
        if low[match.end():match.end() + 1] != " " or not g.labels.share.match(low, match.end()):
            return None
    lead = g.numbers.before_vague.search(low, max(page.done, at - 24), at) if low[at - 1:at] == " " else None
    return amounts.quantity(page, numbers.Number(lead.start() if lead else at, match.end(), None, "vague", 100))


# ---------------------------------------------------------------- dates


def relative(page, at, word):
    low, plain, g = page.low, page.plain, page.g.dates
    when = dates.from_day_word(low, at) if word in DAY_OPENERS else None
    if word in ("yesterday", "tomorrow") and low.endswith(("the day before ", "the day after "), page.done, at):
        when = dates.from_day_word(low, low.rfind("the day", 0, at))
    if not when and word in RELATIVE_OPENERS:
        when = dates.from_relative(low, plain, at, g)
    if word in ("last", "final") and (found := within_month(page, at)):
        return found
    if not when and word in ("earlier", "later") and (found := later(page, at, word)):
        return found
    if not when and word in PART_OPENERS:
        when = dates.from_part(low, plain, at, g)
    return dated(page, when) if when else None


def ago(page, at, word):
    """A week ago, several days ago; with a number in it ('three weeks ago') the number has been read already."""
    match = page.g.dates.ago.search(page.low, max(page.done, at - 24), at)
    if not match or page.low.endswith("half ", 0, match.start()):
        return None
    unit, few = match.group(3), match.group(2)
    mention = dated(page, calendars.When(match.start(), at + 3, "date-ago", unit=unit, open=True))
    if not page.published or few and unit not in ("hour", "minute", "second"):
        return mention
    plural = "centuries" if unit == "century" else unit + "s"
    first, last, grain = timespans.counted_from(page.published, -1 if unit not in ("hour", "minute", "second") else 0, plural, False)
    return mention._replace(date_from=first, date_to=last, grain=grain, rule="date-ago")


def same(page, at, word):
    """'the same day', 'that evening': the last day read before it, if there is one; 'that month': the one of the last date."""
    match = page.g.dates.same.match(page.low, at)
    if not match:
        return None
    unit = match.group(1)
    if unit not in ("week", "month", "year"):
        first, last, grain = page.last_day, page.last_day, "day"
    else:
        first, last, grain = page.last_date if page.last_date and page.last_date[2] == unit else ("", "", unit)
    mention = labelled(page, at, match.end(), "date", "date-same" if first else "date-same-unresolved")
    return mention._replace(date_from=first, date_to=last, grain=grain)


DAY_BEFORE = re.compile(r"the[ ](?:day|night|evening)[ ]\Z")
ENDS = re.compile(r"[ ]?[,.;:)\"\n–—]|\s*\Z|[ ](?:that|in|at|said|had|was|were|and)(?![a-z])")
UNIT_BEFORE = re.compile(r"(?<![a-z])an?[ ](day|week|fortnight|month|year)[ ]\Z")


def before(page, at, word):
    """'the night before': the day before the last one read; not 'the day before the vote'."""
    match = DAY_BEFORE.search(page.low, max(page.done, at - 14), at)
    if not match or not page.last_day or not ENDS.match(page.low, at + 6):
        return None
    return dated(page, calendars.When(match.start(), at + 6, "date-before", unit="day", shift=-1, from_text=True))



def later(page, at, word):
    """'a day earlier', 'a week later': counted from the last day read."""
    match = UNIT_BEFORE.search(page.low, max(page.done, at - 14), at)
    if not match or not page.last_day or page.low.startswith(" than", at + len(word)):
        return None
    step = -1 if word == "earlier" else 1
    first, last, grain = timespans.counted_from(calendars.published_days(page.last_day), step, match.group(1) + "s", False)
    return labelled(page, match.start(), at + len(word), "date", "date-" + word)._replace(date_from=first, date_to=last, grain=grain)


WITHIN_MONTH = re.compile(r"(first|second|third|fourth|last|final)[ ](week|weekend|half|fortnight)[ ]of[ ]")


def within_month(page, at):
    """'the last week of December', 'the first half of May 2024'."""
    match = WITHIN_MONTH.match(page.low, at)
    inner = dates.from_month(page.low, page.plain, match.end(), page.g.dates) if match else None
    if not inner or inner.day:
        return None
    nth, part = dates.ORDINAL.get(match.group(1), 0), match.group(2)
    inner.start, size = at, {"half": 15, "fortnight": 14}.get(part, 7)
    inner.days = (size * nth - size + 1, size * nth if part != "half" or nth == 1 else -1) if nth and size * nth < 31 else (-size, -1)
    return dated(page, inner)


YEAR_END = re.compile(r"year(?:'s[ ]end|[ -]end)(?![a-z])")


def year_end(page, at, word):
    """'by the year's end': December, of this year in its second half, else of the last one."""
    match = YEAR_END.match(page.low, at)
    if not match:
        return None
    late = bool(page.published) and page.published[-1].month > 6
    return dated(page, calendars.When(at, match.end(), "date-year-end", month=12, shift=0 if late else None))


def weekend(page, at, word):
    if not page.low.endswith(("the ", "at ", "over "), page.done, at):
        return None
    return dated(page, calendars.When(at, at + 7, "date-weekend", unit="weekend"))


def season(page, at, word):
    when = dates.from_season(page.low, at, page.g.dates)
    return dated(page, when) if when else None


def month(page, at, word):
    if not page.plain[at].isupper():
        return None
    when = dates.from_month(page.low, page.plain, at, page.g.dates)
    return dated(page, when) if when else None


def weekday(page, at, word):
    if not page.plain[at].isupper():
        return None
    when = dates.from_weekday(page.low, page.plain, at, page.g.dates)
    return dated(page, when) if when else None


def holiday(page, at, word):
    if not page.plain[at].isupper():
        return None
    match = page.g.dates.holiday.match(page.low, at)
    if not match:
        return None
    month_of, day = page.g.dates.holidays[match.group(1)]
    return dated(page, calendars.When(at, match.end(), "date-holiday", int(match.group(2) or 0), month_of, day))


READERS = {read.__name__: read for read in (
    number, half, part, ordinal, multiple, pair, vague, relative, ago, same, before, year_end, weekend, season, month, weekday, holiday)}
