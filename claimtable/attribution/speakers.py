"""Who can speak: the noun phrases that name a speaker, found token by token to the left or right of a cue."""

from ..grammar import nounphrases
from ..grammar.clauses import CONNECTING, PARTICIPIAL, QUOTES, VERBAL, minor, strong
from ..grammar.neighbours import capitalised, pauses, spelled
from ..grammar.nounphrases import PERSONAL
from ..grammar.reach import SCORNED
from . import leftwards
from .leftwards import NAMED

BODY_KINDS = frozenset(["agency", "group", "expert", "media", "organisation", "organization"])  # kinds of actor that count rather than own
CALLED = frozenset("named called dubbed nicknamed identified".split())  # "an officer called Kim"
NOT_DOERS = frozenset("latter former other others higher lower larger smaller greater order number thermometer".split())
DOERS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "person")
STATE_KINDS, OUTLET_KINDS = frozenset(["government", "military"]), frozenset(["outlet", "media"])


class Speakers:
    """The word lists that tell who can speak, and the walks that find a speaker's words."""

    def __init__(self, vocab, actors):
        speech = vocab.speech
        self.vocab, self.strong, self.weak = vocab, vocab.strong, speech["weak"]
        self.carriers, self.speakers, self.titles = speech["carriers"], speech["speakers"], speech["titles"]
        self.handing, self.bodies_said = speech["handing"], speech["bodies"]
        self.openers, self.granting, self.naming = speech["openers"], speech["granting"], speech["naming"]
        self.taking = speech["taking"]
        self.human, self.teams, self.kin = speech["human"], speech["teams"], speech["kin"]
        self.keepers, self.books, self.tallies = speech["keepers"], speech["books"], speech["tallies"]
        self.moving, self.pledging, self.revising, self.thoughts = (
            speech[name] for name in ("moving", "pledging", "revising", "thoughts"))
        self.scorning, self.calling = speech["denying"] | speech["scorning"], NAMED | CALLED | speech["naming"]
        self.names = frozenset(name.lower().removeprefix("the ") for actor in actors.actors for name in (actor.name, *actor.aliases))
        self.places = frozenset(name.lower() for place in actors.places for name in (place.name, *place.aliases))
        self.surnames = frozenset(name.split()[-1] for name in self.names if name.count(" ") == 1)
        self.bodies, self.states, self.outlets = (
            frozenset(name.lower().removeprefix("the ") for actor in actors.actors if actor.kind in kinds
                      for name in (actor.name, *actor.aliases))
            for kinds in (BODY_KINDS, STATE_KINDS, OUTLET_KINDS))

    # ---------------------------------------------------------------- the subject on the left

    def subject(self, tokens, k):
        """(first, last) token of the subject that ends at or before k; NONE if there is none."""
        return leftwards.subject(self, tokens, k)

    def opening(self, tokens, k):
        """Index of the sign that opens the aside closed at k, or -1."""
        sign = "(" if tokens[k].raw == ")" else tokens[k].raw
        for j in range(k - 1, max(-1, k - 26), -1):
            if tokens[j].raw == sign:
                return j
            if sign == "," and strong(tokens[j]):
                return -1
        return -1

    def rejects(self, tokens, k):
        """Is the word at k a verb that rejects, with what goes with it ("brushed aside", "scoffed at")?"""
        return tokens[k].low in self.scorning and k + 1 < len(tokens) and tokens[k + 1].low in SCORNED

    def adjective(self, tokens, k):
        """"United", "unnamed officials", "retired general": a participle that stands before a noun."""
        if capitalised(tokens[k]) or k + 1 >= len(tokens):
            return capitalised(tokens[k])
        word, after = tokens[k], tokens[k + 1]
        if k and (capitalised(after) and word.low not in self.calling or word.low in self.scorning) and self.may_act(tokens[k - 1]):
            return False  # "Mei Tanaka dismissed Seoul's count", "the ministry rejects reports of 300"
        if word.low in self.naming and word.low.endswith("ed") and capitalised(after):
            return False  # "called Seoul's count a smear"
        if k == 1 and capitalised(tokens[0]) and self.named(tokens, 0, 0) and tokens[0].low not in self.vocab.areas:
            return False  # "Brook addressed parliament"
        if after.low in self.speakers or capitalised(after):
            return True
        return not ("punct" in after.kinds or after.kinds & CONNECTING or "determiners" in after.kinds)

    def may_act(self, token):
        """May a word be the subject of a participle right after it, or an auxiliary of it?"""
        if token.low in PERSONAL or token.low in self.speakers or "auxiliaries" in token.kinds:
            return True
        return capitalised(token) and not token.kinds & CONNECTING and "determiners" not in token.kinds

    def first_verb(self, tokens, start, end):
        """Index of the first verb after token `start`, or 0."""
        return next((k for k in range(start + 1, min(end, len(tokens))) if tokens[k].kinds & VERBAL or
                     "ed" in tokens[k].kinds and not self.adjective(tokens, k) or nounphrases.bare_verb(self, tokens, k)), 0)

    # ---------------------------------------------------------------- who can speak

    def can_speak(self, tokens, a, b):
        """A name, a known actor, a person or body, a pronoun."""
        for k in range(a, b + 1):
            t = tokens[k]
            if t.low in self.speakers or t.low in self.names or t.low in PERSONAL or t.low.endswith("s") and t.low[:-1] in self.speakers:
                return True
            if self.does(t) and (k == b or "prepositions" in tokens[k + 1].kinds or capitalised(tokens[k + 1])):
                return True
            if capitalised(t) and self.may_be_name(tokens, k):
                return True
        return False

    def may_be_name(self, tokens, k):
        """Is the capitalised word at k a name, and not only the first of its sentence?"""
        t = tokens[k]
        if not t.kinds or len(t.raw) > 1 and t.raw.isupper():
            return True
        if t.kinds <= PARTICIPIAL and k + 1 < len(tokens) and tokens[k + 1].raw == ",":
            return True
        return k > 0 and not strong(tokens[k - 1]) and tokens[k - 1].raw not in QUOTES

    def head(self, tokens, a, b):
        """Index of the head of a phrase: before its first preposition, and before a participle after it ("partners working in …")."""
        head = b
        for k in range(a + 1, b + 1):
            if "prepositions" in tokens[k].kinds:
                head = k - 1
                break
        if head == a or not tokens[head].raw[0].islower():
            return head
        popular = head < b and tokens[head].low not in self.speakers and tokens[head - 1].low in self.speakers
        return head - 1 if popular or tokens[head].kinds & PARTICIPIAL else head  # also "a channel popular in the trenches"

    def apart(self, token):
        """Somebody who speaks for himself, whoever has him: "his ministry", "their spokesman"; not "its count"."""
        return self.one_or_many(token) and token.low not in self.carriers

    def one_or_many(self, token):
        """Is it a word for who can speak, or the plural of one?"""
        return token.low in self.speakers or token.low.endswith("s") and token.low[:-1] in self.speakers

    def does(self, token):
        """Is it by its ending a word for one who does something ("worker", "therapist"), whom no list need know?"""
        if not token.low.endswith(DOERS) or token.low in NOT_DOERS or len(token.low) <= 5 or token.low in self.carriers:
            return False
        return token.raw.islower() and not token.classes and not token.kinds

    def counted(self, token):
        """Does the codebook count it? Then it does not speak."""
        return bool(token.classes - self.vocab.owners)

    def head_speaks(self, tokens, a, b):
        """"N. Korea's toll in Russia's war" is no speaker, whatever names are in it: its head is not one."""
        head = self.head(tokens, a, b)
        if self.counted(tokens[head]) and tokens[head].low not in self.speakers:
            return False
        return self.can_speak(tokens, a, max(a, head)) and tokens[head].low != "toll"

    def determined(self, tokens, a, b):
        """A phrase with a determiner whose head the codebook does not count: it may be somebody who counts or says."""
        head = self.head(tokens, a, b)
        if "determiners" not in tokens[a].kinds or any(t.mention for t in tokens[a:head + 1]):
            return False
        if any(t.low.endswith("est") and t.low != "latest" and t.raw.islower() for t in tokens[a + 1:head]):
            return False  # "the highest wave measured 300"
        return not self.counted(tokens[head]) and tokens[head].low not in self.carriers

    def may_speak(self, tokens, a, b):
        """Anything but a number, a relative or a mere thing: verbs of saying proper need little proof."""
        if any(t.number and not minor(t) for t in tokens[a:min(a + 3, b + 1)]):
            return False
        head = tokens[b]
        return self.can_speak(tokens, a, b) or head.low in self.carriers or self.who_follows(tokens, b)

    def who_follows(self, tokens, b):
        """"a drone pilot, who told …": does a "who" show that the phrase that ends at b is a person?"""
        after = [t.low for t in tokens[b + 1:b + 3]]
        return after[:1] == ["who"] or after == [",", "who"]

    def known(self, tokens, a, b):
        """Is the phrase the name of an actor, or headed by a body that speaks?"""
        return self.named(tokens, a, b) or tokens[b].low in self.speakers

    def named(self, tokens, a, b):
        return spelled(tokens[a:b + 1]).removeprefix("the ") in self.names

    def keeps_count(self, tokens, a, b):
        """Is the phrase an agency or another body that counts, known by its name or its initials, and no state or army?"""
        a = next((k + 1 for k in range(b - 1, a, -1) if tokens[k].low == "'s"), a)  # "Ardley's UFA"
        name = spelled(tokens[a:b + 1]).removeprefix("the ")
        a += tokens[a].low == "the" and a < b
        return name in self.bodies or a == b and tokens[a].raw.isupper() and len(tokens[a].raw) > 2 and name not in self.states

    def phrase(self, tokens, a):
        """(first, last) token of the noun phrase that begins at a; NONE if none does."""
        return nounphrases.phrase(self, tokens, a)

    def span(self, tokens, a, b):
        """(start, end) in the text of tokens a..b, without signs at the edges and with the short name that follows ("Authority (AFAD)")."""
        while a < b and (not tokens[a].raw[0].isalnum() or tokens[a].low in ("and", "but", "even", "only", "that")):
            a += 1
        while b > a:
            closing = tokens[b].raw in QUOTES and not any(t.raw in QUOTES for t in tokens[a:b])
            if not (closing or tokens[b].raw in (*",.-('", "all", "both", "alike") or tokens[b].low == "'s"):
                break
            b -= 1
        if a and tokens[a].low == "of" and tokens[a - 1].mention:
            a -= 1  # "one of the contractors"
        if b + 3 < len(tokens) and tokens[b + 1].raw == "(" and tokens[b + 2].raw.isupper() and tokens[b + 3].raw == ")":
            b += 3
        return tokens[self.list_begins(tokens, a, b)].start, tokens[self.list_ends(tokens, b)].end

    def list_begins(self, tokens, a, b):
        """First token of the list of speakers that ends with a..b ("Ardley, Brook and the mayor"); a where there is none."""
        if a < 2 or tokens[a - 1].raw != "," or not introduced(tokens[a]) or not any(t.low == "and" for t in tokens[a + 1:b]):
            return a
        first, last = self.subject(tokens, a - 2)
        if last != a - 2 or not self.listable(tokens, first, last) or first and tokens[first - 1].kinds & (VERBAL | {"prepositions"}):
            return a
        return self.list_begins(tokens, first, b)

    def list_ends(self, tokens, b):
        """Last token of the list of speakers that begins with the phrase up to b ("Ardley, Brook and the mayor"); b where there is none."""
        end, k = b, b + 1
        while k + 1 < len(tokens) and (tokens[k].raw == "," or tokens[k].low == "and"):
            last = next((j - 1 for j in range(k + 1, min(k + 6, len(tokens))) if pauses(tokens[j]) or tokens[j].low == "and"), k)
            if not self.listable(tokens, k + 1, last):
                break
            if tokens[k].low == "and":
                return last if end > b and (last + 1 == len(tokens) or pauses(tokens[last + 1])) else b
            end, k = last, last + 1
        return b

    def listable(self, tokens, a, b):
        """Is the phrase a speaker by itself, as one of several: a known name, a state, or a body that speaks?"""
        if a > b or not introduced(tokens[a]) or any(t.mention or t.low == "and" for t in tokens[a:b + 1]):
            return False
        return self.named(tokens, a, b) or tokens[b].low in self.vocab.areas or self.head_speaks(tokens, a, b)


def introduced(token):
    """Does a word begin the name of a body or a person: "the", or a capital?"""
    return token.low == "the" or capitalised(token)
