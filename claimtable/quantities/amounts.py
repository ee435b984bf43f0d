"""One quantity around a number that was found: its currency, scale, range, bounds, unit, noun and kind, as a Mention."""

import re

from ..text import Mention
from . import bounds, nouns, ranges, timespans, units
from .grouping import thousands_by_point

ARTICLE = re.compile(r"(?<![a-z])an?[ ]\Z")
SHARED = re.compile(r"(?:-,?[ ](?:and|or)[ ]|,?[ ]and[ ])(\d[\d,.]*)")
OLD = re.compile(r"[ -]?(?:years?|yrs?|yr|months?|weeks?|days?)[ -](?:olds?|of[ ]age)(?![a-z])")
AGED = re.compile(r"(?<![a-z])(?:aged?|ages)(?:[ ](?:of|just|only|between|about|around|from|at least))*[ ]\Z")
ONE_OF_THEM = re.compile(
    r"(?<![a-z])(?:an?|another|(?:the |an)?other|(?:the )?(?:first|second|third|last|one)|whose|his|her|this|"
    r"that)(?:[ ][a-z-]+){1,3},[ ]\Z"
)
BOTH_AGES = re.compile(r"(?<![a-z])(?:two|both|pair)\b[^.;:()\d]{0,60}?[,(][ ]?([1-9]\d)(?: and |, )([1-9]\d)(?=[),.;])")
OLDER = re.compile(r"(?<![a-z])(?:old|young)(?:er|est)\b[^.;:,]{0,60}[ ](?:is|was|being)[ ]\Z")
NAME_BEFORE = re.compile(r"([^\W\d_][\w'.-]*),[ ]\Z")
ENDERS = frozenset(".,;:)]\"!?\n\r") | {""}


def quantity(page, number, word=None):
    """The Mention around a Number; None if its digits turn out to belong to a name. `word`: what bounds.last_word found before it."""
    low, g, done = page.low, page.g, page.done
    currency, start = units.money_before(low, page.plain, number.start, done, g.units)
    if number.form == "digits":
        if number.scale == 1 and low[number.end:number.end + 1].isalpha() and not ranges.with_letter(page, number, currency):
            return None
        if number.scale == 1 and low.startswith(" k ", number.end):
            ranges.with_letter(page, number, currency, 1)
    elif number.form == "words" and number.scale >= 12 and not currency and low[start - 1:start] == " ":
        article = ARTICLE.search(low, start - 4 if start - 4 > done else done, start)
        start = article.start() if article else start
    end, first, last, modality, rule = number.end, number.value, number.value, "", number.form
    ranged, measured, bounded = hints(low, end, g)
    ranged = ranged or number.form == "words" and number.scale == 1 and low[end:end + 1] == ","
    if number.form == "vague":
        modality = "vague"
    elif ranged:
        second = ranges.range_end(page, number, start)
        if second:
            (first, last, end), modality, rule = second, "range", "range"
            _, measured, bounded = hints(low, end, g)
    unit, kind, noun_at, bound = currency, "money" if currency else "number", None, ""
    if measured or number.form == "vague":
        unit, kind, end, noun_at = unit_after(page, number, end, currency)
        bounded = bounded or noun_at == end
    elif not currency and low.endswith(g.units.lead_words, done, number.start):
        unit, kind, end, noun_at = unit_before(page, number, end)
    if bounded:
        bound, after = bounds.after(low, end, g.bounds)
        if bound:
            end = after
            if noun_at is None and not unit:
                unit, kind, _, noun_at = unit_after(page, number, end, currency)
    if word is None or start != number.start:
        word = bounds.last_word(low, start, done)
    if modality == "range":
        start, word = widened(low, start, done, word)
    minus = unit in SIGNED and low[start - 1:start] == "-" and start - 1 >= done and not low[start - 2:start - 1].isalnum()
    if minus or unit in SIGNED and word[0] == "minus":
        start = word[1] if word[0] == "minus" else start - 1
        first, last, word = first and -first, last and -last, bounds.last_word(low, start, done)
    lead, start = bounds.before(low, start, done, g.bounds, kind in ("percent", "money") or (number.value or 0) >= 100, word)
    if not modality:
        modality = bounds.combine(bound, lead) if bound else lead or ("approximately" if number.loose else "exact")
    return finish(page, number, start, end, kind, unit, first, last, modality, rule, noun_at, word[0])


def widened(low, start, done, word):
    """The start of a range with the 'between' or 'as few as' before it; 'from' stays outside."""
    wide = ranges.BETWEEN.search(low, max(done, start - 20), start)
    if not wide or wide.group(1) == "from":
        return start, word
    return wide.start(), bounds.last_word(low, wide.start(), done)


SIGNED = ("degrees", "percent", "percentage points")  # what can be below zero
NEXT = re.compile(r"[ ]\x1f*([a-z]+)")
RANGE_WORDS = frozenset("to or and through".split())


def hints(low, end, g):
    """Whether a range, a unit, a bound may follow a number: most of the time the next word rules all three out."""
    following = low[end:end + 1]
    if following == " ":
        match = NEXT.match(low, end)
        if match:
            word = match.group(1)
            return word in RANGE_WORDS, word in g.units.next_words or word in ("and", "of"), word in g.bounds.next_words
        return True, True, False
    if following in ENDERS:
        return False, following == ",", following == "," and bool(bounds.TAIL.match(low, end))
    return True, True, True


def unit_after(page, number, end, currency):
    """(unit, kind, end, where the noun may follow or None). A spelled-out unit stays outside the span; a sign belongs to it."""
    low, g = page.low, page.g
    after, quoted = end, low[end:end + 1] in ("'", '"')
    if number.form == "vague" and low.startswith(" of ", end + quoted):
        after += quoted + 3  # millions of dollars, "millions" of dollars
    following = low[after:after + 1]
    nothing = (currency, "money" if currency else "number", end, None)
    match = units.after(low, after, g.units) if following not in ENDERS else None
    if match:
        form = match.group("sign") or match.group("word")
        unit, kind = g.units.table.get(form) or g.units.table[" ".join(form.replace("\x1f", " ").split())]
        gap = match.group("gap") or ""
        if units.doubtful(form, gap, number, low, match.end()) or currency and kind != "money":
            return nothing
        if match.group("sign") or kind == "percent" or not gap.startswith(" ") and unit != "magnitude":
            return currency or unit, kind, match.end(), match.end()
        return currency or unit, kind, end, match.end()
    if currency:
        return nothing
    if low.startswith((" and ", "- and ", "- or ", ", and ", "-, "), end):
        joint = SHARED.match(low, end)
        match = joint and units.after(low, joint.end(), g.units)
        if match and match.group("word"):
            unit, kind = g.units.table[match.group("word")]
            if kind in ("measurement", "distance") or joint.group()[0] == "-":
                return unit, kind, end, None
    if low.endswith(g.units.lead_words, page.done, number.start):
        return unit_before(page, number, end)
    return nothing


def unit_before(page, number, end):
    """'magnitude 7.7': the unit written before its number."""
    lead = page.g.units.before.search(page.low, max(page.done, number.start - 16), number.start)
    return (page.g.units.lead[lead.group(1)], "measurement", end, end) if lead else ("", "number", end, None)


def finish(page, number, start, end, kind, unit, first, last, modality, rule, noun_at, word, noun=True):
    """The Mention once span, value and unit are known: noun, rate, age and elapsed time."""
    low, g = page.low, page.g
    if kind == "number" and number.form == "fraction":
        kind = "fraction"
    if modality == "vague":
        first = last = None
        kind = "vague" if kind == "number" else kind
    elif modality == "at_least":
        last = None
    elif modality == "at_most":
        first = None
    at = end if noun_at is None else noun_at
    following = low[at:at + 1]
    grain = date_from = date_to = per = ""
    head, head_start, head_end, between = nouns.NOTHING
    if kind == "number":
        if following in FOLDS and (times := times_after(low, end, number)):
            return Mention(start, times, page.text[start:times], "number", tidy(first), tidy(last), modality, "times", rule="multiple")
        led = word in AGE_WORDS or low[start - 2:start] in AGE_LEADS or low[start - 1:start] == "("
        if led and number.scale == 1 and is_age(page, number, start, end, modality):
            return Mention(start, end, page.text[start:end], "age", tidy(first), tidy(last), modality, "years", rule="age")
    elif kind == "duration":
        old = OLD.match(low, number.end) or OLD.match(low, end)
        if old:
            kind, rule, end, at, following = "age", "age", old.end(), old.end(), low[old.end():old.end() + 1]
        elif word in AGE_WORDS and is_age(page, number, start, end, modality):
            kind, rule = "age", "age"
        else:
            date_from, date_to, grain, rule = timespans.elapsed(page, number, start, at, unit, rule)
    if noun and (following not in ENDERS or following == '"'):
        single = unit != "" or number.value == 1 and kind == "number"
        head, head_start, head_end, between = nouns.counted(low, page.plain, at, g.nouns, single, kind in OF_ONLY)
        if modality == "exact" and head and low.startswith(" or ", head_end) and kind in COUNTS:
            modality = bounds.after(low, head_end, g.bounds)[0] or modality  # 50,000 deaths or more
            first, last = None if modality == "at_most" else first, None if modality == "at_least" else last
        rate_at = head_end if head else at
        if low.startswith(RATES, rate_at):
            per = units.rate(low, rate_at, g.units)
    if number.point and (kind == "money" or not unit and (head and nouns.plural(head, g.nouns) or thousands_by_point(low))):
        first, last = first and first * 1000, last and last * 1000  # 10.000 soldiers: nobody counts thousandths of a soldier
    if head in g.labels.page_nouns or kind == "duration" and low.startswith(g.labels.page_times, end):
        rule = "furniture"
    elif word in g.labels.page_words and g.labels.page_before.search(low, max(page.done, start - 24), start):
        rule = "furniture"
    if number.scale != 1 or number.form == "fraction":
        first, last = tidy(first), tidy(last)
    return Mention(start, end, page.text[start:end], kind, first, last, modality, unit, head, head_start, head_end, between,
                   date_from, date_to, grain, rule, per)


FOLDS = frozenset("-fx ")
RATES = (" a ", " an ", " per ", " each ", " every ", " for e", "/", " /", "-per-", "-a-",
         " daily", " weekly", " monthly", " yearly", " annually", " hourly")
OF_ONLY = ("percent", "money")
COUNTS = ("number", "money")
AGE_LEADS = (", ", "d ", "s ", "g ")  # after a comma, "and", "is", "was" or "being"
AGE_WORDS = frozenset("aged age ages of just only between from about around least".split())


def times_after(low, end, number):
    """The end of 'eight-fold' or '3x', or 0."""
    if low.startswith(("fold", "-fold", " fold"), end):
        return low.index("fold", end) + 4
    return end + 1 if low[end:end + 1] == "x" and number.form == "digits" and not low[end + 1:end + 2].isalnum() else 0


def tidy(value):
    """Without the noise of floating point: 34.2 * 10**9 => 34200000000.0."""
    return None if value is None else round(float(value), 6)


def is_age(page, number, start, end, modality):
    """', 33,' after a name, 'the other captive, 26,', 'her daughter, six,', 'aged 17 to 30', 'the older is 26', 'two men, 20 and 26,'."""
    low = page.low
    if number.value is None or not 0 < number.value < 120 or number.value % 1:
        return False
    if AGED.search(low, max(page.done, start - 24), start) or OLDER.search(low, max(0, start - 90), start):
        return True
    if number.value > 9 and any(start in found.span(1) + found.span(2) for found in BOTH_AGES.finditer(low, max(0, start - 80), end + 8)):
        return True
    if modality != "exact" or not low.startswith(", ", start - 2) or low[end:end + 1] not in (",", ";", ")", "."):
        return False
    before = NAME_BEFORE.search(page.plain, max(page.done, start - 30), start)
    if not before or low.endswith(("in ", "near "), 0, before.start(1)):
        return False  # "in Ardley, 25; in Orton, 40"
    name = before.group(1)
    if low[end] == "," and ONE_OF_THEM.search(low, max(0, start - 50), start) and not nouns.plural(name, page.g.nouns):
        return True
    if name.lower() in page.g.labels.kin:
        return True
    return name[0].isupper() and not name.isupper() and low[end] != "." and name.lower() not in page.g.dates.weekdays
