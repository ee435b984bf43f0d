"""Verbs of saying: who is their subject, and how far what was said reaches.

"The NIS said that 300 …", "…, said Mark Rutte", "was put at 300 by the ministry", "Erdogan declares an emergency and gives a toll of 300".
A verb that is a noun here ("the report"), negated ("has not confirmed") or an act ("gave 300 shells") says nothing.
"""

from . import carriers, reach
from .clauses import QUOTES, follows, strong
from .nounphrases import briefed, innermost, new_phrase
from .passives import BE, agent, passive
from .reach import TELLING
from .sourcing import surface
from .speakers import NOBODY, NONE, PERSONAL, Cue

HEARERS = frozenset("reporters journalists lawmakers us me them correspondents newsmen viewers readers mediapersons".split())
NEGATION = frozenset("not never neither nor no without".split())
OPEN_DETERMINERS = frozenset("all both some any this that these those what".split())
POINTED = frozenset(["this", "that", "it", "these", "which", "whom"])
LIKELY = frozenset("as for chance probability likelihood percent".split())
PLACED = frozenset("at in for on".split())  # "gave 7.7 at Ardley"
HAVE = frozenset(["has", "have", "had"])
CHANGING = ("up", "rais", "lift", "revis", "lower", "doubl", "tripl", "trebl", "halv", "downgrad", "trim", "cut", "hik", "nudg", "correct", "adjust", "pare", "amend")
ASHORE = frozenset("ashore down up on off away together aside in into to through back forward".split())
GIVING = frozenset("give gives gave given giving".split())
OWN_PEOPLE = frozenset("team lab staff office firm company model group crew students colleagues".split())
LATEST = frozenset("latest last first previous earlier recent newly officially original".split())
PRINTED = frozenset("carried carries printed prints aired airs".split())
PUTS = frozenset(["put", "puts", "putting"])
SAY = frozenset("say says said claim claims claimed".split())


class Saying:
    """Finds the cue of a verb of saying. `v` are the Speakers."""

    def __init__(self, v):
        vocab = v.vocab
        self.v, self.sayings = v, vocab.sayings
        self.strong, self.weak, self.carriers = vocab.strong, vocab.speech["weak"], vocab.speech["carriers"]
        self.denying = vocab.speech["denying"]
        self.counting, self.handing = vocab.speech["counting"], vocab.speech["handing"]

    def verb(self, s, i):
        """The cue whose verb is token i, or None: not a verb here, passive without "by", or no subject that could speak."""
        tokens, token = s.tokens, s.tokens[i]
        last = self.longer(tokens, i)
        weak = last < 0 and (token.low in self.weak or token.low in self.denying)
        grants = self.grants(tokens, i, last)
        if not grants and (last < 0 and not weak and token.low not in self.strong or not self.says(s, i, last, weak)):
            return None
        if grants is False:
            return None
        last = max(last, i)
        if passive(tokens, i):
            if token.low in self.denying:
                return None  # "dismissed by Moscow"
            return agent(self.v, s, i, last) or Cue(NOBODY, token.start, surface(s, i, last), right=(tokens[last].end, s.end), rule="hearsay")
        k = i - 1
        while k > 0 and self.between(tokens, k):
            k -= 1
        if k > 0 and "coordinators" in tokens[k].kinds:
            k = self.shared(tokens, k)
        told = self.with_subject(s, i, last, k, weak) if token.low in TELLING else None  # "…,” Ada Brook told the Echo"
        cue = told or self.inverted(s, i, last, k) or self.with_subject(s, i, last, k, weak)
        if cue and not grants and (token.low in self.denying or self.negated(tokens, i)):
            cue.right = cue.left = NOBODY  # "has not confirmed 40 deaths": somebody speaks, but not for the number
            cue.rule = "denial"
        return cue

    def grants(self, tokens, i, last):
        """"did not rule out": True; "ruled out": False; None for any other verb."""
        said = tokens[i].low if last <= i else " ".join(t.low for t in tokens[i:last + 1])
        if said not in self.v.granting:
            return None
        return self.negated(tokens, i)

    def with_subject(self, s, i, last, k, weak):
        """The cue of a verb whose subject ends at or before token k."""
        tokens, v, low = s.tokens, self.v, s.tokens[i].low
        a, b = v.subject(tokens, k)
        if a > b:
            a, b = v.before_relative(tokens, k)
        if a > b:
            a, b = self.fronted(tokens, i)
        if ("coordinators" in tokens[i - 1].kinds or a > b and "prepositions" in tokens[i - 1].kinds) and (a > b or not v.can_speak(tokens, a, b)):
            a, b = self.opening(tokens, i)  # or "the brigade I was with says"
        if a > b or a > 1 and tokens[a - 1].number and "determiners" not in tokens[a].kinds or a == b and tokens[a].low in ("we", "i", "you") or a and tokens[a - 1].low in ("to", "from", "near", "into") and tokens[k].low not in ("that", "which", "who"):
            return None  # "the force sent to Kursk Oblast numbered 11,000"
        if weak and low.endswith("ing") and tokens[b].raw != "," and not (i and tokens[i - 1].low in BE):
            return None
        if a == b and low in PRINTED and not v.named(tokens, a, b) and tokens[b].low not in v.speakers:
            return None  # "Ships carried 16,000 containers"
        if a and tokens[a - 1].low == "whose" and tokens[b].low not in self.carriers:
            a, b = self.possessor(tokens, a, b)
            if a > b:
                return None
        if weak and " ".join(t.low for t in tokens[a:b + 1]) in v.vocab.areas:
            return None  # "Ruland has recorded 300 deaths": it has them
        speaks = v.head_speaks(tokens, a, b) if weak else v.may_speak(tokens, a, b)
        if last > i and v.counted(tokens[v.head(tokens, a, b)]) and tokens[b].low not in v.speakers:
            return None  # "the damage in Ardley comes to 300"
        if not speaks and not (low in (self.counting if weak else SAY) and v.determined(tokens, a, b)):
            return None
        cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="subject-verb")
        if tokens[b].low in PERSONAL and a == b:
            cue.who, cue.pronoun = NOBODY, tokens[b].low
        elif tokens[a].low in ("its", "their", "his", "her") and not any(t.raw[0].isupper() for t in tokens[a + 1:b + 1]) and (not v.apart(tokens[b]) or a and tokens[a - 1].low == "that"):
            cue.pronoun = tokens[a].low  # "its intelligence counts": whose was named before
        else:
            innermost(v, tokens, cue, a, b)
            if b < k:
                briefed(v, tokens, cue, a, k)  # "Ada Brook, a councillor briefed by the union, says …"
        reach.scope(self.v, s, cue, a, last)
        if low in SAY and last + 1 < len(tokens) and tokens[last + 1].low in ("of", "about"):
            cue.right = NOBODY  # "“…,” he said of the 300 sheep"
        return cue

    def possessor(self, tokens, a, b):
        """"Ada Brook, whose team costed it at 300": her people speak for her; "Seoul, whose spy agency said": a body for itself; NONE: "whose army numbers 300"."""
        if not self.v.apart(tokens[b]) or a < 3 or self.v.counted(tokens[b]):
            return NONE
        if tokens[b].low not in OWN_PEOPLE:
            return a, b
        return self.v.subject(tokens, a - 2 - (tokens[a - 2].raw == ","))

    def longer(self, tokens, i):
        """Last token of a saying of several words that begins at i ("spoke of"), or -1."""
        rests = self.sayings.get(tokens[i].low)
        found = next((i + len(rest) for rest in rests if follows(tokens, i, rest)), -1) if rests else -1
        if found < 0 and rests:
            day = next((k for k in (i + 1, i + 2) if k < len(tokens) and tokens[k].mention and tokens[k].mention.kind == "date"), 0)
            if day and (day == i + 1 or tokens[i + 1].low in ("on", "in")):  # "spoke on Thursday of"
                found = next((day + len(rest) for rest in rests if follows(tokens, day, rest)), -1)
        return self.has_at(tokens, i) if found < 0 and tokens[i].low in HAVE else found

    def has_at(self, tokens, i):
        """"has the second shock at 7.6", "which the ministry had at 300": the "at" before the number, or -1."""
        for k in range(i + 1, min(len(tokens) - 1, i + 12)):
            if tokens[k].low == "at" or tokens[k].low == "as" and tokens[k + 1].number:
                return k if tokens[k + 1].number and tokens[k + 1].mention.kind not in ("time", "date") else -1
            if strong(tokens[k]) or tokens[k].raw == "," or tokens[k].number or tokens[k].kinds & {"verbs", "auxiliaries"}:
                return -1
        return -1

    def says(self, s, i, last, weak):
        """Is the word at i a verb that says something here, and not a noun, a name or an act ("agreed to buy", "gave 300 shells")?"""
        tokens, token = s.tokens, s.tokens[i]
        if token.raw[0].isupper() and i and not s.title or self.is_noun(tokens, i):
            return False
        if token.low.startswith("account") and i + 1 < len(tokens) and tokens[i + 1].low == "for":
            return False  # "Ardley accounts for 300 of the dead"
        if token.low.startswith("agree") and i + 2 < len(tokens) and tokens[i + 1].low == "on" and tokens[i + 2].number:
            return True
        if token.low.startswith("agree") and i + 1 < len(tokens) and tokens[i + 1].low in ("to", "on", "with"):
            return False
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.low.startswith("consider") and after is not None and "ing" in after.kinds:
            return False  # "considers sending"
        if token.low in self.v.naming and last < 0 and after is not None and after.low in ("the", "those", "these") and i + 2 < len(tokens) and tokens[i + 2].number:
            return False  # "described the 300 soldiers as boys"
        if token.low == "found" and last < 0 and not (tokens[i - 1].low in self.carriers or i + 1 < len(tokens) and tokens[i + 1].raw in (",", ".", "that")):
            return False  # "rescuers found 300 people"
        if token.low in ("see", "know") and tokens[i - 1].low in ("'ll", "will"):
            return False  # "they'll see 300 at best"
        if last < 0 and token.low in PUTS and i + 1 < len(tokens) and tokens[i + 1].low in ASHORE:
            return False  # "put ashore 300 men"
        return last >= 0 or token.low not in self.handing or self.hands_a_number(tokens, i)

    def is_noun(self, tokens, i):
        """"Seoul's estimate", "the report", "an estimated 300": the word is a noun or adjective here, not a verb."""
        low, after = tokens[i].low, tokens[i + 1] if i + 1 < len(tokens) else None
        if after is not None and f"{low} {after.low}" in self.v.speakers or carriers.rumoured(tokens, i):
            return True  # "think tank"
        if i == 0:
            return low in self.carriers or low.endswith("ed")
        before = tokens[i - 1]
        if low.endswith("ed") and i > 1 and tokens[i - 1].low in LATEST and tokens[i - 2].low == "'s":
            return True  # "Syria's latest announced toll"
        if before.low in ("'s", "own") or before.raw == "'" and i > 1 and tokens[i - 2].low.endswith("s"):
            return True
        if "determiners" in before.kinds and before.low not in OPEN_DETERMINERS:
            return True
        if low in self.carriers and i > 1 and tokens[i - 2].low in ("a", "an") and not low.endswith("s"):
            return True  # "gave a lower count"
        if "prepositions" in before.kinds and before.low not in ("since", "as", "than", "of"):
            return not low.endswith("ing")
        if low not in self.carriers:
            return False
        if not low.endswith(("s", "ed")) and before.raw[0].islower() and before.low in self.carriers and not before.low.endswith("s"):
            return True  # "its damage assessment report"
        return before.low == "of" or after is not None and (
            after.low in self.strong or after.low in self.weak or after.low == "of" or after.kinds & {"auxiliaries", "verbs"} and after.low != "there")

    def hands_a_number(self, tokens, i):
        """"gave a figure of 300", "released a new toll": to give is to say only where a number is given."""
        head = next((k for k in range(i - 1, max(0, i - 6), -1) if new_phrase(tokens, k)), 0)
        if head and (tokens[head - 1].low in self.carriers or self.v.counted(tokens[head - 1])):
            return True  # "the figure the minister gave was 300"
        up = tokens[i].low.startswith(CHANGING)
        for k in range(i + 1, min(len(tokens), i + 8)):
            t = tokens[k]
            if t.number:
                after = next((x for x in tokens[k + 1:k + 4] if x.raw not in QUOTES), None)
                if after is None or strong(after) or after.low in LIKELY or k <= i + 3 and (after.low in PLACED or after.raw == ",") or after.raw == "," and (t.mention.low or 0) % 1:
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
            if t.classes & self.v.vocab.nouns and any(x.raw == ":" for x in tokens[k + 1:k + 14]):
                return True  # "gave a smaller toll at a session in Seoul: 3,000"
        return False

    def negated(self, tokens, i):
        """"has not confirmed 40 deaths": not a statement of the number."""
        start = next((k + 1 for k in range(i - 1, max(-1, i - 4), -1) if tokens[k].raw in ",;:"), max(0, i - 3))
        return any((t.low in NEGATION or t.low.endswith("n't")) and after.raw != "." for t, after in zip(tokens[start:i], tokens[start + 1:]))

    def between(self, tokens, k):
        """Words that may stand between a subject and its verb: "has since", "on Saturday", "also"."""
        token = tokens[k]
        if token.mention:
            return token.mention.kind in ("date", "time") or token.low in ("twice", "thrice")
        if token.low in ("on", "in", "late", "early", "last", "this") and k + 1 < len(tokens) and tokens[k + 1].mention:
            return True
        return bool(token.kinds & {"auxiliaries", "adverbs"}) and token.low not in self.v.speakers or token.low in ("to", "last", "first", "since") or token.low == "by" and tokens[k + 1].low in ("then", "now")

    def shared(self, tokens, k):
        """"Erdogan declares an emergency and gives a toll": the subject of the first verb, when "and" at k joins two verbs; else k."""
        start = next((j + 1 for j in range(k - 1, -1, -1) if strong(tokens[j])), 0)
        verb = self.v.first_verb(tokens, start, k)
        return verb - 1 if verb else k

    def opening(self, tokens, i):
        """"HUR officials attribute the shells to Kim and say …": the speaker who opens the sentence, when "and" before i joins two verbs."""
        start = next((k + 1 for k in range(min(4, i)) if tokens[k].raw == ":"), 0)
        a, b = self.v.phrase(tokens, start)
        if a > b or b > i - 2 or any(strong(t) for t in tokens[b:i]) or not (self.v.can_speak(tokens, a, b) and self.v.head_speaks(tokens, a, b)):
            return NONE
        return a, b

    def fronted(self, tokens, i):
        """"In London on Monday considered that", "what was declared in the ministry": a body in place of a subject."""
        start = next((k + 1 for k in range(i - 1, -1, -1) if strong(tokens[k]) or tokens[k].raw == ","), 0)
        for at in (start, i + 1):
            if at + 1 < len(tokens) and tokens[at].low in ("in", "at"):
                a, b = self.v.phrase(tokens, at + 1)
                if a <= b and (at > i or b < i) and self.v.known(tokens, a, b):
                    return a, b
        return NONE

    def inverted(self, s, i, last, k):
        """"…, said Mark Rutte" and "…", says Zelenskyy: the subject follows the verb."""
        tokens, v = s.tokens, self.v
        if tokens[i].low.endswith("ing"):
            return None  # a participle's subject stands before it
        before = tokens[k] if k >= 0 else None
        if k > 0 and before.low in POINTED and tokens[k - 1].low in ("about", "of", "on"):
            before = None  # "About this informed the chief of staff", "of whom writes the Chronicle"
        if last + 1 >= len(tokens) or tokens[i].low in TELLING and tokens[last + 1].low in HEARERS or before is not None and not (before.raw in ",;—–-?!" or before.raw in QUOTES or before.low == "as" and k <= 1):
            return None
        first = tokens[last + 1]
        if first.mention or "punct" in first.kinds or first.low in ("that", "to", "in", "on", "by", "at"):
            return None
        a, b = v.phrase(tokens, last + 1)
        told = before is not None and (before.raw in QUOTES or k and tokens[k - 1].raw in QUOTES) and v.determined(tokens, a, b)  # "“…,” said the dad-of-two"
        if a > b or not (told or v.can_speak(tokens, a, b)) or before is not None and before.raw == "," and self.closes_aside(tokens, k):
            return None
        after = tokens[b + 1] if b + 1 < len(tokens) else None
        if after is not None and not (after.mention or strong(after) or after.raw in ",)" or after.raw in QUOTES or
                                      after.kinds & {"prepositions", "subordinators", "coordinators", "adverbs"}):
            return None
        cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="verb-subject")
        innermost(v, tokens, cue, a, b)
        if before is None or before.low != "as":
            cue.left = (s.start, tokens[i].start)
        if after is not None and after.raw in ",:" and b + 2 < len(tokens):
            cue.right = (after.end, s.end)
        return cue

    def closes_aside(self, tokens, k):
        """Does the comma at k close an aside after a subject that opens the sentence ("Rutte, the alliance's head, said")?"""
        comma = next((j for j in range(k - 1, max(-1, k - 14), -1) if tokens[j].raw == "," or strong(tokens[j])), -1)
        if comma <= 0 or tokens[comma].raw != ",":
            return False
        a, b = self.v.subject(tokens, comma - 1)
        return a <= b and a <= 4 and not any(t.kinds & {"verbs", "ed", "auxiliaries"} for t in tokens[:comma])
