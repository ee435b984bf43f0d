"""Every number and date of a text, with its value, bound, kind and the noun it counts."""

import re
from functools import lru_cache

from ..lexicon import Table, alternatives, load, section
from ..text import Mention, normalize
from . import amounts, bounds, calendars, dates, digits, labels, nouns, numbers, units, words
from .pages import Page, take

__all__ = ["Mention", "mentions"]

FIGURES = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹") | frozenset(numbers.VULGAR)


@lru_cache(maxsize=8)
def grammar(path=None):
    """All word tables and patterns, and the one pattern that finds where a number or date can begin."""
    n, d = numbers.grammar(path), dates.grammar(path)
    roles = words.roles(n, d)
    trie, signs = alternatives(roles), "".join(numbers.VULGAR) + "⁰¹²³⁴-⁹"
    label, unit, bound = labels.grammar(path), units.grammar(path), bounds.grammar(path)
    return Table(
        special=unit.next_words | bound.next_words | amounts.RANGE_WORDS | frozenset(n.scales)
        | frozenset(("in", "out", "of", "point", "x", "fold", "a", "am", "pm", "th", "o")),
        odd_before=label.before | frozenset(("day", "week", "round", "as", "minus", "magnitude", "caliber", "calibre", "of", "")),
        numbers=n, dates=d, nouns=nouns.grammar(path), labels=label, bounds=bound, units=unit,
        readers={word: words.READERS[role] for word, role in roles.items()},
        not_a_scale={k: frozenset(v) for k, v in section(load(path), "not_a_scale").items()},
        # One character class first: the scanner then skips letters fast, and tries the word trie only after something that is no letter.
        starts=re.compile(rf"[^a-z_](?:(?<=[0-9])[0-9]*|(?<=[{signs}])[{signs}]*|(?:{trie})(?![a-z_]))"),
        first=re.compile(rf"(?:{trie})(?![a-z_])"))


def mentions(text, published=None, lexicon=None, plain=None):
    """All numbers, amounts and dates of a text: a list of Mention, sorted by start, never overlapping.

    published: '2024-11-05', an interval '2024-10-29/2024-10-30', or None (then what is relative stays unresolved).
    lexicon: the path of another lexicon.yaml, or None for the project's own. plain: the normalized text, where it is known.
    mentions('Up to 40 men died on Monday', '2024-11-05') => Up to 40 (at_most, men) and Monday (2024-11-04)
    """
    g, plain = grammar(lexicon), plain or normalize(text)
    low = plain.lower()
    page = Page(text, plain, low, calendars.published_days(published), g)
    opening = g.first.match(low)
    if opening:
        take(page, g.readers[opening.group()](page, 0, opening.group()))
    for match in g.starts.finditer(low):
        at = match.start()
        if at < page.done:
            if match.end() <= page.done or low[at] in FIGURES:
                continue
        if low[at] in FIGURES:
            found = digits.read(page, at, match.end())
        elif at + 1 >= page.done:
            found = g.readers[low[at + 1:match.end()]](page, at + 1, low[at + 1:match.end()])
        else:
            continue
        if found:
            take(page, found)
    return page.out
