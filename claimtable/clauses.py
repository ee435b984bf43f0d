"""Sentences as tokens that know their word class: the shallow grammar that attribution, status and measures share.

No parser and no model: closed word classes come from the lexicon, verbs are known by list or by ending, and what is counted comes
from the codebook. A number or date found before is one token. Everything is looked up once per distinct word and remembered.
"""

import re
from functools import lru_cache

from . import codebook as books
from . import paths

TOKEN = re.compile(r"(?:[A-Z]\.){1,4}|'(?:s|ll|re|ve|d|m)\b|\w+n't\b|\w+(?:[-.&]\w+|'(?!s\b|ll\b|re\b|ve\b|d\b)\w+)*|[^\w\s]")
STRONG = frozenset(";:—–!?|•·")
QUOTES = frozenset("\"“”")


class Token:
    """One word, sign or mention. `kinds` are grammatical classes, `classes` the codebook's word lists it belongs to."""

    __slots__ = ("start", "end", "raw", "low", "kinds", "classes", "mention")

    def __init__(self, start, end, raw, low, kinds, classes, mention=None):
        self.start, self.end, self.raw, self.low = start, end, raw, low
        self.kinds, self.classes, self.mention = kinds, classes, mention

    def __repr__(self):
        return f"{self.raw}/{'+'.join(sorted(self.kinds))}/{'+'.join(sorted(self.classes))}"


class Sentence:
    """Tokens of text[start:end], with the mentions in it."""

    __slots__ = ("start", "end", "text", "low", "tokens", "index")

    def __init__(self, start, end, text, tokens):
        self.start, self.end, self.text, self.low, self.tokens = start, end, text, text.lower(), tokens
        self.index = {token.mention.start: i for i, token in enumerate(tokens) if token.mention}

    def at(self, offset):
        """Index of the first token that ends after an offset of the whole text."""
        for i, token in enumerate(self.tokens):
            if token.end > offset:
                return i
        return len(self.tokens)


def words(text):
    """'of, in, on' => ['of', 'in', 'on']; lists pass through."""
    if isinstance(text, (list, tuple)):
        return [str(word) for word in text]
    return [word.strip() for word in str(text).split(",") if word.strip()]


@lru_cache(maxsize=8)
def _lexicon(path, stamp):
    return books.document(path)


def lexicon():
    """data/lexicon.yaml as plain data, read once per version of the file."""
    path = paths.DATA / "lexicon.yaml"
    return _lexicon(path, path.stat().st_mtime_ns if path.exists() else 0)


def pattern(phrases, flags=0):
    """One alternation of all phrases, longest first; a `*` stands for any ending; None matches nothing."""
    parts = [re.escape(p.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True)]
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?![\w])", flags) if parts else re.compile(r"(?!)")


class Vocabulary:
    """Word classes of one codebook and the lexicon, with lookups remembered per word."""

    def __init__(self, book, lex):
        self.grammar = {name: frozenset(w.strip('"') for w in words(v)) for name, v in lex["grammar"].items() if isinstance(v, str)}
        speech = lex["speech"]
        saying = {w for key in ("strong", "weak") for w in words(speech[key])} - set(words(speech["carriers"])) - set(words(speech["speakers"]))
        self.grammar["verbs"] |= saying
        self.speakers, self.counting, self.parts = frozenset(words(speech["speakers"])), frozenset(words(speech["counting"])), frozenset(words(lex["grammar"]["parts"]))
        for word in words(speech["strong"]):
            saying |= inflected(word)
        saying -= set(words(speech["carriers"])) | self.speakers | {"not"}
        self.grammar["verbs"] |= saying
        self.saying = saying
        self.exact, self.prefix, self.phrases = {}, {}, {}
        self.nouns, self.owners = frozenset(book.nouns), frozenset(book.owners)
        for group in (book.nouns, book.events, book.owners):
            for name, entries in group.items():
                for entry in entries:
                    self.add(name, [w.lower() for w in TOKEN.findall(entry.replace("*", "_"))])
        self.lengths = sorted({len(p) for p in self.prefix})
        self.memory = {}

    def add(self, name, entry):
        if len(entry) > 1:
            self.phrases.setdefault(entry[0].rstrip("_"), []).append(([w for w in entry], name))
        elif entry[0].endswith("_"):
            self.prefix.setdefault(entry[0][:-1], set()).add(name)
        else:
            self.exact.setdefault(entry[0], set()).add(name)

    def lookup(self, low):
        """(grammatical kinds, codebook classes) of a lower-case word."""
        found = self.memory.get(low)
        if found is None:
            found = self.memory[low] = self.kinds(low), self.classes(low)
            if len(self.memory) > 200_000:
                self.memory.clear()
        return found

    def classes(self, low):
        found = set(self.exact.get(low, ()))
        for n in self.lengths:
            if n <= len(low):
                found |= self.prefix.get(low[:n], set())
        return frozenset(found)

    def kinds(self, low):
        found = {name for name, members in self.grammar.items() if low in members}
        if not low[0].isalpha() and low[0] != "'":
            found.add("punct")
        elif not found & CLOSED:
            if low.endswith("ed") and len(low) > 4:
                found.add("ed")
            elif low.endswith("ing") and len(low) > 5:
                found.add("ing")
            elif low.endswith("ly") and len(low) > 4:
                found.add("adverbs")
        return frozenset(found)


CLOSED = frozenset("prepositions determiners coordinators subordinators auxiliaries pronouns adverbs".split())
NUMBER = frozenset(["number"])
DATE = frozenset(["date"])
QUANTITY = frozenset("number vague money percent fraction measurement distance".split())


@lru_cache(maxsize=32)
def _vocabulary(key, holder):
    return Vocabulary(holder.book, lexicon())


class _Holder:
    """A codebook as a cache key by identity."""

    def __init__(self, book):
        self.book = book

    def __hash__(self):
        return id(self.book)

    def __eq__(self, other):
        return self.book is other.book


def vocabulary(book):
    path = paths.DATA / "lexicon.yaml"
    return _vocabulary(path.stat().st_mtime_ns, _Holder(book))


def sentence(text, start, end, mentions, vocab):
    """Tokens of text[start:end] (normalised text), mentions as single tokens."""
    tokens, here = [], start
    for mention in mentions:
        plain(text, here, mention.start, vocab, tokens)
        kinds = NUMBER if mention.kind in QUANTITY else DATE
        tokens.append(Token(mention.start, mention.end, text[mention.start:mention.end], text[mention.start:mention.end].lower(),
                            kinds, frozenset(), mention))
        here = mention.end
    plain(text, here, end, vocab, tokens)
    for before, token, after in zip(tokens, tokens[1:], tokens[2:]):
        if token.raw == "-" and before.end < token.start and token.end < after.start:
            token.raw = token.low = "–"  # a hyphen between spaces is a dash
    join_phrases(tokens, vocab)
    names_are_no_verbs(tokens)
    return Sentence(start, end, text[start:end], tokens)


def names_are_no_verbs(tokens):
    """"United States", "Claims Court": a capital within a sentence is a name, unless the whole line is in capitals."""
    letters = [t for t in tokens if t.raw[0].isalpha()]
    if 5 * sum(t.raw[0].isupper() for t in letters) > 3 * len(letters):
        return
    for token in letters:
        if len(token.raw) > 1 and token.raw.isupper() and token.low not in EMPHATIC:
            token.kinds = frozenset()  # "the WHO", "the US"
    for before, token in zip(tokens, tokens[1:]):
        if token.raw[0].isupper() and token.kinds & VERB_FORMS and not strong(before) and before.raw not in QUOTES:
            token.kinds -= VERB_FORMS


def plain(text, start, end, vocab, tokens):
    for match in TOKEN.finditer(text, start, end):
        raw = match.group()
        low = raw.lower()
        kinds, classes = vocab.lookup(low)
        tokens.append(Token(match.start(), match.end(), raw, low, kinds, classes))


def join_phrases(tokens, vocab):
    """Give the words of "North Korean*" or "lost their lives" the class of the phrase."""
    if not vocab.phrases:
        return
    for i, token in enumerate(tokens):
        for entry, name in vocab.phrases.get(token.low, ()):
            if i + len(entry) <= len(tokens) and all(alike(tokens[i + n].low, word) for n, word in enumerate(entry)):
                for n in range(len(entry)):
                    word = tokens[i + n]
                    word.classes = (word.classes - vocab.nouns if name in vocab.nouns else word.classes) | {name}


def inflected(word):
    """'revised' => {'revise', 'revises', 'revising'}: other forms of a regular past; nothing for other words. Non-words do no harm."""
    if not word.endswith("ed") or " " in word or len(word) < 6:
        return set()
    stem = word[:-2]
    bases = {stem[:-1] + "y"} if stem.endswith("i") else {stem[:-1]} if stem[-1] == stem[-2] and stem[-1] not in "sl" else {stem, stem + "e"}
    return {form for base in bases for form in (base, base + "s", base.rstrip("e") + "ing")}


def alike(low, word):
    return low.startswith(word[:-1]) if word.endswith("_") else low == word


def strong(token):
    """Ends a clause whatever stands around it."""
    return token.raw in STRONG or token.raw == "."


def verb(token):
    return bool(token.kinds & VERBAL) and not token.mention


EMPHATIC = frozenset("not and or no never only all the will".split())
VERB_FORMS = frozenset(["verbs", "ed", "ing"])
VERBAL = frozenset(["verbs", "ed", "ing", "auxiliaries"])
