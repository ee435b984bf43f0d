"""Every number and date of a text, with its value, bound, kind and the noun it counts."""

import re
from functools import lru_cache
from types import SimpleNamespace

from . import amounts, bounds, dates, labels, nouns, numbers, units
from .lexicon import alternatives, load, section
from .text import Mention, normalize

__all__ = ["Mention", "mentions"]

FIGURES = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹") | frozenset(numbers.VULGAR)
RELATIVE = ("last past this next coming previous current earlier later late early mid beginning start middle end close halfway same today "
            "tonight yesterday tomorrow ago").split()
SUPERLATIVE = re.compile(r"[ -](?:most|least|[a-z]{2,}est|longest|highest)(?![a-z])|[ ](?:in|among|place)(?![a-z])")
RANKED = re.compile(r"(?:rank|ranks|ranked|ranking|placed|finished|came|number|no\.)(?:[ ](?:in|at|as|the))*[ ]\Z")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)(?![a-z0-9])")
TENS = re.compile(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]\Z")
SHARE_NEXT = re.compile(r"[ ](?:of|were|are|is|was|have|has|had|fewer|more|less|died|perished|lower|higher|smaller|larger|killed|lost|wounded|since|already|in|by|from)(?![a-z])|[\"']?[.,;:!?)\n\r–—]|[\"']?\s*\Z|[\"']?[ ][–—(-]")


@lru_cache(maxsize=8)
def grammar(path=None):
    """All word tables and patterns, and the one pattern that finds where a number or date can begin."""
    n, d = numbers.grammar(path), dates.grammar(path)
    roles = {}
    for role, words in (("relative", RELATIVE), ("season", d.seasons), ("month", d.months), ("weekday", d.weekdays), ("holiday", d.holidays),
                        ("multiple", n.multiples), ("part", n.denominators), ("ordinal", n.ordinals), ("pair", n.pairs), ("vague", n.vague),
                        ("number", [w for w in n.scales if len(w) > 4 and w != "grand" and not w.endswith("s")] + ["lakh"]), ("number", n.small)):
        roles.update(dict.fromkeys(words, role))
    roles["half"] = "half"
    signs = "".join(numbers.VULGAR) + "⁰¹²³⁴-⁹"
    # One character class first: the scanner then skips letters fast, and tries the word trie only after something that is no letter.
    starts = re.compile(rf"[^a-z_](?:(?<=[0-9])[0-9]*|(?<=[{signs}])[{signs}]*|(?:{alternatives(roles)})(?![a-z_]))")
    first = re.compile(rf"(?:{alternatives(roles)})(?![a-z_])")
    u = units.grammar(path)
    u.sign_start = re.compile("(?:" + "|".join(re.escape(s) for s in u.signs) + ")[ ]?")
    return SimpleNamespace(numbers=n, dates=d, nouns=nouns.grammar(path), labels=labels.grammar(path), bounds=bounds.grammar(path), units=u,
                           roles=roles, starts=starts, first=first, not_a_scale={k: frozenset(v) for k, v in section(load(path), "not_a_scale").items()})


def mentions(text, published=None, lexicon=None):
    """All numbers, amounts and dates of a text: a list of Mention, sorted by start, never overlapping.

    published: '2024-11-05', an interval '2024-10-29/2024-10-30', or None (then what is relative stays unresolved).
    lexicon: the path of another lexicon.yaml, or None for the project's own.
    mentions('Up to 40 men died on Monday', '2024-11-05') => Up to 40 (at_most, men) and Monday (2024-11-04)
    """
    g, plain = grammar(lexicon), normalize(text)
    page = SimpleNamespace(text=text, plain=plain, low=plain.lower(), published=dates.published_days(published), g=g, done=0, out=[])
    for at, word in starts(page.low, g):
        if at < page.done:
            continue
        found = from_digit(page, at) if word[0].isdigit() else READERS[g.roles.get(word, "mark")](page, at, word)
        if found:
            carry_over(page, found)
            page.out.append(found)
            page.done = found.end
    return page.out


def starts(low, g):
    """(position, figure or word) of everything that can begin a number or date."""
    match = g.first.match(low)
    if match:
        yield 0, match.group()
    for match in g.starts.finditer(low):
        word = match.group()
        if word[0] in FIGURES:
            yield match.start(), word
        else:
            yield match.start() + 1, word[1:]


def from_digit(page, at):
    """Whatever begins with a figure: a date, a clock time, a name, a score, a year, an ordinal or a number."""
    low, g, done = page.low, page.g, page.done
    if low[at - 1:at].isalnum() or low[at - 1:at] in ("-", "_") and at:
        found = after_letters(page, at)
        if found:
            return found
    when = dates.numeric(low, at, page.published, g.dates)
    if when:
        return dated(page, when)
    end = labels.clock(low, at, done)
    if end:
        return plain_mention(page, at, end, "time", "clock")
    ordinal = ORDINAL.match(low, at)
    when = dates.from_digits(low, page.plain, at, g.dates) or dates.from_decade(low, at, g.dates)
    if when:
        return dated(page, when)
    if ordinal:
        return ranked(page, at, ordinal.end(), int(ordinal.group(1)[:15]))
    return labelled(page, at) or year_alone(page, at) or counted(page, at)


def after_letters(page, at):
    """A figure joined to letters: a quarter (Q3), a date with a prefix (pre-2022), or a name (KN-23)."""
    low, g = page.low, page.g
    if low[at - 1] == "q" and at > page.done and not low[at - 2:at - 1].isalpha():
        when = dates.from_quarter(low, at - 1, g.dates)
        if when:
            return dated(page, when)
    if re.search(r"(?:pre|post|mid|early|late|since|the|early-to-mid|circa)-\Z", low[max(0, at - 6):at]):
        when = dates.from_year(low, at, g.dates)
        if when:
            return dated(page, when)
    currency, _ = units.money_before(low, page.plain, at, page.done, g.units)
    if currency:
        return None
    span = labels.named(low, at, page.done)
    if not span or re.match(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?[ ]?%", low[at:at + 16]) and low[at - 1] == "-":
        return None
    return plain_mention(page, span[0], span[1], "identifier", "name")


def labelled(page, at):
    """A figure that is a name by its place or shape: a list mark, web address, version, telephone number, score, '1 of 12', 24/7."""
    low = page.low
    run = re.compile(r"\d+").match(low, at).end()
    if labels.line_mark(low, at, run):
        return plain_mention(page, at, run, "identifier", "mark")
    if run - at > numbers.LONGEST:
        return plain_mention(page, at, run, "identifier", "long")
    end = labels.web(low, at, page.done)
    if end:
        return plain_mention(page, at, end, "identifier", "web")
    following = low[run:run + 1]
    if following == ".":
        match = labels.VERSION.match(low, at)
        if match and not numbers.DIGITS.match(low, at).lastgroup == "dots":
            return plain_mention(page, at, match.end(), "identifier", "version")
    if following in "-–:":
        end = labels.score(low, at)
        if end:
            return plain_mention(page, at, end, "score", "score")
    if following in " -.)(":
        match = labels.PHONE.match(low, at)
        if match and (low[at - 1:at] in "+(" and at or low[at] == "0" or match.group().count("-") == 2 or re.search(r"(?:tel|phone|fax|call)[.:]?[ ]+\Z", low[max(0, at - 8):at])):
            return plain_mention(page, at, match.end(), "identifier", "phone")
    if following == "/":
        match = labels.SLASH.match(low, at)
        if match:
            a, b = int(match.group(1)), int(match.group(2))
            if 0 < a < b <= 10 and re.match(r"[ ](?:of|the|majority|full)\b", low[match.end():match.end() + 10]):
                return amounts.quantity(page, numbers.Number(at, match.end(), a / b, "fraction"))
            return plain_mention(page, at, match.end(), "identifier", "slash")
    match = labels.OF_PAGES.match(low, at)
    if match and (page.g.labels.page_before.search(low, max(0, at - 24), at)):
        return plain_mention(page, at, match.end(), "identifier", "furniture")
    return None


def year_alone(page, at):
    """A four-figure number that is a year: not counted, not measured, and in a year's place."""
    low, g = page.low, page.g
    when = dates.from_year(low, at, g.dates)
    if not when or low[at - 1:at] in "$€£¥₩₽₹₴~<>≈" and at or units.after(low, when.end, g.units) or bounds.after(low, when.end, g.bounds)[0]:
        return None
    if when.year_to:
        return dated(page, when)
    lead = low[max(0, at - 16):at]
    sense, _ = bounds.before(low, at, page.done, g.bounds, True)
    if sense and not re.search(r"(?:around|about|circa|c\.)[ ]\Z", lead):
        return None
    head = nouns.counted(low, page.plain, when.end, g.nouns)[0]
    many = bool(head) and nouns.plural(head, g.nouns)
    cue = YEAR_CUE.search(lead)
    if not 1900 <= when.year <= 2049 and not cue or many and (when.year % 100 == 0 or head in g.nouns.collective) and not (cue and not when.year % 100 == 0):
        return None
    if many and not cue and not lead.endswith("the ") and not lead.endswith("'s "):
        return None
    return dated(page, when)


YEAR_CUE = re.compile(r"(?:in|since|until|till|from|by|of|during|before|after|for|year|late|early|mid|spring|summer|autumn|fall|winter|the|between|and|to|born|circa|[a-z]'s|s'|back[ ]in|war,)[ (,-]\Z|[(©]\Z")


def counted(page, at):
    """A number, unless the word before it makes it a name."""
    low, g = page.low, page.g
    share = numbers.fraction(low, at, g.numbers) if low[at + 1:at + 2] in " 0123456789" else None
    number = share or numbers.number(low, at, g.numbers)
    if number is None or number.value is None:
        return plain_mention(page, at, number.end if number else at + 1, "identifier", "long")
    end = number.end
    if number.form == "digits" and number.scale == 1 and not number.grouped and number.value < 100000:
        has_noun = bool(nouns.counted(low, page.plain, end, g.nouns)[0])
        begin = labels.label_before(low, page.plain, at, has_noun, g.labels, page.done)
        if begin >= 0 and not units.after(low, end, g.units) and not g.numbers.letter.match(low, end):
            return plain_mention(page, begin if begin == at - 1 else at, end, "identifier", "label")
        day = re.search(r"(?<![a-z])day[ ]\Z", low[max(0, at - 5):at])
        if day:
            return plain_mention(page, at, end, "ordinal", "day", low=number.value, high=number.value, head="day")
    elif re.search(r"(?<![a-z])day[ ]\Z", low[max(0, at - 5):at]) and number.grouped and number.value < 100000:
        return plain_mention(page, at, end, "ordinal", "day", low=number.value, high=number.value, head="day")
    mention = amounts.quantity(page, number)
    if mention is None:
        match = labels.WHOLE.match(low, at)
        return plain_mention(page, at, match.end(), "identifier", "name")
    return mention


# ---------------------------------------------------------------- words


def word_number(page, at, word):
    low, g = page.low, page.g
    if word == "one":
        if low.startswith("one another", at):
            return plain_mention(page, at, at + 3, "number", "pronoun", low=1.0, high=1.0)
    if low.startswith(("group of ", "big "), max(0, at - 9)) or low.startswith("big ", max(0, at - 4)):
        lead = page.plain[max(0, at - 9):at]
        if page.plain[at].isupper() and (lead.endswith("Group of ") or lead.endswith("Big ")):
            begin = at - (9 if lead.endswith("Group of ") else 4)
            if begin >= page.done:
                return plain_mention(page, begin, at + len(word), "identifier", "name")
    share = numbers.fraction(low, at, g.numbers)
    if share:
        return amounts.quantity(page, share)
    when = dates.from_quarter(low, at, g.dates)
    number = numbers.number(low, at, g.numbers)
    if when or not number:
        return dated(page, when) if when else None
    vague = number.scale >= 12 and low[at - 1:at] == " " and g.numbers.before_vague.search(low, max(page.done, at - 24), at)
    if vague and word in g.numbers.scales:
        number.form, number.start = "vague", vague.start()
    found = amounts.quantity(page, number)
    if found and word == "one" and found.kind == "number" and found.modality == "exact" and not found.head:
        return plain_mention(page, found.start, found.end, "number", "pronoun", low=1.0, high=1.0)
    return found


def word_half(page, at, word):
    """half, halves: half a million is a number; half of the 11,000 a share; half-hour a duration."""
    low, g = page.low, page.g
    number = numbers.number(low, at, g.numbers)
    if number:
        return amounts.quantity(page, number)
    begin = at - 2 if low[at - 2:at] == "a " and at - 2 >= page.done and not low[at - 3:at - 2].isalnum() else at
    part = re.compile(r"half[ -](?:an?[ ])?(?=hour|day|week|month|year|decade|century|mile|kilomet|inch|minute|second|km)").match(low, at)
    share = numbers.Number(begin, part.end() - 1 if part else at + 4, .5, "words" if part else "fraction")
    if part:
        match = units.after(low, share.end, g.units)
        if match:
            share.end = at + 4 if low[share.end] == " " else share.end
            unit, kind = g.units.table[match.group("word")]
            return amounts.finish(page, share, begin, share.end, kind, unit, .5, .5, bounds.before(low, begin, page.done, g.bounds, False)[0] or "exact", "half", match.end())
    return amounts.quantity(page, share)


def word_part(page, at, word):
    """A denominator: 'a third of the contingent' is a share, 'the third' an ordinal, 'a quarter of a million' a number."""
    low, g = page.low, page.g
    if word == "quarter" or word in ("third", "fifth", "tenth"):
        number = g.numbers.part.match(low, at) and numbers.number(low, at, g.numbers)
        if number:
            if low[at - 2:at] == "a " and at - 2 >= page.done:
                number.start = at - 2
            return amounts.quantity(page, number)
    article = low[at - 2:at] == "a " and at - 2 >= page.done and not low[at - 3:at - 2].isalnum()
    begin = at - 2 if article else at
    sense, _ = bounds.before(low, begin, page.done, g.bounds, False)
    if (article or sense) and SHARE_NEXT.match(low, at + len(word)):
        denominator = g.numbers.denominators[word]
        return amounts.quantity(page, numbers.Number(begin, at + len(word), 1 / denominator, "fraction"))
    if word in g.numbers.ordinals:
        return word_ordinal(page, at, word)
    return None


def word_ordinal(page, at, word):
    low, g = page.low, page.g
    if word in g.numbers.denominators and word in g.numbers.ordinals and word != "second" and (low[at - 2:at] == "a "):
        if SHARE_NEXT.match(low, at + len(word)) and not low.startswith("in", at + len(word) + 1):
            return amounts.quantity(page, numbers.Number(at - 2, at + len(word), 1 / g.numbers.denominators[word], "fraction"))
    when = dates.from_quarter(low, at, g.dates)
    if when:
        return dated(page, when)
    tens = TENS.search(low, max(page.done, at - 10), at)
    begin = tens.start() if tens else at
    value = g.numbers.ordinals[word] + (g.numbers.small[low[begin:at].strip(" -")] if tens else 0)
    return ranked(page, begin, at + len(word), value)


def ranked(page, start, end, value):
    """An ordinal: a rank ('fourth largest'), the name of a unit ('11th Air Assault Brigade'), a century, or a plain ordinal."""
    low, g = page.low, page.g
    if low.startswith((" century", "-century"), end):
        first = (value - 1) * 100 + 1
        when = dates.When(start, end + 8, "date-century", first, unit="century")
        return dated(page, when)
    head, head_start, head_end, between = nouns.counted(low, page.plain, end, g.nouns, one=True)
    kind = "ordinal"
    if SUPERLATIVE.match(low, end) and not low.startswith((" in", " among"), end) or RANKED.search(low, max(0, start - 24), start):
        kind = "rank"
    elif g.labels.after.match(low, end) and (low[start].isdigit() or page.plain[end + 1:end + 2].isupper()):
        kind = "identifier"
    fraction = float(value)
    return Mention(start, end, page.text[start:end], kind, fraction, fraction, "exact", "", head, head_start, head_end, between, rule="ordinal")


def word_multiple(page, at, word):
    value = float(page.g.numbers.multiples[word])
    sense, begin = bounds.before(page.low, at, page.done, page.g.bounds, False)
    return plain_mention(page, begin, at + len(word), "number", "multiple", low=value, high=value, unit="times", modality=sense or "exact")


def word_pair(page, at, word):
    """A couple of thousand, a pair of soldiers; 'the couple' and 'couples' are no numbers."""
    low, g = page.low, page.g
    article = low[at - 2:at] == "a " and at - 2 >= page.done
    number = numbers.number(low, at, g.numbers)
    if number:
        number.start = at - 2 if article else at
        return amounts.quantity(page, number)
    if not article or word == "couple" and not low.startswith(" of ", at + 6):
        return None
    return amounts.quantity(page, numbers.Number(at - 2, at + len(word), 2, "words", loose=word == "couple"))


def word_vague(page, at, word):
    """dozens, hundreds of thousands, several million: kept as the word; the interval is the comparison's business."""
    low, g = page.low, page.g
    match = g.numbers.magnitude.match(low, at)
    if not match or word in ("tens", "scores") and not re.match(r"[ ](?:of|more|were|are|have|had|dead|killed|injured|wounded|missing)(?![a-z])", low[match.end():match.end() + 9]) and match.end() == at + len(word):
        return None
    start = at
    lead = g.numbers.before_vague.search(low, max(page.done, at - 24), at)
    if lead:
        start = lead.start()
    return amounts.quantity(page, numbers.Number(start, match.end(), None, "vague", 100))


def word_relative(page, at, word):
    low, plain, g = page.low, page.plain, page.g.dates
    if word == "ago":
        match = g.ago.search(low, max(page.done, at - 24), at)
        if not match:
            return None
        unit, few = match.group(3), match.group(2)
        when = dates.When(match.start(), at + 3, "date-ago", unit=unit, shift=None)
        mention = dated(page, when)
        if page.published and (not few or unit in ("hour", "minute", "second")):
            spans = dates.span_back(page.published, -1 if unit not in ("hour", "minute", "second") else 0, unit + "s" if unit != "century" else "centuries", False)
            mention = replace_dates(mention, *spans)
        return mention
    when = dates.from_day_word(low, at) or dates.from_relative(low, plain, at, g) or dates.from_part(low, plain, at, g)
    if not when and word == "yesterday" or word == "tomorrow":
        when = when or dates.from_day_word(low, at)
    if not when and word == "same":
        match = g.same.match(low, at)
        if match:
            return same_day(page, at, match)
    return dated(page, when) if when else None


def same_day(page, at, match):
    """'the same day': the last date read before it, if there is one."""
    last = next((m for m in reversed(page.out) if m.kind == "date" and m.date_from), None)
    mention = plain_mention(page, at, match.end(), "date", "date-same", exact=False)
    return replace_dates(mention, last.date_from, last.date_to, last.grain) if last else mention


def word_season(page, at, word):
    when = dates.from_season(page.low, at, page.g.dates)
    return dated(page, when) if when else None


def word_month(page, at, word):
    when = dates.from_month(page.low, page.plain, at, page.g.dates)
    return dated(page, when) if when else None


def word_weekday(page, at, word):
    when = dates.from_weekday(page.low, page.plain, at, page.g.dates)
    return dated(page, when) if when else None


def word_holiday(page, at, word):
    match = page.g.dates.holiday.match(page.low, at)
    month, day = page.g.dates.holidays[match.group(1)]
    return dated(page, dates.When(at, match.end(), "date-holiday", int(match.group(2) or 0), month, day))


def superscript(page, at, word):
    """A raised figure is a footnote mark; a vulgar fraction a number."""
    if word in numbers.VULGAR:
        return counted(page, at)
    end = at + len(word)
    return plain_mention(page, at, end, "identifier", "footnote")


READERS = {"number": word_number, "half": word_half, "part": word_part, "ordinal": word_ordinal, "multiple": word_multiple, "pair": word_pair,
           "vague": word_vague, "relative": word_relative, "season": word_season, "month": word_month, "weekday": word_weekday,
           "holiday": word_holiday, "mark": superscript}


# ---------------------------------------------------------------- mentions


def dated(page, when):
    """The Mention of a date, resolved; whether it lies ahead is asked of the clause only where the words leave the year open."""
    open_year = not dates.complete(when)
    ahead = open_year and bool(page.published) and dates.looks_ahead(page.low, when.start, page.g.dates)
    first, last, grain = dates.resolve(when, page.published, ahead)
    rule = when.rule + ("-ahead" if ahead and first and when.shift is None else "")
    return Mention(when.start, when.end, page.text[when.start:when.end], "date", modality="exact", date_from=first, date_to=last, grain=grain, rule=rule)


def replace_dates(mention, first, last, grain):
    from dataclasses import replace

    return replace(mention, date_from=first, date_to=last, grain=grain)


def plain_mention(page, start, end, kind, rule, low=None, high=None, unit="", head="", modality="exact", exact=True):
    return Mention(start, end, page.text[start:end], kind, low, high, modality, unit, head, rule=rule)


COORDINATED = re.compile(r"(?:[ ][\w'-]+){1,5}[ ](?:and|&)[ ]\Z")
COUNTS = ("number", "percent", "money", "fraction", "distance", "measurement")


def carry_over(page, found):
    """A modifier before the first of two numbers joined by 'and' governs the second too: 'about 300 deaths and 2,700 injuries'."""
    if not page.out or found.modality != "exact" or found.kind not in COUNTS or found.rule == "pronoun":
        return
    first = page.out[-1]
    if first.modality not in ("approximately", "at_least", "at_most") or first.kind != found.kind or found.start - first.end > 60:
        return
    if not COORDINATED.fullmatch(page.low, first.end, found.start):
        return
    object.__setattr__(found, "modality", first.modality)
    if first.modality == "at_least":
        object.__setattr__(found, "high", None)
    elif first.modality == "at_most":
        object.__setattr__(found, "low", None)
