"""What is known of a word: its grammatical classes, the codebook's word lists it belongs to, and what it calls for in its sentence."""

import re
from functools import lru_cache

from .. import lexicon as lexicons
from ..grammar.clauses import (
    CAPITAL, CLOSED, CUE, DENIAL, DOUBT, EMPTY, FORECAST, FORM, HEDGE, HYPHEN, LINE, OPENS, SIGN, TOKEN, openings, words,
)
from .headlines import LABEL_SIGNS
from .unlisted import FORMS

NOT_ADVERBS = frozenset("italy sicily assembly family supply reply rally monopoly anomaly bully butterfly".split())
DOUBTING = ("confirm* verif* corroborat* substantiat* authenticat* check checked checking proven unconfirmed unverified uncorroborated "
            "unsubstantiated unproven backed evidence proof certain certainty sure").split()


class Vocabulary:
    """Word classes of one codebook and the lexicon; what is known of a word is looked up once."""

    def __init__(self, book, lex):
        grammar, speech = lexicons.section(lex, "grammar"), lexicons.section(lex, "speech")
        self.grammar = {name: frozenset(words(v)) for name, v in grammar.items() if not isinstance(v, dict)}
        self.rate_units = {word: unit for unit, members in grammar["rate_units"].items() for word in members}
        self.speech = {name: frozenset(words(v)) for name, v in speech.items()}
        speakers, carriers, weak = (self.speech[name] for name in ("speakers", "carriers", "weak"))
        self.strong = self.speech["strong"] | (
            {form for word in self.speech["regular"] for form in (word, *inflected(word))} - speakers - weak)
        self.strong |= {form for phrase in self.speech["strong"] if " " in phrase for form in in_all_tenses(phrase)}
        self.speech["weak"] |= {form for word in weak for form in inflected(word) if form.endswith("ing")} - speakers - carriers
        self.sayings = openings(w for w in self.strong | self.speech["weak"] | self.speech["granting"] if " " in w)
        self.phrases_of = {name: openings(self.speech[name]) for name in ("according", "citing")}
        self.grammar["verbs"] |= (self.strong | self.speech["weak"]) - carriers - speakers
        self.cue_words = self.strong.union(
            self.speech["weak"], self.speech["granting"], self.speech["denying"], carriers, self.sayings, *self.phrases_of.values(),
            "by come comes came coming per if for ( 's ' its their his her".split())
        self.nouns, self.events, self.owners = frozenset(book.nouns), frozenset(book.events), frozenset(book.owners)
        self.exact, self.prefix, self.phrases, self.memory = {}, {}, {}, {}
        for group in (book.nouns, book.events, book.owners):
            for name, entries in group.items():
                for entry in entries:
                    self.add(name, [w.lower() for w in TOKEN.findall(entry.replace("*", "_"))])
        for table in self.phrases.values():
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        lines = [line for m in book.measures if m.read for line in m.read.when]
        self.befalls = {event: {noun for line in lines if event in line for noun in line} for event in book.events}
        # countries whose own numbers are counted, and which so do not speak of others'
        self.areas = frozenset(name.lower() for name in book.whole)
        self.lengths = sorted({len(p) for p in self.prefix}) or [0]
        self.stems = {p[:self.lengths[0]] for p in self.prefix}  # with one of them begins every word that a prefix fits
        triggers = {name: [word for side in group.values() for word in words(side)]
                    for name, group in lex["status"].items() if isinstance(group, dict)}
        common = frozenset().union(*(self.grammar[name] for name in CLOSED)) - self.grammar["modals"]
        self.called = {HEDGE: screen(self.speech["hedges"], common), FORECAST: screen(triggers["expected"] + triggers["open"], common),
                       DENIAL: screen(triggers["denied"], common), DOUBT: screen(triggers["unverified"] + DOUBTING, common)}
        self.calling = re.compile("|".join(begins.pattern for begins in self.called.values()))
        self.calls = lru_cache(maxsize=10_000)(self.calls)  # of the words of a number
        self.listed = {}  # word => the grammatical lists it is in
        for name, members in self.grammar.items():
            for word in members:
                self.listed.setdefault(word, set()).add(name)

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
        low = raw.lower()
        bits |= (FORM if low in FORMS or "number" in kinds else 0) | (LINE if low in LABEL_SIGNS else 0)
        if self.calling.search(low):
            bits |= sum(bit for bit, begins in self.called.items() if begins.search(low))
        return bits

    def classes(self, low):
        found = set(self.exact.get(low, ()))
        for n in self.lengths if low[:self.lengths[0]] in self.stems else ():
            found |= self.prefix.get(low[:n], EMPTY)
        return frozenset(found)

    def never_given(self, verb, after):
        """Do the words after a number tell of something "gives" could not hand over ("gives 300 dead", not "gave 300 shells")?"""
        said = frozenset().union(*(t.classes for t in after)) & (self.nouns | self.events)
        return bool(said) and not any(said & self.befalls.get(event, set()) for event in verb.classes)

    def kinds(self, low):
        found = set(self.listed.get(low, ()))
        if not low[0].isalpha() and low[0] != "'":
            found.add("punct")
        elif not found & CLOSED:
            if low.endswith("ed") and len(low) > 4:
                found.add("ed")
            elif low.endswith("ing") and len(low) > 5:
                found.add("ing")
            elif low.endswith("ly") and len(low) > 4 and not found and low not in NOT_ADVERBS:
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
    doubled = stem[-1] == stem[-2] and stem[-1] not in "sl"
    bases = {stem[:-1] + "y"} if stem.endswith("i") else {stem[:-1]} if doubled else {stem, stem + "e"}
    return {form for base in bases for form in (base, base[:-1] + "ies" if base.endswith("y") else base + "s", base.rstrip("e") + "ing")}


def in_all_tenses(phrase):
    """'settles for' => {'settle for', 'settled for', 'settling for'}: the other forms of a phrase whose verb is in the present."""
    verb, rest = phrase.split(" ", 1)
    if not verb.endswith("s") or verb.endswith("ss") or len(verb) < 5:
        return set()
    base = verb[:-1]
    return {f"{form} {rest}" for form in (base, base.removesuffix("e") + "ed", base.removesuffix("e") + "ing")}
