"""One quantity around a number that was found: its currency, scale, range, bounds, unit, noun and kind, as a Mention."""

import re

from . import bounds, dates, nouns, numbers, units
from .text import Mention

ARTICLE = re.compile(r"(?<![a-z])(an?|per)[ ]\Z")
FILL = r"(?:(?:about|around|some|roughly|perhaps|maybe|possibly|even|nearly|almost|as[ ](?:many|much|high)[ ]as)[ ])?"
RANGE = re.compile(rf"(?:[ ]?\x1f*(?P<dash>[-–])[ ]?\x1f*(?:to-)?|(?P<long>—)|,?[ ](?P<word>to|or|and|through)[ ]|(?P<hung>-[ ]to[ ])|[ ]or[ ](?P<much>as[ ](?:much|many|high)[ ]as)[ ]){FILL}(?=[$€£¥₩₽₴₹]|us\$|\d|[a-z])")
SHARED = re.compile(r"(?:-,?[ ](?:and|or)[ ]|,?[ ]and[ ])(?=\d)")
BETWEEN = re.compile(r"(?<![a-z])(between|anywhere[ ]between|anywhere[ ]from|somewhere[ ]between|from|ranging[ ]from|as[ ](?:little|few|low)[ ]as)[ ]\Z")
FOLD = re.compile(r"[ -]?fold(?![a-z])")
OLD = re.compile(r"[ -]?(?:years?|yrs?|yr|months?|weeks?|days?)[ -](?:olds?|of[ ]age)(?![a-z])")
AGED = re.compile(r"(?<![a-z])(?:aged?|ages)(?:[ ](?:of|just|only|between|about|around|from))*[ ]\Z")
AGO = re.compile(r"[ ](ago|earlier|later|before|back|from[ ]now|hence|prior)(?![a-z])")
WINDOW = re.compile(r"(?<![a-z])(?:last|past|next|coming|previous|preceding|following)[ ]\Z")
KIN = frozenset("son daughter wife husband brother sister mother father boy girl child man woman grandson granddaughter baby twins".split())
UNBOUNDED = 10 ** 18


def quantity(page, number):
    """The Mention around a Number; None if its digits turn out to belong to a name."""
    low, g, done = page.low, page.g, page.done
    start, end, rule = number.start, number.end, number.form
    currency, start = units.money_before(low, page.plain, start, done, g.units)
    if not currency and number.form == "words" and number.scale >= 12 and low[start - 1:start] == " ":
        article = ARTICLE.search(low, max(done, start - 4), start)
        start = article.start() if article and article.group(1) != "per" else start
    unit, kind = (currency, "money") if currency else ("", "number")
    if number.form == "digits" and number.scale == 1 and not with_letter(page, number, currency):
        return None
    end = number.end
    low_value = high_value = number.value
    modality = "approximately" if number.loose else "vague" if number.form == "vague" else ""
    second = None if number.form == "vague" else range_end(page, number, start)
    if second:
        low_value, high_value, end, modality, rule = second[0], second[1], second[2], "range", "range"
    found = unit_after(page, number, end, unit)
    if found:
        unit, kind, end, head_at = found
    else:
        head_at = None
    bound, end = bounds.after(low, end, g.bounds)
    if bound and not found:
        found = unit_after(page, number, end, unit)
        if found:
            unit, kind, _, head_at = found
    strong = kind in ("percent", "money") or (number.value or 0) >= 100
    wide = BETWEEN.search(low, max(done, start - 20), start) if modality == "range" else None
    lead, begin = bounds.before(low, wide.start() if wide else start, done, g.bounds, strong)
    start = begin if lead else wide.start() if wide and wide.group(1) != "from" else start
    if modality in ("", "approximately"):
        modality = bounds.combine(bound, lead) if bound else lead or modality or "exact"
    return finish(page, number, start, end, kind, unit, low_value, high_value, modality, rule, head_at)


def with_letter(page, number, currency):
    """Decide what a letter stuck to the digits means: a scale (10k, $5m), a unit (155mm) or a name (5G: False)."""
    low, end, g = page.low, number.end, page.g
    letter = low[end:end + 1]
    if not (letter.isalpha() or letter == "_") or not letter.isascii():
        return True
    match = g.numbers.letter.match(low, end)
    if match and scale_meant(page, number, match.group(1), currency):
        number.value, number.scale, number.end = number.value * g.numbers.letters[letter], g.numbers.letters[letter], end + 1
        number.point = False
        return True
    return bool(units.after(low, end, g.units)) or low.startswith(("x ", "fold"), end)


def scale_meant(page, number, letter, currency):
    low, at, g = page.low, number.end + 1, page.g
    if currency:
        return True
    following = re.compile(r"[ -]?([a-z]+|[x×²³(])").match(low, at)
    word = following.group(1) if following else ""
    if word in NOT_A_SCALE(page)[letter] if letter in NOT_A_SCALE(page) else False:
        return False
    head = nouns.counted(low, page.plain, at, g.nouns)[0]
    many = bool(head) and nouns.plural(head, g.nouns)
    if letter == "b":
        return many
    if letter == "k":
        return many or not (page.plain[at - 1] == "K" and number.value in (2, 4, 5, 8))
    return many or not head


def NOT_A_SCALE(page):
    return page.g.not_a_scale


def range_end(page, first, start):
    """(low, high, end) where a second number closes a range: 11 to 12,000; 4–6 million; between 1,000 and 3,000; or None.

    Not a range: a change ("rose from 10,000 to 12,000"), a falling pair, two counts joined by "and".
    """
    low, g, end = page.low, page.g, first.end
    attached = units.after(low, end, g.units)
    if attached and (attached.group("sign") or not attached.group("gap")):
        joint = RANGE.match(low, attached.end())
    else:
        attached, joint = None, RANGE.match(low, end)
    if not joint:
        return None
    word = joint.group("word")
    wide = BETWEEN.search(low, max(page.done, start - 20), start) if word in ("and", "to", None) else None
    lead = wide.group(1) if wide else ""
    if word == "and" and "between" not in lead or joint.group("much") and not lead.startswith("as "):
        return None
    at = joint.end()
    sign = g.units.sign_start.match(low, at)
    at = sign.end() if sign else at
    if not low[at:at + 1].isdigit() and not g.numbers.word.match(low, at) and not low.startswith(("a hundred", "a thousand", "a million", "a dozen"), at):
        return None
    at += 2 if low.startswith("a ", at) else 0
    second = numbers.number(low, at, g.numbers)
    if not second or second.value is None or first.value is None:
        return None
    if second.form == "digits" and second.scale == 1 and low[second.end:second.end + 1].isalpha():
        if not with_letter(page, second, "sign" if sign else ""):
            return None
    if joint.group("dash") and (low[second.end:second.end + 1] == "-" and low[second.end + 1:second.end + 2].isdigit()):
        return None
    a, b = shared(first, second)
    if not a < b or word == "or" and b > 3 * a and b > 12:
        return None
    if word in ("to", "through") and changed(low, start, page.done, lead, g.bounds):
        return None
    return a, b, second.end


def shared(first, second):
    """The scale of the second number holds for the first where that makes a range: (11, 12000) => (11000, 12000)."""
    a, b = first.value, second.value
    if first.scale == 1 and not first.grouped and second.scale > 1 and a <= b / second.scale:
        return a * second.scale, b
    if first.scale == 1 and not first.grouped and a < 1000 and second.scale == 1 and second.grouped and b * .2 <= a * 1000 < b:
        return a * 1000, b
    return a, b


def changed(low, start, done, lead, g):
    """Whether 'from A to B' tells of a change: a verb of change shortly before, in the same clause."""
    begin = max(done, start - 48)
    clause = low[begin:start - (len(lead) + 1 if lead else 0)]
    for stop in ".;\n":
        clause = clause[clause.rfind(stop) + 1:]
    words = clause.replace(",", " ").split()[-6:]
    return any(word in g.change for word in (words if lead == "from" else words[-1:]))


def unit_after(page, number, end, unit):
    """(unit, kind, end, where the noun may follow) of the unit after a number, or None. A spelled-out unit stays outside the span."""
    low, g = page.low, page.g
    match = units.after(low, end, g.units)
    if match:
        form = " ".join((match.group("sign") or match.group("word")).replace("\x1f", " ").split())
        name, kind = g.units.table[form]
        if form == "won" and (number.value or 0) < 100 or form in ("m", "g", "ha", "mi") and match.group("gap") == " " and number.form == "words":
            return None
        if unit and kind != "money":
            return None
        if match.group("sign") or kind == "percent" or not (match.group("gap") or "").startswith(" "):
            return name, kind, match.end(), match.end()
        return name, kind, end, match.end()
    joint = SHARED.match(low, end)
    if joint and not unit:
        other = re.compile(r"\d[\d,.]*").match(low, joint.end())
        match = units.after(low, other.end(), g.units)
        if match and match.group("word") and (g.units.table[match.group("word")][1] in ("measurement", "distance") or joint.group()[0] == "-"):
            name, kind = g.units.table[match.group("word")]
            return name, kind, end, None
    lead = g.units.before.search(low, max(page.done, number.start - 16), number.start)
    if lead:
        return g.units.lead[lead.group(1)], "measurement", end, end
    return None


def finish(page, number, start, end, kind, unit, low_value, high_value, modality, rule, head_at):
    """The Mention once span, value and unit are known: noun, rate, age and elapsed time."""
    low, g = page.low, page.g
    if number.form == "fraction" and kind == "number":
        kind = "fraction"
    if modality == "vague":
        low_value = high_value = None
        kind = "vague" if kind == "number" else kind
    elif modality == "at_least":
        high_value = None
    elif modality == "at_most":
        low_value = None
    fold = FOLD.match(low, end)
    if fold:
        end, unit, rule = fold.end(), "times", "multiple"
    of_only = kind in ("percent", "fraction", "money")
    head, head_start, head_end, between = nouns.counted(low, page.plain, head_at if head_at is not None else end, g.nouns, one=(number.value == 1 and kind == "number") or unit != "", of=of_only) if not fold else nouns.NOTHING
    mention = dict(start=start, end=end, surface=page.text[start:end], kind=kind, low=tidy(low_value), high=tidy(high_value), modality=modality, unit=unit,
                   head=head, head_start=head_start, head_end=head_end, modifiers=between, rule=rule)
    if number.point and unit == "" and head and nouns.plural(head, g.nouns):
        for side in ("low", "high"):
            mention[side] = mention[side] and mention[side] * 1000
    if kind == "duration":
        elapsed(page, mention, head_at or end, number)
    elif kind == "number" and modality == "exact" and aged(page, mention, number):
        mention.update(kind="age", unit="years", rule="age", head="", head_start=-1, head_end=-1, modifiers="")
    elif AGED.search(low, max(page.done, start - 24), start):
        mention.update(kind="age", unit="years", rule="age")
    rate_at = max(head_end, head_at or end, end)
    mention["per"] = units.rate(low, rate_at, g.units)
    if g.labels.page_after.match(low, end) or g.labels.page_before.search(low, max(page.done, start - 24), start):
        mention["rule"] = "furniture"
    return Mention(**mention)


def tidy(value):
    return None if value is None else round(value, 6) if abs(value) < UNBOUNDED else float(value)


def aged(page, mention, number):
    """', 33,' after a name, 'her daughter, six,': a bare small number between commas tells an age."""
    low, start, end = page.low, mention["start"], mention["end"]
    if not (0 < number.value < 120 and number.scale == 1) or low[start - 2:start] != ", " or low[end:end + 1] not in (",", ";", ")"):
        return False
    before = re.compile(r"([\w'.-]+),[ ]\Z").search(page.plain, max(0, start - 30), start)
    return bool(before) and not before.group(1)[0].isdigit() and (before.group(1)[0].isupper() or before.group(1).lower() in KIN)


def elapsed(page, mention, at, number):
    """Ages ('26-year-old') and times counted from publication ('three weeks ago', 'the past 10 days') get what they anchor."""
    low, start = page.low, mention["start"]
    old = OLD.match(low, number.end)
    if old:
        mention.update(kind="age", end=old.end(), surface=page.text[start:old.end()], rule="age")
        mention["head"], mention["head_start"], mention["head_end"], mention["modifiers"] = nouns.counted(low, page.plain, old.end(), page.g.nouns, one=True)
        return
    ago = AGO.match(low, at)
    window = WINDOW.search(low, max(page.done, start - 12), start)
    if not ago and not window or number.value is None:
        return
    mention["rule"] = "ago" if ago else "window"
    if not page.published or ago and ago.group(1) not in ("ago", "back", "from now", "hence"):
        return
    back = -1 if ago and ago.group(1) in ("ago", "back") or window and window.group().strip() in ("last", "past", "previous", "preceding") else 1
    mention["date_from"], mention["date_to"], mention["grain"] = dates.span_back(page.published, number.value * back, mention["unit"], bool(window))
