"""Sentences as tokens that know their word class: the shallow grammar that attribution, status and measures share.

No parser and no model: closed word classes come from the lexicon, verbs are known by list or by ending, and what is counted comes
from the codebook. A number or date found before is one token. A word's classes are looked up once and remembered.
"""

import re
from functools import lru_cache

from . import lexicon as lexicons

TOKEN = re.compile(r"(?:[A-Z]\.){1,4}|'(?:s|ll|re|ve|d|m)\b|\w+(?:[-.&]\w+|'(?!s\b|ll\b|re\b|ve\b|d\b)\w+)*|[^\w\s]")
STRONG = frozenset(";:—–!?|•·.")
DOUBTING = "confirm* verif* corroborat* substantiat* authenticat* checked proven unconfirmed unverified uncorroborated unsubstantiated unproven backed".split()
QUOTES = frozenset("\"“”")
CONTRAST = frozenset(["while", "whereas", "but", "although", "though"])
QUANTITY = frozenset("number vague money percent fraction measurement distance".split())
CLOSED = frozenset("prepositions determiners coordinators subordinators auxiliaries pronouns adverbs".split())
VERBAL = frozenset(["verbs", "auxiliaries"])
VERB_FORMS = frozenset(["verbs", "ed", "ing"])
SMALL = frozenset("one two three four five six seven eight nine ten eleven twelve both".split())
EMPHATIC = frozenset("not and or no never only all the will".split())
NUMBER, DATE, NAME, EMPTY = frozenset(["number"]), frozenset(["date"]), frozenset(), frozenset()
# What a word may call for when its sentence is put together or read; most words call for nothing.
SIGN, CAPITAL, OPENS, HYPHEN, CUE, HEDGE, FORECAST, DENIAL, DOUBT = (1 << n for n in range(9))


class Token:
    """One word, sign or mention. `kinds` are grammatical classes, `classes` the codebook's word lists it belongs to."""

    __slots__ = ("start", "end", "raw", "low", "kinds", "classes")
    mention, number = None, False

    def __init__(self, start, end, raw, low, kinds, classes):
        self.start, self.end, self.raw, self.low, self.kinds, self.classes = start, end, raw, low, kinds, classes

    def __repr__(self):
        return f"{self.raw}/{'+'.join(sorted(self.kinds))}/{'+'.join(sorted(self.classes))}"


class Mentioned(Token):
    """A number or date: all its words are one token."""

    __slots__ = ("mention", "number")

    def __init__(self, mention, raw):
        self.mention, self.number = mention, mention.kind in QUANTITY
        super().__init__(mention.start, mention.end, raw, raw.lower(), NUMBER if self.number else DATE, EMPTY)


class Sentence:
    """The tokens of text[start:end]. `cued` are the places of words that may name a speaker; `title`: most words are capitalised.

    `calls` are the bits of its words (HEDGE: it may soften something); `edges` and `places` are kept by who finds them, for the next to ask.
    """

    __slots__ = ("start", "end", "text", "low", "tokens", "cued", "title", "line", "calls", "edges", "places")

    def __init__(self, start, end, text, tokens, cued, title, calls):
        self.start, self.end, self.text, self.low, self.tokens = start, end, text, text.lower(), tokens
        self.cued, self.title, self.calls = cued, title, calls
        self.line = False  # it is a heading: set by who knows the lines
        self.edges = self.places = None

    def at(self, offset):
        """Index of the first token that ends after an offset of the whole text."""
        for i, token in enumerate(self.tokens):
            if token.end > offset:
                return i
        return len(self.tokens)

    @property
    def index(self):
        """Start of each mention => index of its token."""
        return {token.mention.start: i for i, token in enumerate(self.tokens) if token.mention}


def words(text):
    """'of, in, on' => ['of', 'in', 'on']; lists pass through."""
    if isinstance(text, (list, tuple)):
        return [str(word) for word in text]
    return [word.strip().strip('"') for word in str(text).split(",") if word.strip()]


def pattern(phrases):
    """One trie of all phrases, as whole words; a `*` stands for any ending. Each branch begins with its letter, so that a search skips all others."""
    table = {}
    for phrase in phrases:
        table.setdefault(phrase[0].lower(), ([], []))[phrase.endswith("*")].append(phrase.lower().rstrip("*")[1:])
    branches = []
    for first, (plain, open_) in sorted(table.items()):
        parts = ([rf"(?:{lexicons.alternatives(plain)})(?!\w)"] if plain else []) + ([rf"(?:{lexicons.alternatives(open_)})\w*"] if open_ else [])
        branches.append(rf"{re.escape(first)}(?<![\w-]{re.escape(first)})(?:{'|'.join(parts)})")
    return re.compile("|".join(branches) or "(?!)")


def openings(phrases):
    """['speaks of', 'spoke of'] => {'speaks': [('of',)], 'spoke': [('of',)]}: phrases by their first word, longest first."""
    table = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first, *rest = TOKEN.findall(phrase)
        table.setdefault(first, []).append(tuple(rest))
    return table


def follows(tokens, i, rest):
    """Do the words of `rest` stand after token i?"""
    if len(tokens) <= i + len(rest):
        return False
    for word in rest:
        i += 1
        if tokens[i].low != word:
            return False
    return True


class Vocabulary:
    """Word classes of one codebook and the lexicon; what is known of a word is looked up once."""

    def __init__(self, book, lex):
        grammar, speech = lexicons.section(lex, "grammar"), lexicons.section(lex, "speech")
        self.grammar = {name: frozenset(words(v)) for name, v in grammar.items() if not isinstance(v, dict)}
        self.rate_units = {word: unit for unit, members in grammar["rate_units"].items() for word in members}
        self.speech = {name: frozenset(words(v)) for name, v in speech.items()}
        self.strong = self.speech["strong"] | ({form for word in self.speech["regular"] for form in inflected(word)} - self.speech["speakers"])
        self.sayings = openings(w for w in self.strong | self.speech["weak"] | self.speech["granting"] if " " in w)
        self.phrases_of = {name: openings(self.speech[name]) for name in ("according", "citing")}
        self.grammar["verbs"] |= (self.strong | self.speech["weak"]) - self.speech["carriers"] - self.speech["speakers"]
        self.cue_words = self.strong | self.speech["weak"] | self.speech["granting"] | self.speech["denying"] | self.speech["carriers"] | {"by", "per", "if", "(", "'s", "'", "its", "their", "his", "her"} | \
            set(self.sayings) | set(self.phrases_of["according"]) | set(self.phrases_of["citing"])
        self.nouns, self.events, self.owners = frozenset(book.nouns), frozenset(book.events), frozenset(book.owners)
        self.exact, self.prefix, self.phrases, self.memory = {}, {}, {}, {}
        for group in (book.nouns, book.events, book.owners):
            for name, entries in group.items():
                for entry in entries:
                    self.add(name, [w.lower() for w in TOKEN.findall(entry.replace("*", "_"))])
        self.lengths = sorted({len(p) for p in self.prefix})
        triggers = {name: [word for side in group.values() for word in words(side)] for name, group in lex["status"].items() if isinstance(group, dict)}
        common = frozenset().union(*(self.grammar[name] for name in CLOSED)) - self.grammar["modals"]
        self.called = {HEDGE: screen(self.speech["hedges"], common), FORECAST: screen(triggers["expected"] + triggers["open"], common),
                       DENIAL: screen(triggers["denied"], common), DOUBT: screen(triggers["unverified"] + DOUBTING, common)}
        self.calls = lru_cache(maxsize=10_000)(self.calls)  # of the words of a number

    def add(self, name, entry):
        if len(entry) > 1:
            self.phrases.setdefault(entry[0], {}).setdefault(entry[1].rstrip("_")[:3], []).append((entry, name))
        elif entry[0].endswith("_"):
            self.prefix.setdefault(entry[0][:-1], set()).add(name)
        else:
            self.exact.setdefault(entry[0], set()).add(name)

    def lookup(self, raw):
        """(lower case, grammatical kinds, codebook classes, what it calls for) of a word or sign."""
        found = self.memory.get(raw)
        if found is None:
            low = raw.lower()
            if len(self.memory) > 100_000:
                self.memory.clear()
            kinds = self.kinds(low)
            found = self.memory[raw] = low, kinds, self.classes(low), self.calls(raw, kinds)
        return found

    def calls(self, raw, kinds):
        """The bits of what a word, or the words of a number, may call for."""
        bits = 0 if raw[0].isalpha() else HYPHEN | SIGN if raw[0] == "-" else SIGN
        bits |= CAPITAL if raw[0].isupper() else 0
        bits |= (OPENS if "opens" in kinds else 0) | (CUE if "cue" in kinds else 0)
        for bit, begins in self.called.items():
            bits |= bit if begins.search(raw.lower()) else 0
        return bits

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
            elif low.endswith("ly") and len(low) > 4 and not found:
                found.add("adverbs")
        if low in self.cue_words:
            found.add("cue")
        if low in self.phrases:
            found.add("opens")
        return frozenset(found)


def screen(phrases, common):
    """A pattern for the rarest word of each phrase, the longest that is not common: where it finds nothing, no phrase stands."""
    keys = {max(re.findall(r"\w+\*?", phrase.lower()), key=lambda word: (word not in common, len(word))) for phrase in phrases}
    plain, open_ = (lexicons.alternatives(key.rstrip("*") for key in keys if key.endswith("*") == ends) for ends in (False, True))
    return re.compile("|".join(([rf"\b(?:{plain})\b"] if plain else []) + ([rf"\b(?:{open_})"] if open_ else [])))


def inflected(word):
    """'revised' => {'revise', 'revises', 'revising'}: other forms of a regular past; nothing for other words. Non-words do no harm."""
    if not word.endswith("ed") or " " in word or len(word) < 6:
        return set()
    stem = word[:-2]
    bases = {stem[:-1] + "y"} if stem.endswith("i") else {stem[:-1]} if stem[-1] == stem[-2] and stem[-1] not in "sl" else {stem, stem + "e"}
    return {form for base in bases for form in (base, base + "s", base.rstrip("e") + "ing")}


@lru_cache(maxsize=32)
def _vocabulary(holder):
    return Vocabulary(holder.book, lexicons.load())


class _Same:
    """A codebook as a cache key, by identity."""

    def __init__(self, book):
        self.book = book

    def __hash__(self):
        return id(self.book)

    def __eq__(self, other):
        return self.book is other.book


def vocabulary(book):
    return _vocabulary(_Same(book))


def sentence(text, start, end, mentions, vocab):
    """Tokens of text[start:end] (normalised text), mentions as single tokens."""
    tokens, calling, here, memory, calls, find = [], [], start, vocab.memory, 0, text.find
    for mention in [*mentions, None]:
        for raw in TOKEN.findall(text, here, mention.start if mention else end):
            low, kinds, classes, bits = memory.get(raw) or vocab.lookup(raw)
            if bits:
                calls |= bits
                calling.append((len(tokens), bits))
            at = find(raw, here)  # only white space lies between
            here = at + len(raw)
            tokens.append(Token(at, here, raw, low, kinds, classes))
        if mention:
            token = Mentioned(mention, text[mention.start:mention.end])
            bits = vocab.calls(token.raw, token.kinds)
            calls |= bits
            calling.append((len(tokens), bits))
            tokens.append(token)
            here = mention.end
    title = settle(tokens, calling, calls, vocab)
    cued = [i for i, bits in calling if bits & CUE and "cue" in tokens[i].kinds]
    return Sentence(start, end, text[start:end], tokens, cued, title, calls)


def settle(tokens, calling, calls, vocab):
    """Mend what one word alone does not tell: phrases of the codebook, dashes, names. => is the line in title case?

    calling: [(index, bits)] of the tokens that call for something.
    """
    if calls & (OPENS | HYPHEN):
        for i, bits in calling:
            if bits & OPENS:
                join_phrases(tokens, i, vocab)
            if bits & HYPHEN and 0 < i < len(tokens) - 1 and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start:
                tokens[i].raw = tokens[i].low = "–"  # a hyphen between spaces is a dash
    capitals = [i for i, bits in calling if bits & CAPITAL]
    letters = len(tokens) - sum(bits & SIGN for _, bits in calling)
    title = 5 * len(capitals) > 3 * letters
    if not title or 2 * sum(tokens[i].raw.isupper() for i in capitals if not tokens[i].mention) <= letters:
        for i in capitals:
            name_name(tokens, i, title)
    return title


def name_name(tokens, i, title):
    """A capital within a sentence is a name, no verb ("United States"), and a word in capitals no pronoun ("the WHO", "the US")."""
    token = tokens[i]
    if token.mention:
        return
    if len(token.raw) > 1 and token.raw.isupper() and token.low not in EMPHATIC:
        token.kinds = NAME
    elif i and not title and token.kinds & VERB_FORMS and tokens[i - 1].raw not in STRONG and tokens[i - 1].raw not in QUOTES:
        token.kinds = token.kinds - VERB_FORMS - {"cue"}


def join_phrases(tokens, i, vocab):
    """Give the words of "North Korean*" or "lost their lives" the class of the phrase, which replaces what its words say alone."""
    if i + 1 >= len(tokens):
        return
    second = tokens[i + 1].low  # phrases are filed by their first word and the first letters of their second
    table = vocab.phrases[tokens[i].low]
    for entry, name in table.get(second[:3], ()):
        if alike(second, entry[1]) and i + len(entry) <= len(tokens) and all(alike(tokens[i + n].low, entry[n]) for n in range(2, len(entry))):
            for word in tokens[i:i + len(entry)]:
                word.classes = word.classes - (vocab.nouns if name in vocab.nouns else vocab.lookup(word.raw)[2] & vocab.events) | {name}


def alike(low, word):
    return low.startswith(word[:-1]) if word.endswith("_") else low == word


def minor(token):
    """A small count in words, which is seldom what a sentence is about ("the toll in the two countries")."""
    return token.number and token.low in SMALL


def strong(token):
    """Ends a clause whatever stands around it."""
    return token.raw in STRONG


def as_clause(tokens, k, linking):
    """Is the "as" at k the head of a clause ("… as the toll rose"), and not "as of", "as many as", "known as"?"""
    if tokens[k].low != "as" or k + 1 >= len(tokens) or tokens[k + 1].mention or tokens[k + 1].low in ("of", "many", "much", "well", "part", "to", "far"):
        return False
    if k and (tokens[k - 1].low in ("such", "well", "known", "same", "long", "far") or "ed" in tokens[k - 1].kinds):
        return False
    return any(t.kinds & VERBAL or t.mention and (t.low.split(" ")[0] in linking or before.classes and t.low.startswith(("near ", "top ")))
               for before, t in zip(tokens[k:k + 15], tokens[k + 1:k + 16]))
