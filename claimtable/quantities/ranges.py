"""Where a number goes on: the scale in a letter stuck to it (10k), and the second number of a range (11 to 12,000)."""

import re

from . import nouns, numbers, units

RISEN = re.compile(  # "rose by 40 to 300"
    r"(?<![a-z])(?:(be) )?([a-z]*) ?by (?:(?:more|less|fewer) than |at least |about |nearly |almost |over |some )?\Z"
)
BETWEEN = re.compile(
    r"(?<![a-z])(between|anywhere[ ]between|anywhere[ ]from|somewhere[ ]between|from|ranging[ ]from|as[ ](?:little|few|"
    r"low)[ ]as)[ ]\Z"
)


def with_letter(page, number, currency, gap=0):
    """Decide what a letter stuck to the digits, or `gap` behind them, means: a scale (10k, $5m), a unit (155mm) or a name (5G: False)."""
    low, end, g = page.low, number.end + gap, page.g
    letter = low[end]
    match = g.numbers.letter.match(low, end)
    if match and scale_meant(page, number, letter, currency, end + 1):
        number.value, number.scale, number.end = number.value * g.numbers.letters[letter], g.numbers.letters[letter], end + 1
        number.point = False
        return True
    return bool(units.after(low, end, g.units)) or low.startswith("fold", end) or letter == "x" and not low[end + 1:end + 2].isalnum()


FOLLOWING = re.compile(r"[ -]?([a-z]+|[x×²³(])")


def scale_meant(page, number, letter, currency, at):
    low, g = page.low, page.g
    if currency:
        return True
    following = FOLLOWING.match(low, at)
    if following and following.group(1) in g.not_a_scale.get(letter, ()):
        return False
    head = nouns.counted(low, page.plain, at, g.nouns)[0]
    many = bool(head) and nouns.plural(head, g.nouns)
    if letter == "b":
        return many
    if letter == "k":
        return many or not (page.plain[at - 1] == "K" and number.value in (2, 4, 5, 8))
    return many or not head


def range_end(page, first, start):
    """(low, high, end) where a second number closes a range: 11 to 12,000; 4–6 million; between 1,000 and 3,000; or None.

    Not a range: a change ("rose from 10,000 to 12,000"), a falling pair, two counts joined by "and".
    """
    low, g, end = page.low, page.g, first.end
    attached = None
    if low.startswith(", ", end):
        return neighbours(page, first)
    if low[end] not in " -–—":
        attached = units.after(low, end, g.units)
        if not attached or attached.group("gap"):
            return None
        end = attached.end()
    joint = g.bounds.range.match(low, end)
    if not joint:
        return None
    word, wide = joint.group("word"), BETWEEN.search(low, max(page.done, start - 20), start)
    lead = wide.group(1) if wide else ""
    if word == "and" and "between" not in lead:
        return None
    if joint.group("much") and not lead.startswith("as "):
        return None
    at = joint.end()
    sign = g.units.sign_start.match(low, at) or code_at(page, at)
    at = sign.end() if sign else at
    at += 2 if low.startswith("a ", at) else 0
    if not low[at:at + 1].isdigit() and not g.numbers.word.match(low, at) or low[at:at + 1].isdigit() and g.labels.clock.match(low, at):
        return None
    second = numbers.number(low, at, g.numbers)
    if not second or second.value is None or first.value is None or (first.form == "fraction") != (second.form == "fraction"):
        return None  # "a third – 4,000 – had been lost"
    lettered = second.form == "digits" and second.scale == 1 and low[second.end:second.end + 1].isalpha()
    if lettered and not with_letter(page, second, bool(sign)):
        return None
    if joint.group("dash") and low[second.end:second.end + 1] == "-" and low[second.end + 1:second.end + 2].isdigit():
        return None
    if attached and not (low.startswith(attached.group(), second.end) or units.after(low, second.end, g.units)):
        return None  # "gained 1.2% to 5,123"
    a, b = shared(first, second)
    if not a < b or word == "or" and not lead.startswith("as ") and b > 3 * a and b > 12:
        return None
    by = RISEN.search(low, max(page.done, start - 40), start) if word == "to" else None
    if by and risen(page, by, a, b) or not by and word in ("to", "through") and changed(page, start, lead):
        return None
    return a, b, second.end


def code_at(page, at):
    """The currency code in capitals before the second number of a range ('between EUR 1.9 and EUR 2.6 billion'), as a match; or None."""
    code = page.g.units.code_start.match(page.low, at)
    return code if code and page.plain[at:code.end(1)].isupper() else None


def neighbours(page, first):
    """'eleven, twelve thousand men': two words that follow each other in counting, with the scale of the second; or None."""
    low, g = page.low, page.g
    if not first.value or not g.numbers.word.match(low, first.end + 2):
        return None
    second = numbers.number(low, first.end + 2, g.numbers)
    if not second or second.scale < 1000:
        return None
    count = second.value / second.scale
    if count - first.value not in (1, 2, 10) or first.value * 2 < count:
        return None
    return first.value * second.scale, second.value, second.end


def shared(first, second):
    """The scale of the second number holds for the first where that makes a range: (11, 12000) => (11000, 12000)."""
    a, b = first.value, second.value
    if first.scale == 1 and not first.grouped and second.scale > 1 and a <= b / second.scale:
        return a * second.scale, b
    if first.scale == 1 and not first.grouped and a < 1000 and second.scale == 1 and second.grouped and b * .2 <= a * 1000 < b:
        return a * 1000, b
    return a, b


def risen(page, by, a, b):
    """Does "by" (a match of RISEN) before two numbers say how much something rose to the second ("rose by 40 to 300"), and not by how many
    to how many ("is to be enlarged by 3,000 to 5,000")?"""
    return b > 2 * a or not by[1] and by[2] in page.g.bounds.change


def changed(page, start, lead):
    """Whether 'from A to B' tells of a change: a verb of change shortly before, in the same clause; "doubled" has been read as a number."""
    low, begin = page.low, max(page.done, start - 48)
    if lead == "from" and page.out and page.out[-1].rule == "multiple" and start - page.done < 12:
        return True
    clause = low[begin:start - (len(lead) + 1 if lead else 0)]
    for stop in ".;\n":
        clause = clause[clause.rfind(stop) + 1:]
    words = clause.replace(",", " ").split()[-6:]
    return any(word in page.g.bounds.change for word in (words if lead == "from" else words[-1:]))
