"""The noun that a number counts: 'about 2,000 additional North Korean soldiers' => 'soldiers', with the words between."""

import re
from functools import lru_cache
from types import SimpleNamespace

from .lexicon import load, section

WORD = re.compile(r"[ ]\x1f*[\"'(]?([^\W\d_][\w'&-]*(?:\.[a-z]\.?)*)")
OF = re.compile(r"[\"')]?[ ]of[ ](?:the[ ]|its[ ]|his[ ]|her[ ]|their[ ]|our[ ]|these[ ]|those[ ]|all[ ]|such[ ]|some[ ])*")
COMPOUND = re.compile(r"-([a-z]+)(?=[^a-z0-9-])")
NOT_PLURAL = ("ss", "us", "is", "'s")
NOTHING = ("", -1, -1, "")


@lru_cache(maxsize=8)
def grammar(path=None):
    words = load(path)
    collective, adjectives = (frozenset(map(str.lower, section(words, key))) for key in ("collective", "adjectives"))
    stop = frozenset(str(w) for w in section(words, "stop"))
    return SimpleNamespace(collective=collective, adjectives=adjectives, stop=stop - adjectives - collective)


def counted(low, plain, at, g, one=False, of=False):
    """(head, start, end, words between) of the noun after a number that ends at `at`; NOTHING where it is left out.

    one: a single thing is counted (an ordinal, 'one'), so the noun is singular. of: look only behind an 'of'.
    counted('12 of them', ..., 2) => NOTHING
    """
    behind = OF.match(low, at)
    if behind:
        at = behind.end() - 1
        one = False
    elif of:
        return NOTHING
    elif low[at:at + 1] == "-":
        part = COMPOUND.match(low, at)
        if not part:
            return NOTHING
        if part.group(1) == "strong":
            return counted(low, plain, part.end(), g, one=True)
        return part.group(1), part.start(1), part.end(1), ""
    elif low[at:at + 1] in ('"', "'", ")", "+"):
        at += 1
    return choose(low, plain, at, words_after(low, at, g), g, one or bool(behind))


def words_after(low, at, g):
    """Up to eight words of the phrase after a number, and the first that surely ends it left out."""
    words, here = [], at
    while len(words) < 8:
        match = WORD.match(low, here)
        if not match:
            break
        word = match.group(1)
        if word in g.stop:
            if word not in ("or", "and") or not (words and words[-1][0] in g.collective):
                break
            following = WORD.match(low, match.end())
            if not following or following.group(1) not in g.collective:
                break
        words.append((word, match.start(1), match.end(1)))
        here = match.end()
    return words


def choose(low, plain, at, words, g, single):
    """The first plural of the phrase with the plurals that follow it, else a collective noun, else the last word of a short phrase."""
    chosen = None
    for index, (word, _, _) in enumerate(words):
        if word in ("and", "or"):
            continue
        if plural(word, g):
            chosen = index
            if word in g.adjectives:
                continue
            while chosen + 1 < len(words) and plural(words[chosen + 1][0], g) and words[chosen + 1][0] not in g.adjectives:
                chosen += 1
            break
    if chosen is not None and words[chosen][0] in g.adjectives:
        first = next(i for i, (word, _, _) in enumerate(words) if word in g.adjectives and plural(word, g))
        chosen = first
    if chosen is None:
        run = []
        for index, (word, _, _) in enumerate(words):
            if word.endswith(("ly", "ing")) or word.endswith("ed") and index or word in ("and", "or"):
                break
            run.append(index)
        if not run or (words[run[-1]][0].endswith("ed") and words[run[-1]][0] not in g.collective) or (len(run) > 3 and not single):
            return NOTHING
        chosen = run[-1]
        if words[chosen][0] in g.adjectives:
            return NOTHING
    word, start, end = words[chosen]
    if word.endswith("'s"):
        word, end = word[:-2], end - 2
    word = word.rstrip("'-")
    return word, start, start + len(word), plain[at:start].strip(" \x1f\"'(")


def plural(word, g):
    return word in g.collective or (word.endswith("s") and len(word) > 3 and not word.endswith(NOT_PLURAL) and word not in g.adjectives) or word.endswith("s'")
