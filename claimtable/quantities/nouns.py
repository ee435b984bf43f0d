"""The noun that a number counts: 'about 2,000 additional North Korean soldiers' => 'soldiers', with the words between."""

import re
from functools import lru_cache

from ..lexicon import Table, load, section

RUN = re.compile(r"(?:[ ]\x1f*[\"'(]?[^\W\d_][\w'&-]*(?:\.[a-z]\.?)*){1,8}")
OF = re.compile(r"[\"')]?[ ]of[ ](?:the[ ]|its[ ]|his[ ]|her[ ]|their[ ]|our[ ]|these[ ]|those[ ]|all[ ]|such[ ]|some[ ])*")
COMPOUND = re.compile(r"-([a-z]+)(?=[^a-z0-9-])")
NOTHING = ("", -1, -1, "")
AND = ("and", "or")


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    collective, befallen, adjectives = (
        frozenset(str(w).lower() for w in section(words, key)) for key in ("collective", "befallen", "adjectives"))
    stop = frozenset(str(w) for w in section(words, "stop"))
    return Table(collective=collective, befallen=befallen, adjectives=adjectives, stop=stop - adjectives - collective - befallen)


def counted(low, plain, at, g, one=False, of=False):
    """(head, start, end, words between) of the noun after a number that ends at `at`; NOTHING where it is left out.

    one: a single thing is counted (an ordinal, 'one'), so the noun is singular. of: look only behind an 'of'.
    counted('12 of them', ..., 2) => NOTHING
    """
    sign = low[at:at + 1]
    if low.startswith(" of ", at) or sign in "\"')" and low.startswith(" of ", at + 1):
        at, one = OF.match(low, at).end() - 1, True
    elif of:
        return NOTHING
    elif sign == "-":
        part = COMPOUND.match(low, at)
        if not part:
            return NOTHING
        if part.group(1) == "strong" or part.group(1).endswith("ed"):
            return counted(low, plain, part.end(), g, True)
        return part.group(1), part.start(1), part.end(1), ""
    elif sign in "\"')+":
        at += 1
    match = RUN.match(low, at)
    if not match:
        return NOTHING
    words = phrase(match.group().split(), g)
    index = choose(words, g, one) if words else -1
    if index < 0:
        return NOTHING
    start = at
    for word in words[:index + 1]:
        start = low.index(word, start) + len(word)
    word = words[index].strip("'-\"(")
    if word.endswith("'s"):
        return NOTHING  # "28 of the state's 33 districts": only the owner is named
    start = low.rindex(word, 0, start)
    return word, start, start + len(word), plain[at:start].strip(" \x1f\"'(")


def phrase(words, g):
    """The words up to the first that cannot belong to the noun phrase ('have', 'in', 'already')."""
    stop, befallen = g.stop, g.befallen
    for index, word in enumerate(words):
        if word in stop:
            joined = word in AND and 0 < index < len(words) - 1
            if not joined or words[index - 1] not in befallen or words[index + 1] not in befallen:
                return words[:index]
    return words


def choose(words, g, single):
    """The index of the first plural with the plurals that follow it, else of what befell those counted, else of the last word; or -1."""
    fate = -1
    for index, word in enumerate(words):
        if word in g.befallen:
            fate = index if fate < 0 else fate
        elif plural(word, g):
            while index + 1 < len(words) and plural(words[index + 1], g):
                index += 1
            return index
    if fate >= 0:
        return fate
    last = -1
    for index, word in enumerate(words):
        if word in AND or word.endswith("ly") or word.endswith("ed") and index:
            break
        if word.endswith("ing") and not (single and index == len(words) - 1):
            break
        last = index
    if last < 0 or last > 2 and not single or words[last].endswith("ed") or words[last] in g.adjectives:
        return -1
    return last


def plural(word, g):
    """Whether a word is a plural or a collective noun: 'troops', 'people'; not 'always', 'less', 'Kursk's'."""
    if word in g.collective or word.endswith("s'"):
        return True
    return word[-1] == "s" and len(word) > 3 and word[-2] not in "su'i" and word not in g.adjectives
