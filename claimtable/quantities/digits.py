"""What begins with a figure: a date, a clock time, a name, a score, a year, an ordinal, or a number."""

import re

from ..text import Mention
from . import amounts, bounds, dates, labels, names, nouns, numbers, units
from .pages import dated, labelled, ranked

SIZE_LETTERS = re.compile(r"(?<![\w-])M[wWsSbBLl]?[ ]?\Z")  # M7.8, Mw7.8
ORDINAL = re.compile(r"(\d+(?:,\d{3})*)(?:st|nd|rd|th)(?![a-z0-9])")
HOURS = re.compile(  # 10.00–17.00, 8.00 to 17.00
    r"(?:[01]?\d|2[0-3])\.(?:00|15|30|45)(?:[ ]?[-–—][ ]?|[ ](?:to|till|until|and)[ ])(?:[01]?\d|2[0-3])\.(?:00|15|30|45)(?![\d%]|"
    r"[ ]?[a-z])"
)
QUARTER_BEFORE = re.compile(
    r"(?:in|by|for|of|since|during|until|through|from|to|and|late|early|mid|the|last|next|this|through)[ -]?(?:the )?\Z"
)
CLOCK_NEXT = frozenset(("am", "pm", "a.", "p.", "gm", "ut", "bs", "ce", "ms", "ks", "js", "o'", "ho", "hr", "a ", "p "))
PREFIX = re.compile(r"(?:pre|post|mid|early|late|since|the|circa|fy)-?\Z")
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?[ ]?%")
DIGIT = frozenset("0123456789")


def read(page, at, run):
    """The Mention that begins with the digits [at, run); None only where a unit or a sign belongs to what was read before."""
    low = page.low
    before, following = low[at - 1:at] if at else "", low[run:run + 1]
    if low[at] not in DIGIT:
        return sign(page, at, run)
    zone = before == "+" and labels.ZONE_BEFORE.search(low, max(0, at - 6), at)
    if zone or before == "/" and labels.SYMBOL.search(page.plain, max(0, at - 12), at):
        return labelled(page, at, labels.SYMBOL_END.match(low, at).end(), "identifier", "name")
    if before == "-" or before.isalpha() or before == "_":
        found = after_letters(page, at, before)
        if found:
            return found
    if low[at] == "0" and run - at == 4 and (end := labels.clock(low, at, page.g.labels)):
        return labelled(page, at, end, "time", "clock")  # "at 0430 on Friday"
    if following in ",;)" and low[run + 1:run + 2] in DIGIT and run - at < 4 or following == "%":
        return number(page, at)
    if following == "," and run - at <= 2 and low[run + 2:run + 3] in DIGIT:
        when = dates.from_digits(low, page.plain, at, page.g.dates)
        if when:
            return dated(page, when)
    if following in "-/.:–" and low[run + 1:run + 2] in DIGIT:
        found = punctuated(page, at, run, following)
        if found:
            return found
    elif following.isalpha() or following == "'":
        found = lettered(page, at, run)
        if found:
            return found
    elif following == " " and run - at <= 2:
        found = spaced(page, at, run)
        if found:
            return found
    elif following == " " and run - at == 4 and (end := low[run + 1:run + 3] in CLOCK_NEXT and labels.clock(low, at, page.g.labels)):
        return labelled(page, at, end, "time", "clock")
    elif following in "-–&" and run - at <= 2 and (when := dates.from_digits(low, page.plain, at, page.g.dates)):
        return dated(page, when)
    return other(page, at, run, following)


def sign(page, at, run):
    """A vulgar fraction is a number; a raised figure is a footnote mark."""
    if page.low[at] in numbers.VULGAR:
        return number(page, at)
    return labelled(page, at, run, "identifier", "footnote")


def after_letters(page, at, before):
    """A figure joined to letters: a quarter (Q3), a date with a prefix (pre-2022), or a name (KN-23)."""
    low, g, done = page.low, page.g, page.done
    if before == "q" and not low[at - 2:at - 1].isalpha() and at > done:
        when = dates.from_quarter(low, at - 1, g.dates)
        when = when if when and (when.end > at + 1 or QUARTER_BEFORE.search(low, max(0, at - 14), at - 1)) else None  # "(Q4)" is a question
        if when:
            return dated(page, when)
    if before == "-" and low.endswith(g.units.lead_words, done, at):
        return number(page, at)
    if SIZE_LETTERS.search(page.plain, max(0, at - 4), at):
        found = numbers.digits(low, at, g.numbers)
        size, end = found.value, found.end
        if size and size % 1 and not low[end:end + 1].isalnum():
            return amounts.finish(page, found, at, end, "measurement", "magnitude", size, size, "exact", "digits", end, "")
    if before == "-" and PREFIX.search(low, max(0, at - 6), at) or low[at - 2:at] == "fy":
        when = dates.from_year(low, at, g.dates)
        return dated(page, when) if when else None
    if page.web and (span := labels.web(low, at, done)):
        return labelled(page, *span, "identifier", "web")
    if units.money_before(low, page.plain, at, done, g.units)[0]:
        return None
    span = labels.named(low, at, done)
    if not span or before == "-" and AMOUNT.match(low, at):
        return None
    return labelled(page, span[0], span[1], "identifier", "name")


def punctuated(page, at, run, following):
    """Digits, a sign, digits: a date in figures, a clock time, a version, a score, a telephone number, 24/7."""
    low, g = page.low, page.g
    if page.web and (span := labels.web(low, at, page.done)):
        return labelled(page, *span, "identifier", "web")
    if following != ":":
        when = dates.numeric(low, at, page.published, g.dates)
        if when:
            return dated(page, when)
    end = labels.clock(low, at, page.g.labels) if following in ":." else 0
    if end:
        return labelled(page, at, end, "time", "clock")
    if following == ".":
        if hours := HOURS.match(low, at):
            return labelled(page, at, hours.end(), "time", "clock")
        if end := labels.section_number(low, at):
            return labelled(page, at, end, "identifier", "mark")
        match = labels.VERSION.match(low, at)
        if match and numbers.DIGITS.match(low, at).lastgroup != "dots":
            return labelled(page, at, match.end(), "identifier", "version")
        return None
    if following in "-–" and run - at <= 2:
        when = dates.from_digits(low, page.plain, at, g.dates)
        if when:
            return dated(page, when)
    if following == "/":
        return names.slashed(page, at)
    end = labels.score(low, at, page.g.labels)
    if end:
        return labelled(page, at, end, "score", "score")
    return names.phone(page, at)


def lettered(page, at, run):
    """Digits with letters stuck to them: 11th, 1990s, 8.40pm, 15-Oct; scales and units (10k, 155mm) are left to the number."""
    low, g = page.low, page.g
    match = ORDINAL.match(low, at)
    if match:
        when = dates.from_digits(low, page.plain, at, g.dates) or dates.from_quarter(low, at, g.dates)
        return dated(page, when) if when else ranked(page, at, match.end(), int(match.group(1).replace(",", "")[:15]))
    if low[run] in "s'":
        when = dates.from_decade(low, at, g.dates)
        if when:
            return dated(page, when)
        if run - at == 2 and low.startswith(("0s", "0's"), run - 1):
            return tens(page, at, run)
    if low[run:run + 2] in CLOCK_NEXT:
        end = labels.clock(low, at, page.g.labels)
        if end:
            return labelled(page, at, end, "time", "clock")
    return None


AGE_BEFORE = re.compile(r"(?:his|her|their|my)[ ](?:early|mid|late)?[ -]?\Z")


def tens(page, at, run):
    """'in his 30s' is an age of 30 to 39; 'the 90s' a decade whose century the text leaves open."""
    end = page.low.index("s", run) + 1
    value = float(page.low[at:run])
    if AGE_BEFORE.search(page.low, max(0, at - 12), at):
        return Mention(at, end, page.text[at:end], "age", value, value + 9, "range", "years", rule="age")
    return labelled(page, at, end, "date", "date-decade-open")


def spaced(page, at, run):
    """One or two digits and a space: a day of a month, a clock time, the number of a page."""
    low, g = page.low, page.g
    if low[run + 1:run + 4] in g.dates.openers:
        when = dates.from_digits(low, page.plain, at, g.dates)
        if when:
            return dated(page, when)
    if low[run + 1:run + 3] in CLOCK_NEXT:
        end = labels.clock(low, at, page.g.labels)
        if end:
            return labelled(page, at, end, "time", "clock")
    if low.startswith(" of ", run) and (match := labels.OF_PAGES.match(low, at)):
        if g.labels.page_before.search(low, max(0, at - 24), at):
            return labelled(page, at, match.end(), "identifier", "furniture")
    return None


def other(page, at, run, following):
    """What is left: list marks, web addresses, long runs of digits, years, numbers."""
    low = page.low
    if following in ".)]" and following and labels.line_mark(low, at, run):
        return labelled(page, at, run, "identifier", "mark")
    if run - at > numbers.LONGEST:
        return labelled(page, at, run, "identifier", "long")
    if following == "-" and page.plain[run + 1:run + 2].isupper() and labels.EDITION.search(page.plain, max(0, at - 28), run):
        return labelled(page, at, run, "identifier", "mark")
    if page.web and (following in "/.-_?&=@" or at and low[at - 1] in "/.@=?&-_"):
        span = labels.web(low, at, page.done)
        if span:
            return labelled(page, *span, "identifier", "web")
    if run - at == 4 and following == " " and (match := labels.CARD.match(low, at)):
        return labelled(page, at, match.end(), "identifier", "long")
    if run - at == 4:
        found = year(page, at)
        if found:
            return found
    if following in " -.)" and (low[at] == "0" or at and low[at - 1] in "+("):
        found = names.phone(page, at)
        if found:
            return found
    return number(page, at)


YEAR_CUE = re.compile(
    r"(?:in|since|until|till|from|by|of|during|before|after|for|year|late|early|mid|spring|summer|autumn|fall|winter|the|between|"
    r"and|to|born|circa|[a-z]'s|s'|back[ ]in|war,)[ (,-]\Z|[(©]\Z"
)
STRONG_CUE = ("in", "since", "the", "'s", "s'", "year", "until", "during", "early", "late", "mid",
              "spring", "summer", "autumn", "fall", "winter", "war,")
APPROXIMATE_YEAR = re.compile(r"(?:around|about|circa|c\.)[ ]\Z")


def year(page, at):
    """A four-figure number that is a year: not counted, not measured, and in a year's place."""
    low, g = page.low, page.g
    when = dates.from_year(low, at, g.dates)
    if not when or at and low[at - 1] in "$€£¥₩₽₹₴~<>≈":
        return None
    if when.year_to:
        return dated(page, when)
    following = low[when.end:when.end + 1]
    if following not in amounts.ENDERS and (units.after(low, when.end, g.units) or bounds.after(low, when.end, g.bounds)[0]):
        return None
    if bounds.before(low, at, page.done, g.bounds, True)[0] and not APPROXIMATE_YEAR.search(low, max(0, at - 8), at):
        return None
    cue = YEAR_CUE.search(low, max(0, at - 16), at)
    head = nouns.counted(low, page.plain, when.end, g.nouns)[0] if following == " " else ""
    counted = bool(head) and nouns.plural(head, g.nouns)
    if not cue and (counted or not 1900 <= when.year <= 2049):
        return None
    if counted and (when.year % 100 == 0 or not cue.group().strip(" (,-").endswith(STRONG_CUE)):
        return None
    return dated(page, when)


QUICK = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,3})(?:[ ](?=([a-z]+))|(?=[.;:!?)\"\n\r]\D|,[^\d]|[.]?\Z))")


def quick(page, at):
    """The plain case, most numbers of a text: a whole number, then a space and a word that neither scales, measures nor bounds it."""
    low, g = page.low, page.g
    match = QUICK.match(low, at)
    if not match:
        return None
    body, following = match.groups()
    before = low[at - 1] if at else ""
    if following in g.special or before in g.units.ends and not before.isalpha() or before in ".#-" and before:
        return None
    if low.startswith(", ", match.end()) and bounds.TAIL.match(low, match.end()):
        return None  # "11,000, give or take"
    word = bounds.last_word(low, at, page.done)
    if word[0] in g.odd_before or word[0] in g.units.codes:
        return None
    grouped = len(body) > 3
    value = float(body.replace(",", "") if grouped else body)
    end = at + len(body)
    lead, start = bounds.before(low, at, page.done, g.bounds, value >= 100, word) if word[0] in g.bounds.endings else ("", at)
    found = numbers.Number(at, end, value, "digits", 1, grouped)
    first, last = None if lead == "at_most" else value, None if lead == "at_least" else value
    return amounts.finish(page, found, start, end, "number", "", first, last, lead or "exact", "digits", None, word[0],
                          following not in g.nouns.stop)


def number(page, at):
    """A number, unless the word before it makes it a name."""
    low, g = page.low, page.g
    found = quick(page, at)
    if found:
        return found
    found = numbers.digits(low, at, g.numbers) if low[at] in DIGIT else numbers.number(low, at, g.numbers)
    if low.startswith((" in ", " out of ", " of every "), found.end) and found.scale == 1:
        found = numbers.fraction(low, at, g.numbers) or found
    elif low.startswith((" and a", " point ", "-odd ", "-something "), found.end):
        found = numbers.with_half(numbers.with_tail(found, low, g.numbers), low, g.numbers)
    if found.value is None:
        return labelled(page, at, found.end, "identifier", "long")
    word = None
    if found.grouped and low.startswith(("st", "nd", "rd", "th"), found.end) and (match := ORDINAL.match(low, at)):
        return ranked(page, at, match.end(), found.value)
    if found.form == "digits" and found.scale == 1:
        word = bounds.last_word(low, at, page.done)
        if word[0] in ("day", "week", "round") and word[2] == at - 1 and low[at - 1] == " ":
            return Mention(at, found.end, page.text[at:found.end], "ordinal", found.value, found.value, "exact", "", *word, rule="day")
        if word[0] == "of" and (begins := names.of_states(page, at)) >= 0:
            return labelled(page, begins, found.end, "identifier", "name")
        if not found.grouped and (word[0] in g.labels.before or at and low[at - 1] == "#"):
            label = names.name_of(page, at, found, word)
            if label:
                return label
    mention = amounts.quantity(page, found, word)
    if mention is None:
        return labelled(page, at, labels.WHOLE.match(low, at).end(), "identifier", "name")
    return mention
