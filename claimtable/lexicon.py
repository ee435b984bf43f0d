"""The vocabulary in data/lexicon.yaml, loaded once, and turned into patterns that stay fast however long the word list."""

import re
from functools import lru_cache

from . import paths
from .yamlfiles import document, place


class Table:
    """Patterns and word tables under names, made once from the lexicon. (A plain class: its attributes are fast to read, a
    SimpleNamespace's are not.)"""

    def __init__(self, **parts):
        for name, part in parts.items():
            setattr(self, name, part)


@lru_cache(maxsize=8)
def load(path=None):
    """The lexicon as a dict. A file that cannot be read or parsed => InputError that says where."""
    path = path or paths.DATA / "lexicon.yaml"
    words = document(path)
    if not isinstance(words, dict):
        raise paths.InputError(path, "", "must be a mapping of sections", "start from data/lexicon.yaml as committed")
    for name, part in words.items():
        empty = [(name,)] if part is None else []
        if isinstance(part, dict):
            empty += [(name, key) for key, inner in part.items() if inner is None]
        for loc in empty:
            raise paths.InputError(path, place(path, loc), "is empty", "fill it, or restore the committed file")
    return words


def section(words, *keys):
    """One section of the lexicon. A missing one => InputError that names it."""
    for depth, key in enumerate(keys, 1):
        if not isinstance(words, dict) or key not in words:
            raise paths.InputError(paths.DATA / "lexicon.yaml", ".".join(keys[:depth]), "section is missing",
                                   "add it, or restore the committed file")
        words = words[key]
    return words


def alternatives(phrases):
    """A pattern for any of the phrases, longest first, as a trie: ['ten', 'tenth', 'two'] => 't(?:en(?:th)?|wo)'.

    A regular expression tries the branches of an alternation one by one; the trie gives it one branch per letter instead of one
    per word. A space in a phrase matches a space, a no-break space or a hyphen-free run of them.
    """
    trie = {}
    for phrase in phrases:
        node = trie
        for letter in str(phrase):
            node = node.setdefault(letter, {})
        node[""] = {}
    return branch(trie)


def whole(phrases):
    """A pattern for any of the phrases as whole words. It begins with their first letters, so that a search skips all others."""
    table = {}
    for phrase in phrases:
        table.setdefault(phrase[0], []).append(phrase[1:])
    return "|".join(rf"{re.escape(first)}(?<!\w{re.escape(first)})(?:{alternatives(rest)})(?!\w)" for first, rest in sorted(table.items()))


def branch(node):
    """A pattern for what may follow in a trie: {letter: {…}}, with the key '' where a phrase may end."""
    options = [("[ \\x1f]+" if letter == " " else re.escape(letter)) + branch(rest) for letter, rest in sorted(node.items()) if letter]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and "" not in node else "(?:" + "|".join(options) + ")"
    return body + "?" if "" in node else body
