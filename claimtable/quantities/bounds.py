"""Bounds on a number: 'no fewer than', 'up to about', 'crosses', before it; '+', 'or more', '-odd' after it."""

import re
from functools import lru_cache

from ..lexicon import Table, alternatives, load, section

BOUND_SIGNS = frozenset("~≈<>≥≤±=-")
TAIL = re.compile(  # behind a comma
    r", (?:give or|or (?:more|so|thereabouts|fewer|less)|(?:tops|at (?:the )?(?:very )?(?:most|least|outside))(?=[.,;:!?)\"'\n\r]|"
    r"\Z))"
)
COUNTING = (  # what "300 plus" counts: no sum
    r"[ ](?!(?:an?|another|the|some|about|over|up|more|those|his|her|its|their|our|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|tax|taxes|vat|interest|costs|expenses|fees|postage|tip)\b)[a-z]"
)
TIGHT = ("odd", "ish", "plus")
REACH = 64  # characters before a number that a bound can take up


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    bounds = section(words, "bounds")
    before = {phrase: (sense, False) for sense, phrases in section(bounds, "before").items() for phrase in phrases}
    before.update({phrase: (sense, True) for sense, phrases in section(bounds, "verbs").items() for phrase in phrases})
    after = {phrase: sense for sense, phrases in section(bounds, "after").items() for phrase in phrases}
    endings = {}  # the last word => its phrases, longest first, so that one look at the word before a number mostly settles it
    for phrase in sorted(before, key=len, reverse=True):
        endings.setdefault(phrase.split()[-1], []).append((phrase, len(phrase), *before[phrase]))
    for phrase in sorted(section(bounds, "through"), key=len, reverse=True):
        endings.setdefault(phrase.split()[-1], []).append((phrase, len(phrase), "", False))
    loose = alternatives(phrase for phrase in after if phrase not in TIGHT and phrase != "+")
    return Table(
        endings=endings, after=after, next_words=frozenset(phrase.split()[0] for phrase in after),
        **{key: frozenset(section(bounds, key)) for key in ("adverbs", "particles", "adding", "telling")},
        change=frozenset(section(words, "ranges", "change")),
        range=re.compile(
            r"(?:-[ ]to[ ]|[ ]?\x1f*(?P<dash>[-–])[ ]?\x1f*(?:to-)?|—|,?[ ](?P<word>to|or|and|through)[ ]|"
            r"[ ]or[ ](?P<much>as[ ](?:much|many|high)[ ]as)[ ])"
            rf"(?:(?:{alternatives(section(words, 'ranges', 'fillers'))})[ ])?(?=[$€£¥₩₽₴₹]|us\$|\d|[a-z])"),
        behind=re.compile(
            rf"(?P<sign>\+)(?![\d])|[ ]?-[ ]?(?P<tight>{'|'.join(TIGHT)})(?![a-z])|[ ](?P<plus>plus)(?={COUNTING})|"
            rf",?[ ](?P<loose>{loose})(?![a-z]|[ ]?\d|[ ]than|(?<=upwards)[ ]of)"))


def last_word(low, at, done):
    """(word, its start, its end) right before a position, over spaces and opening quotes; a sign is a word."""
    limit = at - REACH if at - REACH > done else done
    end = at - 1 if at > limit and low[at - 1] == " " else at
    if end > limit and low[end - 1].isalpha():
        begin = low.rfind(" ", limit, end) + 1 or limit
        word = low[begin:end]
        if word.isalpha():
            return word, begin, end
    return odd_word(low, at, limit)


def odd_word(low, at, limit):
    """As last_word, where the word before is no plain word: 'c. ', '~', '“at least ', a line's first."""
    end = at
    while end > limit and low[end - 1] in " \x1f\"'(":
        end -= 1
    begin = end
    if end > limit and low[end - 1] in BOUND_SIGNS:
        while begin > limit and low[begin - 1] in BOUND_SIGNS:
            begin -= 1
    else:
        while begin > limit and (low[begin - 1].isalpha() or low[begin - 1] in ".'&"):
            begin -= 1
        if low.startswith("'", begin) and end - begin > 3:  # 'about: an opening quote
            begin += 1
    return low[begin:end], begin, end


def before(low, at, done, g, strong, word=None):
    """(modality, start) from the words just before a number at `at`; ('', at) without a bound. `strong`: a verb may set it.

    before('rose to no more than about 300', 27, 0, grammar(), True) => ('at_most', 8)
    """
    word, begin, end = word or last_word(low, at, done)
    if word not in g.endings:
        return "", at
    sense, start, limit = "", at, at - REACH if at - REACH > done else done
    while word in g.endings:
        for phrase, length, found, verb in g.endings[word]:
            first = end - length
            if first < limit or not low.startswith(phrase, first) or first and glued(low, first, limit):
                continue
            if not found and sense or verb and not strong or phrase in g.adverbs and adverb(low, phrase, first, limit, sense, g):
                continue
            break
        else:
            break
        if found:
            sense, start = found if sense in ("", "approximately") else sense, first
        if first and low[first - 1] not in " \x1f":
            break
        word, begin, end = last_word(low, first, done)
        if not found and word in BESIDE and phrase in ("the", "those", "these"):
            break  # "around the 12 villages" is a place
    return (sense, start) if sense else ("", at)


def glued(low, first, limit):
    """Whether a word goes on to the left of `first`: 'o'er', 'un-about'; an opening quote stands apart."""
    sign = low[first - 1]
    return sign.isalnum() or first > limit and (sign == "-" or sign == "'" and low[first - 2:first - 1].isalnum())


BESIDE = frozenset("than about around over under above below near past beyond within".split())
DETERMINERS = frozenset("the a an its his her their our this that these those".split())
BEFORE_NOUNS = DETERMINERS - {"a", "that"} | frozenset(
    "some of with for to at from by in on over about and or but than as is are was were lost killed wounded".split())


def adverb(low, phrase, first, limit, sense, g):
    """Whether a word that can set a bound does something else here: 'handed over 20 guns', 'the top 10', 'add up to 3,000'."""
    word, begin, _ = last_word(low, first, limit)
    if phrase == "up to":
        return word in g.adding
    if phrase == "about":
        return word in g.telling
    if phrase == "estimated":
        return bool(word) and word not in BEFORE_NOUNS  # "police estimated 300 people"
    if phrase == "over":
        return word in g.particles or bool(sense) and word.endswith(("ed", "en", "ent", "ook"))
    if phrase in ("top", "tops", "pass", "cross", "passes"):
        if not word:
            return not low[max(0, begin - 1):begin].isdigit()
        return word in DETERMINERS or word.endswith("'s") and phrase == "top" and low[begin - 3:begin] in ("of ", "he ")
    return word in DETERMINERS or word.endswith("'s") or phrase == "past" and word in ("half", "quarter", "minutes")


def after(low, at, g):
    """(modality, end) from what follows a number: '5,000+', '3,000 or more', 'two hundred-odd'; ('', at) without."""
    match = g.behind.match(low, at) if low[at:at + 1] in ("+", " ", "-") or TAIL.match(low, at) else None
    if not match:
        return "", at
    return g.after[" ".join(match.group(match.lastgroup).split())], match.end()


def combine(inner, outer):
    """'about 3,000 or more' => at_least: an open bound outweighs a mere approximation."""
    return outer if not inner or inner == "approximately" and outer else inner
