"""Sentences as tokens that know their word class: the shallow grammar that attribution, status and measures share.

No parser and no model: closed word classes come from the lexicon, verbs are known by list or by ending, and what is counted comes
from the codebook. A number or date found before is one token. A word's classes are looked up once and remembered.
"""

import re
from bisect import bisect_right
from operator import attrgetter

from .. import lexicon as lexicons

TOKEN = re.compile(r"[A-Z]\.(?:[A-Z]\.){0,3}|'(?:s|ll|re|ve|d|m)\b|\w++(?:[-.&]\w++|'(?!s\b|ll\b|re\b|ve\b|d\b)\w++)*+|[^\w\s]")
SPACED = re.compile(rf"(\s*+)({TOKEN.pattern})")
STRONG = frozenset(";:—–!?|•·.")
QUOTES = frozenset("\"“”")
DASHES = frozenset("–—")
CONTRAST = frozenset(["while", "whereas", "but", "although", "though"])
QUANTITY = frozenset("number vague money percent fraction measurement distance".split())
CLOSED = frozenset("prepositions determiners coordinators subordinators auxiliaries pronouns adverbs".split())
VERBAL, ACTIVE, HELPING = frozenset(["verbs", "auxiliaries"]), frozenset(["verbs", "ed"]), frozenset(["auxiliaries", "adverbs"])
PREDICATIVE, PARTICIPIAL, VERB_FORMS = VERBAL | {"ed"}, frozenset(["ed", "ing"]), frozenset(["verbs", "ed", "ing"])
CONNECTING = frozenset(["prepositions", "coordinators"])
HAVE = frozenset(["has", "have", "had"])
SMALL = frozenset("one two three four five six seven eight nine ten eleven twelve both".split())
UPWARDS = frozenset("up to past above over beyond towards toward".split())
PASSING = ("pass", "past ", "top", "exceed", "cross", "surpass", "above ", "beyond ")  # of a number
AFTER_AS = frozenset("of many much well part to far".split())  # with them "as" opens no clause
BEFORE_AS = frozenset("such well known same long far".split())
EMPHATIC = frozenset("not and or no never only all the will".split())
OF_NAMES = frozenset(["modals", "adverbs"])
NUMBER, DATE, NAME, EMPTY, PUNCT = frozenset(["number"]), frozenset(["date"]), frozenset(), frozenset(), frozenset(["punct"])
END = attrgetter("end")
# What a word may call for when its sentence is put together or read; most words call for nothing.
SIGN, CAPITAL, OPENS, HYPHEN, CUE, HEDGE, FORECAST, DENIAL, DOUBT, FORM, LINE = (1 << n for n in range(11))


class Token:
    """One word, sign or mention. `kinds` are grammatical classes, `classes` the codebook's word lists it belongs to.

    A number or date is one token with all its words; then `mention` is what was found, and `number` says whether it is a quantity.
    """

    __slots__ = ("start", "end", "raw", "low", "kinds", "classes", "mention", "number")

    def __init__(self, start, end, raw, low, kinds, classes, mention=None, number=False):
        self.start, self.end, self.raw, self.low = start, end, raw, low
        self.kinds, self.classes, self.mention, self.number = kinds, classes, mention, number


class Sentence:
    """The tokens of text[start:end]. `cued` are the places of words that may name a speaker, `formed` of those that may do so by the
    form of the sentence, `mentioned` of the numbers and dates; `title`: most words are capitalised.

    `low` is its text in lower case but for the month of May, which is no "may"; `words` are its tokens in lower case, to see at once what
    it lacks; `calls` the bits they call for (HEDGE: it may soften something);
    `edges`, `places`, `dates`, `joined`, `event_place`, `joints`, `reaches` and `opener` are kept by who finds them, for the next to ask.
    """

    __slots__ = ("start", "end", "text", "low", "tokens", "mentioned", "cued", "formed", "title", "line", "words", "calls",
                 "edges", "places", "dates", "joined", "event_place", "joints", "reaches", "opener")

    def __init__(self, start, end, text, tokens, mentioned, cued, formed, title, calls):
        self.start, self.end, self.text, self.tokens = start, end, text, tokens
        self.low = but_for_may(text, start, [tokens[i] for i in mentioned]) if "May" in text else text.lower()
        self.mentioned, self.cued, self.formed, self.title, self.calls = mentioned, cued, formed, title, calls
        self.line = False  # it is a heading: set by who knows the lines
        self.words, self.joints, self.reaches = {token.low for token in tokens}, {}, {}
        self.edges = self.places = self.dates = None
        self.joined, self.event_place = False, None
        self.opener = False  # not looked for yet

    def at(self, offset):
        """Index of the first token that ends after an offset of the whole text."""
        return bisect_right(self.tokens, offset, key=END)

    @property
    def index(self):
        """Start of each mention => index of its token."""
        return {self.tokens[i].start: i for i in self.mentioned}


def but_for_may(text, start, mentions):
    """A sentence in lower case, except the month of May among its mentions (tokens)."""
    low = text.lower()
    for token in mentions:
        if not token.number and (k := token.raw.find("May")) >= 0:
            k += token.start - start
            low = f"{low[:k]}May{low[k + 3:]}"
    return low


def words(text):
    """'of, in, on' => ['of', 'in', 'on']; lists pass through."""
    if isinstance(text, (list, tuple)):
        return [str(word) for word in text]
    return [word.strip().strip('"') for word in str(text).split(",") if word.strip()]


def pattern(phrases):
    """One trie of all phrases, as whole words; a `*` stands for any ending.

    What may not stand before a phrase is asked first: hardly any place is left then.
    """
    plain, open_ = ([phrase.lower().rstrip("*") for phrase in phrases if phrase.endswith("*") == ends] for ends in (False, True))
    parts = [rf"(?:{lexicons.alternatives(plain)})(?!\w)"] if plain else []
    parts += [rf"(?:{lexicons.alternatives(open_)})\w*"] if open_ else []
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})" if parts else "(?!)")


def openings(phrases):
    """['speaks of', 'citing'] => {'speaks': {'of': [['of']]}, 'citing': {'': [[]]}}: what is left of phrases by their first words."""
    table = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first, *rest = TOKEN.findall(phrase)
        table.setdefault(first, {}).setdefault(rest[0] if rest else "", []).append(rest)
    return table


def following(tokens, i, rests):
    """How many words after token i belong to a phrase that it opens (`rests`: the phrases by their second word), or -1."""
    for rest in rests.get(tokens[i + 1].low, ()) if i + 1 < len(tokens) else ():
        if [t.low for t in tokens[i + 1:i + 1 + len(rest)]] == rest:
            return len(rest)
    return 0 if "" in rests else -1


def sentence(text, start, end, mentions, vocab):
    """Tokens of text[start:end] (normalised text), mentions as single tokens."""
    tokens, mentioned, calling, here, memory, calls = [], [], [], start, vocab.memory, 0
    for mention in [*mentions, None]:
        for space, raw in SPACED.findall(text, here, mention.start if mention else end):
            low, kinds, classes, bits = memory.get(raw) or vocab.lookup(raw)
            if bits:
                calls |= bits
                calling.append((len(tokens), bits))
            at = here + len(space)
            here = at + len(raw)
            tokens.append(Token(at, here, raw, low, kinds, classes))
        if mention:
            raw, here, number = text[mention.start:mention.end], mention.end, mention.kind in QUANTITY
            kinds = NUMBER if number else DATE
            bits = vocab.calls(raw, kinds)
            calls |= bits
            calling.append((len(tokens), bits))
            mentioned.append(len(tokens))
            tokens.append(Token(mention.start, here, raw, raw.lower(), kinds, EMPTY, mention, number))
    title = settle(tokens, calling, vocab)
    cued = [i for i, bits in calling if bits & CUE and "cue" in tokens[i].kinds]
    formed = [i for i, bits in calling if bits & FORM] if calls & FORM else ()
    return Sentence(start, end, text[start:end], tokens, mentioned, cued, formed, title, calls)


def settle(tokens, calling, vocab):
    """Mend what one word alone does not tell: phrases of the codebook, dashes, names. => is the line in title case?

    calling: [(index, bits)] of the tokens that call for something.
    """
    capitals, singles, letters = [], [], len(tokens)
    for i, bits in calling:
        if bits & CAPITAL:
            capitals.append(i)
        if bits & SIGN:
            letters -= 1
            if tokens[i].raw == "'":
                singles.append(i)
            if bits & HYPHEN and is_dash(tokens, i):
                tokens[i].raw = tokens[i].low = "–"
        if bits & OPENS and i + 1 < len(tokens) and (entries := vocab.phrases[tokens[i].low].get(tokens[i + 1].low[:3])):
            join_phrases(tokens, i, entries, vocab)
    if len(singles) > 1:
        pair_quotes(tokens, singles)
    title = 5 * len(capitals) > 3 * letters
    if not title or 2 * sum(tokens[i].raw.isupper() for i in capitals if not tokens[i].mention) <= letters:
        for i in capitals:
            name_name(tokens, i, title, vocab.events)
    return title


def is_dash(tokens, i):
    """Is the hyphen at i a dash, since it stands between spaces or before a name ("300 dead -Reuters")?"""
    if not 0 < i < len(tokens) - 1 or tokens[i - 1].end == tokens[i].start:
        return False
    after = tokens[i + 1]
    return tokens[i].end < after.start or after.raw.isalpha() or after.raw == "-"


def pair_quotes(tokens, singles):
    """Make single quotation marks that pair double ones; what only closes a plural ("the soldiers' losses") is left."""
    opened = None
    for i in singles:
        near = i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end
        if (i == 0 or tokens[i - 1].end < tokens[i].start) and near:
            opened = tokens[i]
        elif opened and (not near or "punct" in tokens[i + 1].kinds):
            for mark in (opened, tokens[i]):
                mark.raw = mark.low = '"'
                mark.kinds = PUNCT
            opened = None


def name_name(tokens, i, title, events):
    """A capital within a sentence is a name, no verb ("United States"), and a word in capitals no pronoun ("the WHO", "the US")."""
    token = tokens[i]
    if token.mention:
        return
    if len(token.raw) > 1 and token.raw.isupper() and token.low not in EMPHATIC:
        token.kinds = NAME
        return
    if not i or title or tokens[i - 1].raw in STRONG or tokens[i - 1].raw in QUOTES:
        return
    within_name = tokens[i - 1].raw[0].isupper()
    if token.kinds & VERB_FORMS:
        token.kinds = token.kinds - VERB_FORMS - {"cue"}
        if within_name:
            token.classes = token.classes - events  # "the Red Cross"
    elif token.kinds & OF_NAMES and ("modals" in token.kinds or within_name):
        token.kinds = NAME  # "the journalist Can Aydin", "AIR Worldwide"


def join_phrases(tokens, i, entries, vocab):
    """Give the words of "North Korean*" or "lost their lives" the class of the phrase, which replaces what its words say alone."""
    longest = 0
    for entry, name in entries:  # the longest first: "taken out of the" is not also "taken out"
        if len(entry) >= longest and stands_at(tokens, i, entry):
            longest = len(entry)
            for word in tokens[i:i + longest]:
                word.classes = word.classes - (vocab.nouns if name in vocab.nouns else vocab.lookup(word.raw)[2] & vocab.events) | {name}


def stands_at(tokens, i, entry):
    """Do the words of a phrase, whose first stands at i, follow it there?"""
    if not alike(tokens[i + 1].low, entry[1]) or i + len(entry) > len(tokens):
        return False
    return all(alike(tokens[i + n].low, entry[n]) for n in range(2, len(entry)))


def alike(low, word):
    return low.startswith(word[:-1]) if word.endswith("_") else low == word


def relative(token):
    """Is it "who" or "which", and not the WHO?"""
    return token.low in ("who", "which") and bool(token.kinds)


def minor(token):
    """A small count in words, which is seldom what a sentence is about ("the toll in the two countries")."""
    return token.number and token.low in SMALL


def strong(token):
    """Ends a clause whatever stands around it."""
    return token.raw in STRONG


def as_clause(tokens, k, linking):
    """Is the "as" at k the head of a clause ("… as the toll rose"), and not "as of", "as many as", "known as"?"""
    if tokens[k].low != "as" or k + 1 >= len(tokens) or tokens[k + 1].mention or tokens[k + 1].low in AFTER_AS:
        return False
    if tokens[k + 1].low == "a" and k + 2 < len(tokens) and tokens[k + 2].low == "whole":
        return False  # "the toll for Ruland as a whole was 300"
    if k and (tokens[k - 1].low in BEFORE_AS or "ed" in tokens[k - 1].kinds):  # "saved as the toll hits 300"
        return any("verbs" in t.kinds and after.mention for t, after in zip(tokens[k + 1:k + 9], tokens[k + 2:k + 10]))
    pairs = list(zip(tokens[k:k + 15], tokens[k + 1:k + 16]))
    if any(t.kinds & VERBAL or t.low in linking and "ed" in t.kinds or t.mention and numbers(before, t, linking) for before, t in pairs):
        return True
    subject = next((n for n, (t, _) in enumerate(pairs) if n and (t.classes or "generics" in t.kinds)), len(pairs))
    return any(rises(t, after) for t, after in pairs[subject + 1:])  # "as the number of sheep swells to 300"


def numbers(before, mention, linking):
    """Has a number its verb within it ("passed 300"), or a noun before it and one that may be a preposition ("toll tops 300")?"""
    return mention.low.split(" ")[0] in linking or bool(before.classes) and mention.low.startswith(("near ", "top "))


def rises(t, after):
    """Is the word a verb that leads to a number ("swells", "edged past", "passed 300")?"""
    if "linking" in t.kinds and "prepositions" not in t.kinds or after.low.startswith(PASSING):
        return True
    return "ed" in t.kinds and after.low in UPWARDS
