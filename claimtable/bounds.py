"""Bounds on a number: 'no fewer than', 'up to about', 'crosses', before it; '+', 'or more', '-odd' after it."""

import re
from functools import lru_cache
from types import SimpleNamespace

from .lexicon import alternatives, load, section

WORDS = re.compile(r"[^\s]+")
CUT = re.compile(r"[,;:!?\n\r()\[\]\"—–|/]")
SIGNS = "~≈<>≥≤±"


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    before = {phrase: sense for sense, phrases in section(words, "bounds", "before").items() for phrase in phrases}
    after = {phrase: sense for sense, phrases in section(words, "bounds", "after").items() for phrase in phrases}
    verbs = {phrase: sense for sense, phrases in section(words, "bounds", "verbs").items() for phrase in phrases}
    tight = [p for p in after if p in ("odd", "ish", "plus")]
    return SimpleNamespace(
        before=before, after=after, verbs=verbs, through=frozenset(section(words, "bounds", "through")),
        last=frozenset(p.split()[-1] for p in [*before, *verbs, *section(words, "bounds", "through")]),
        behind=re.compile(rf"(?P<sign>\+)(?![\d])|[ ]?-[ ]?(?P<tight>{'|'.join(tight)})(?![a-z])|[ ](?P<loose>{alternatives(p for p in after if p not in tight and p != '+')})(?![a-z]|[ ]?\d|[ ]than)"),
        change=frozenset(section(words, "ranges", "change")),
    )


def before(low, at, done, g, strong):
    """(modality, start) from the words just before a number at `at`; ('', at) without a bound. `strong`: a verb may set it.

    before('rose to no more than about 300', 27, ...) => ('at_most', 8)
    """
    begin = max(done, at - 64)
    here = at
    while here > begin and low[here - 1] in " \x1f\"'(":
        here -= 1
    if here > begin and low[here - 1] in SIGNS:
        sign = low[here - 1]
        two = low[here - 2:here] if here - 2 >= begin else ""
        return (g.before[sign], here - 1) if two not in g.before else (g.before[two], here - 2)
    space = max(low.rfind(" ", begin, here), low.rfind("\n", begin, here), low.rfind("\"", begin, here), low.rfind("(", begin, here))
    if low[space + 1:here] not in g.last:  # the usual case: no bound at all
        return "", at
    cut = begin
    for stop in CUT.finditer(low, begin, here):
        cut = stop.end()
    words = [(m.group(), m.start()) for m in WORDS.finditer(low, cut, here)]
    if cut == begin > done and low[begin - 1].isalnum():
        words = words[1:]
    return climb(words, at, g, strong)


def climb(words, at, g, strong):
    """Take bounding phrases off the end of the words, outermost last: 'up to' over 'about' is at most."""
    sense, start = "", at
    while words:
        for count in range(min(6, len(words)), 0, -1):
            phrase = " ".join(word for word, _ in words[-count:])
            found = g.before.get(phrase) or (strong and g.verbs.get(phrase))
            if found and not adjective(phrase, words[:-count]):
                sense = found if not sense or sense == "approximately" else sense
                start, words = words[-count][1], words[:-count]
                break
            if phrase in g.through and not sense:
                words = words[:-count]
                break
        else:
            break
    return sense, start


DETERMINERS = frozenset("the a an its his her their our this that these those world's country's nation's all".split())


ADDING = frozenset("add adds added adding sum sums summed go goes went come comes came keep live lives owned own lead leads".split())


def adjective(phrase, earlier):
    """Whether 'top', 'past', 'minimum' ... is an adjective here: 'the top 10', 'over the past 10 years'; a verb needs a subject."""
    if phrase == "up to":
        return bool(earlier) and earlier[-1][0] in ADDING
    if phrase in ("past", "top", "pass", "cross", "minimum", "maximum", "max", "min", "average", "over", "under", "tops"):
        if phrase in ("over", "under", "minimum", "maximum", "max", "min"):
            return bool(earlier) and earlier[-1][0] in ("all", "just") and phrase == "over"
        return not earlier and phrase != "past" or bool(earlier) and (earlier[-1][0] in DETERMINERS or earlier[-1][0].endswith("'s") and phrase != "top")
    return False


def after(low, at, g):
    """(modality, end) from what follows a number: '5,000+', '3,000 or more', 'two hundred-odd'; ('', at) without."""
    match = g.behind.match(low, at)
    if not match:
        return "", at
    phrase = match.group(match.lastgroup)
    return g.after[" ".join(phrase.split())], match.end()


def combine(inner, outer):
    """'about 3,000 or more' => at_least: an open bound outweighs a mere approximation."""
    return outer if not inner or inner == "approximately" and outer else inner
