"""Is a word a verb of saying where it stands: no noun ("the report"), no act ("gave 300 shells"), not negated ("has not confirmed")?"""

from ..grammar.clauses import ACTIVE, CLOSED, HAVE, QUOTES, VERBAL, following, strong
from ..grammar.neighbours import capitalised, first_from, is_mention, is_number, nearest_before, numbered, pauses, spelled, token_at
from ..grammar.nounphrases import PERSONAL, PUBLISHED
from ..grammar.reach import OCCASION
from . import counts
from .sourcing import NOT_BODIES

NEGATION = frozenset("not cannot never neither nor no without".split())
REFUSING = frozenset("decline declined declines refuse refused refuses fail failed fails unable reluctant unwilling yet".split())
OPEN_DETERMINERS = frozenset("all both some any this that these those what".split())
LIKELY = frozenset("as for chance probability likelihood percent".split())
BEFORE_PLACE = frozenset("at in for on".split())  # "gave 7.7 at Ardley"
CHANGING = tuple("up rais lift revis lower doubl tripl trebl halv downgrad trim cut hik nudg correct adjust pare amend".split())
ASHORE = frozenset("ashore down up on off away together aside in into to through back forward".split())
GIVING = frozenset("give gives gave given giving".split())
LATEST = frozenset("latest last first previous earlier recent newly officially original".split())
PROOFS = frozenset("evidence proof sign signs indication indications reason trace traces confirmation basis".split())
PUTS = frozenset(["put", "puts", "putting"])
HEARERS = frozenset("reporters journalists lawmakers us me them correspondents newsmen viewers readers mediapersons".split())
APART = VERBAL | {"ed", "punct", "number", "coordinators", "subordinators"}


class Verbs:
    """The tests of one word in its sentence. `v` are the Speakers."""

    def __init__(self, v):
        vocab = v.vocab
        self.v, self.sayings = v, vocab.sayings
        self.strong, self.weak, self.carriers = vocab.strong, vocab.speech["weak"], vocab.speech["carriers"]
        self.handing, self.outlets = vocab.speech["handing"], vocab.speech["outlets"]

    def grants(self, tokens, i, last):
        """"did not rule out": True; "ruled out": False; None for any other verb."""
        said = tokens[i].low if last <= i else spelled(tokens[i:last + 1])
        if said not in self.v.granting:
            return None
        return self.negated(tokens, i)

    def longer(self, tokens, i):
        """Last token of a saying of several words that begins at i ("spoke of", "spoke in a podcast of"), or -1."""
        rests = self.sayings.get(tokens[i].low, {})
        for start in (i, *self.occasions(tokens, i)) if rests else ():
            if (count := following(tokens, start, rests)) > 0:
                return start + count
        return self.has_at(tokens, i) if tokens[i].low in HAVE else -1

    def occasions(self, tokens, i):
        """Last token of each phrase of when, where, to whom between a verb at i and its "of" ("spoke on Thursday in a podcast of 300")."""
        for k in range(i + 1, min(len(tokens) - 2, i + 9)):
            t = tokens[k]
            if is_mention(t, "date") or (t.low in OCCASION or t.low in HEARERS or t.low in self.outlets or capitalised(t)) and (
                    numbered(tokens[k + 2:k + 5])):
                yield k
            elif t.low == "of" or t.kinds & APART:
                return

    def has_at(self, tokens, i):
        """"has the second shock at 7.6", "which the ministry had at 300": the "at" before the number, or -1."""
        for k in range(i + 1, min(len(tokens) - 1, i + 12)):
            if tokens[k].low == "at" or tokens[k].low == "as" and tokens[k + 1].number:
                return k if tokens[k + 1].number and tokens[k + 1].mention.kind not in ("time", "date") else -1
            if pauses(tokens[k]) or tokens[k].number or tokens[k].kinds & VERBAL:
                return -1
        return -1

    def says(self, s, i, last):
        """Is the word at i a verb that says something here, and not a noun, a name or an act ("agreed to buy", "gave 300 shells")?"""
        tokens, token = s.tokens, s.tokens[i]
        if capitalised(token) and i and not s.title or self.is_noun(tokens, i):
            return False
        if self.v.rejects(tokens, i):
            return False  # "scoffed at the union's figure of 300"
        if token.low in ("briefed", "informed") and i + 1 < len(tokens) and "prepositions" in tokens[i + 1].kinds:
            return False  # "a person briefed on the count": told, not telling
        if token.low.startswith("account") and i + 1 < len(tokens) and tokens[i + 1].low == "for":
            return False  # "Ardley accounts for 300 of the dead"
        if token.low.startswith("agree") and i + 2 < len(tokens) and tokens[i + 1].low == "on" and tokens[i + 2].number:
            return True
        if token.low.startswith("agree") and i + 1 < len(tokens) and tokens[i + 1].low in ("to", "on", "with"):
            return False
        after = token_at(tokens, i + 1)
        if token.low.startswith("consider") and after is not None and "ing" in after.kinds:
            return False  # "considers sending"
        of_number = i + 2 < len(tokens) and tokens[i + 2].number and after.low in ("the", "those", "these")
        if last < 0 and token.low in self.v.naming and of_number:
            return False  # "described the 300 soldiers as boys"
        if last < 0 and token.low == "found" and tokens[i - 1].low not in self.carriers:
            pauses_after = after is not None and after.raw in (",", ".", "that")
            if not pauses_after and not (tokens[i - 1].low in PERSONAL and falls(tokens, i, self.v.vocab.events)):
                return False  # "rescuers found 300 people"
        if last < 0 and token.low in PUTS and i + 1 < len(tokens) and tokens[i + 1].low in ASHORE:
            return False  # "put ashore 300 men"
        return last >= 0 or token.low not in self.handing or self.hands_a_number(tokens, i)

    def is_noun(self, tokens, i):
        """"Seoul's estimate", "the report", "an estimated 300": the word is a noun or adjective here, not a verb."""
        low, after = tokens[i].low, token_at(tokens, i + 1)
        if after is not None and f"{low} {after.low}" in self.v.speakers or counts.rumoured(self.v, tokens, i):
            return True  # "think tank"
        if i == 0:
            return low in self.carriers or low.endswith("ed") and after is not None and after.low != "by"
        before = tokens[i - 1]
        if self.owned(tokens, i) or self.determined(tokens, i) or self.published(tokens, i) or self.before_a_verb(low, after):
            return True
        if low.endswith("ing") and before.low in NOT_BODIES:
            return True
        infinitive = before.low == "to" and not low.endswith(("s", "ed")) and (
            low not in self.carriers or after is not None and (after.number or after.low == "that"))  # "the first to report 300"
        of_it = "prepositions" in before.kinds and before.low not in ("since", "as", "than", "of")
        if of_it and not (infinitive or stranded(tokens, i, self.carriers)):
            return not low.endswith("ing")
        if before.low == "of" and i > 1 and not tokens[i - 2].kinds & ACTIVE:
            return True  # "short of reasons"
        return low in self.carriers and self.carries(tokens, i, after)

    def owned(self, tokens, i):
        """"Seoul's estimate", "its own count", "Syria's latest announced toll": does the word at i stand behind whose it is?"""
        before, earlier = tokens[i - 1], token_at(tokens, i - 2) if i > 1 else None
        if before.low in ("'s", "own") or before.raw == "'" and earlier is not None and earlier.low.endswith("s"):
            return True
        return tokens[i].low.endswith("ed") and before.low in LATEST and earlier is not None and earlier.low == "'s"

    def determined(self, tokens, i):
        """"the report", "gave a lower count", "gave us two numbers": does a determiner or number stand before the word at i as a noun?"""
        low, before, after = tokens[i].low, tokens[i - 1], token_at(tokens, i + 1)
        if low in self.carriers and (before.number or not low.endswith("s") and i > 1 and tokens[i - 2].low in ("a", "an")):
            return True
        if "determiners" not in before.kinds or before.low in OPEN_DETERMINERS:
            return False
        if before.low in LATEST and i > 1 and "auxiliaries" in tokens[i - 2].kinds:
            return False
        another_says = before.low == "another" and low not in self.carriers
        return not another_says or low.endswith("ed") and after is not None and bool(after.number)

    def published(self, tokens, i):
        """"in an interview aired on Sunday": does the word at i only say of what was published where or when it was?"""
        before, after = tokens[i - 1], token_at(tokens, i + 1)
        if tokens[i].low not in PUBLISHED or not before.raw[0].islower() or before.low not in OCCASION and before.low not in self.carriers:
            return False
        if after is None or pauses(after) or after.mention and not after.number:
            return True
        return after.low != "by" and bool(after.kinds & {"prepositions", "adverbs"})

    def before_a_verb(self, low, after):
        """"Aerial maps show 300": does a verb of saying proper follow a word that may be one?"""
        if low not in self.weak or not low.endswith("s") or after is None or after.low.endswith(("s", "ed")):
            return False
        return (after.low in self.strong or after.low in self.weak) and after.low not in self.carriers

    def carries(self, tokens, i, after):
        """Is a word like "count" or "reports" a noun, by what stands on either side?"""
        low, before = tokens[i].low, tokens[i - 1]
        if not low.endswith(("s", "ed", "ing")) and singular(before) and i > 1:
            return True  # "gave the final count for Ardley": a verb in this form needs many
        if after is None:
            return before.low == "of"
        if low.endswith("s") and before.low not in self.v.speakers:
            if before.kinds & ACTIVE and after.low == "that":
                return True  # "flatly rejected reports that 300 …"
            rejected = before.low in self.v.scorning or i > 1 and self.v.rejects(tokens, i - 2)
            if rejected and after.low in ("that", "by", "from", "of"):
                return True  # "dismissed claims by Ardley of 300"
        many = not low.endswith("s") and before.low.endswith("s")
        if many and after.low == "of" and (before.low in self.v.speakers or before.classes & self.v.vocab.nouns):
            return False  # "survivors talk of thousands"
        if before.low == "of" or after.low == "of" or after.low in self.strong or after.low in self.weak:
            return True
        return bool(after.kinds & VERBAL) and after.low != "there"

    def hands_a_number(self, tokens, i):
        """"gave a figure of 300", "released a new toll": to give is to say only where a number is given."""
        hung = nearest_before(tokens, i, lambda t: t.low in ("which", "that"), within=7, none=0)
        noun = tokens[hung - 1 - (tokens[hung - 1].raw in QUOTES)]
        if hung and numbered(tokens[max(0, hung - 8):hung]) and (noun.raw == "," or self.v.counted(noun)):
            return True  # "a figure of 300 dead, which a doctor gave to a podcast"
        up = tokens[i].low.startswith(CHANGING)
        for k in range(i + 1, min(len(tokens), i + 12)):
            t = tokens[k]
            if t.number:
                after = next((x for x in tokens[k + 1:k + 4] if x.raw not in QUOTES), None)
                if after is None or strong(after) or after.low in LIKELY or k <= i + 3 and (after.low in BEFORE_PLACE or after.raw == ","):
                    return True
                if after.raw == "," and (t.mention.low or 0) % 1:
                    return True
                if tokens[k - 1].classes & self.v.vocab.nouns and k > i + 1:
                    return True  # "gives the People's Army 1.15 million active members"
                if tokens[k - 1].low == "as":
                    return True  # "gave the injured as 300"
                if tokens[i].low in GIVING and k == i + 1 and self.v.vocab.never_given(tokens[i], tokens[k + 1:k + 5]):
                    return True  # "gives 300 dead"
                return tokens[k - 1].low == "of" and self.v.counted(tokens[k - 2])  # "gave Russian losses of 300 men"
            if strong(t):
                return False
            if t.low in self.carriers or t.low == "toll" or up and t.low == "to":
                return True
        return False

    def negated(self, tokens, i):
        """"has not confirmed 40 deaths": not a statement of the number."""
        start = next((k + 1 for k in range(i - 1, max(-1, i - 4), -1) if tokens[k].raw in ",;:"), max(0, i - 3))
        if i > 1 and tokens[i - 1].low == "to" and tokens[i - 2].low in REFUSING:
            return True
        if i + 2 < len(tokens) and tokens[i + 1].low == "no" and tokens[i + 2].low in PROOFS:
            return True  # "has seen no evidence that"
        return any((t.low in NEGATION or t.low.endswith("n't")) and tokens[k + 1].raw != "."
                   and not any(x.kinds & ACTIVE for x in tokens[k + 1:i])  # not "an official who would not be named spoke of 300"
                   for k, t in enumerate(tokens[start:i], start))


def stranded(tokens, i, carriers):
    """"a nurse she spoke to said": does the word at i follow the preposition of a clause without "that", whose subject is a pronoun?"""
    near = zip(tokens[max(0, i - 6):i - 2], tokens[max(1, i - 5):i - 1])
    return tokens[i].low not in carriers and any(me.low in PERSONAL and noun.raw.isalpha() and not noun.kinds for noun, me in near)


def falls(tokens, i, events):
    """"found 300 of them collapsed": does a number follow the verb at i, and what befell it, with nothing after?"""
    number = first_from(tokens, i + 1, is_number, within=2, none=0)
    return bool(number) and any("ed" in t.kinds and t.classes & events and after.kinds & {"punct", "prepositions", "coordinators"}
                                for t, after in zip(tokens[number + 1:number + 6], tokens[number + 2:number + 7]))


MANY = frozenset("people police media men women".split())


def singular(token):
    """Is it a common noun or adjective that does not stand for many?"""
    common = token.raw.isalpha() and token.raw.islower() and not token.kinds & CLOSED
    return common and not token.low.endswith("s") and token.low not in MANY
