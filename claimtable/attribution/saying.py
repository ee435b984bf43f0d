"""Verbs of saying: who is their subject, and how far what was said reaches.

"The NIS said that 300 …", "…, said Mark Rutte", "was put at 300 by the ministry", "Erdogan declares an emergency and gives a toll of 300".
A verb that is a noun here ("the report"), negated ("has not confirmed") or an act ("gave 300 shells") says nothing.
"""

from ..grammar import reach
from ..grammar.attached import before_relative, briefed, innermost
from ..grammar.clauses import HAVE, HELPING, PREDICATIVE, QUOTES, VERBAL, minor, relative, strong
from ..grammar.neighbours import capitalised, coordinates, holds, low_at, nearest_before, pauses, spelled, token_at
from ..grammar.nounphrases import NONE, PERSONAL, SHOWN
from ..grammar.reach import OCCASION, TELLING
from . import others
from .cue import NOBODY, Cue, onwards, upto
from .others import FIRST
from .passives import BE, RELAYED, agent, passive
from .sourcing import OBJECTS, POSSESSIVES, surface
from .verbs import HEARERS, PUTS, Verbs

POINTED = frozenset(["this", "that", "it", "these", "which", "whom"])
OWN_PEOPLE = frozenset("team lab staff office firm company model group crew students colleagues".split())
PERCEIVED = frozenset("heard overheard seen shown filmed recorded caught".split())  # "can be heard saying"
QUOTED_AS = frozenset(f"{word} as" for word in RELAYED)  # "is quoted as saying"
TALKERS = frozenset(["we", "i", "you"])
NOT_ANYBODY = frozenset("nobody none neither nor nothing".split())
PLEDGES = frozenset("promise promises promised pledge pledges pledged vow vows vowed".split())
DURING = frozenset("after before while when since".split())
BEFORE_DAY = frozenset("on in late early last this by until since".split())
ADVERBIAL = frozenset("to last first since each himself herself itself themselves".split())
AFTER_WORD = {"by": ("then", "now"), "between": ("them",), "at": ("first", "last")}
NO_SPEAKER = frozenset("it that to in on by at".split())
COUNTS = frozenset("count counts figure figures number numbers tally tallies total totals sum sums data statistics".split())
# "his son": another person
KIN = frozenset("son daughter wife husband brother sister mother father cousin neighbour neighbor uncle aunt nephew niece friend "
                "grandfather grandmother grandson granddaughter".split())
ONES = frozenset(["one", "ones", "other"])
SIZES = ("number", "count")
PRINTED = frozenset("carried carries printed prints aired airs".split())
SAY = frozenset("say says said claim claims claimed".split())
SAYING = SAY | TELLING
# only people do it
HUMAN = frozenset("say says said tell told talk talked speak spoke recall recalled think thought reckon reckoned believe believed "
                  "remember remembered estimate estimated warn warned".split())


class Saying:
    """Finds the cue of a verb of saying. `v` are the Speakers."""

    def __init__(self, v):
        vocab = v.vocab
        self.v, self.verbs = v, Verbs(v)
        self.strong, self.weak, self.carriers = vocab.strong, vocab.speech["weak"], vocab.speech["carriers"]
        self.denying = vocab.speech["denying"]
        self.counting = vocab.speech["counting"]

    def verb(self, s, i):
        """The cue whose verb is token i, or None: not a verb here, passive without "by", or no subject that could speak."""
        tokens, token = s.tokens, s.tokens[i]
        if token.classes & self.v.vocab.events and any(t.low == "lives" for t in tokens[i + 1:i + 5]):
            return None  # "the flood that hit Ardley has claimed the lives of 300"
        last = self.verbs.longer(tokens, i)
        weak = last < 0 and (token.low in self.weak or token.low in self.denying)
        grants = self.verbs.grants(tokens, i, last)
        if not grants and (last < 0 and not weak and token.low not in self.strong or not self.verbs.says(s, i, last, weak)):
            return None
        if grants is False:
            return None
        last = max(last, i)
        if passive(tokens, i):
            if token.low in self.denying:
                return None  # "dismissed by Moscow"
            made = agent(self.v, s, i, last)
            if made and self.verbs.negated(tokens, i):
                return None  # "which was not confirmed by the police"
            return made or Cue(NOBODY, token.start, surface(s, i, last), right=onwards(s, last), rule="hearsay")
        quoted = spelled(tokens[max(0, i - 2):i]) in QUOTED_AS
        k = i - 3 if quoted else i - 2 if token.low.endswith("ing") and tokens[i - 1].low in PERCEIVED else i - 1
        while k > 0 and self.between(tokens, k):
            k -= 1
        to_say = k > 0 and tokens[k + 1].low == "to" and (tokens[k].low in OCCASION or not self.v.known(tokens, k, k))
        if to_say or k > 0 and coordinates(tokens[k]):
            k = self.shared(tokens, k)  # also "came out of the briefing to tell reporters that …"
        # "…, or so says the mayor"
        k = i - 1 if i > 1 and tokens[i - 1].low == "so" and (tokens[i - 2].low == "or" or tokens[i - 2].raw in ",;") else k
        told = self.with_subject(s, i, last, k, weak) if token.low in TELLING else None  # "…,” Ada Brook told the Echo"
        cue = told or self.inverted(s, i, last, k) or self.with_subject(s, i, last, k, weak)
        if cue and cue.relay == NOBODY and token.low in TELLING:
            cue.relay = self.passed_on(tokens, last)
        if cue and cue.left == NOBODY and (token.low in PLEDGES or any("modals" in t.kinds for t in tokens[k + 1:i])):
            cue.rule = "offer"  # in what another says: "Kyiv says that Seoul could add 300", "… has promised 300"
        if cue and not grants and (token.low in self.denying or self.verbs.negated(tokens, i)):
            cue.right = cue.left = NOBODY  # "has not confirmed 40 deaths": somebody speaks, but not for the number
            cue.rule = "denial"
        return cue

    def passed_on(self, tokens, last):
        """Span of the outlet that was told ("told the Ardley Echo"), which passes it on; or NOBODY."""
        a, b = self.v.phrase(tokens, last + 1) if last + 1 < len(tokens) else NONE
        a += a < b and tokens[a].low == "the"
        head = self.v.head(tokens, a, b) if a <= b else 0
        if a > b or tokens[head].low in OCCASION and not capitalised(tokens[head]):
            return NOBODY
        named = any(t.low in self.v.vocab.speech["outlets"] for t in tokens[a:head + 1])
        return self.v.span(tokens, a, b) if named or spelled(tokens[a:b + 1]) in self.v.outlets else NOBODY

    def with_subject(self, s, i, last, k, weak):
        """The cue of a verb whose subject ends at or before token k."""
        tokens, v, low = s.tokens, self.v, s.tokens[i].low
        a, b = self.somebody(tokens, i, k)
        if any(t.low in NOT_ANYBODY for t in tokens[a:b + 1]) or self.nobodys(tokens, a, b):
            return Cue(NOBODY, tokens[i].start, surface(s, i, last), rule="denial")  # "Nobody in Ardley knows the number"
        if a > b or weak and low.endswith("ing") and tokens[b].raw != "," and not joined(tokens, i, k, a, b):
            return None
        if not self.vouches(tokens, a, b, i, last, weak):
            return None
        cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="subject-verb")
        if tokens[b].low in PERSONAL and a == b:
            own = self.main(tokens, a) if a and tokens[a - 1].low == "what" else NONE  # "The brigade filmed what it said were 300 dead"
            cue.who, cue.pronoun = (v.span(tokens, *own), "") if own[0] <= own[1] else (NOBODY, tokens[b].low)
        elif tokens[a].low in POSSESSIVES and not any(capitalised(t) for t in tokens[a + 1:b + 1]) and tokens[a + 1].low not in KIN \
                and (not v.apart(tokens[b]) or a and tokens[a - 1].low == "that"):
            cue.pronoun = tokens[a].low  # "its intelligence counts": whose was named before
        else:
            innermost(v, tokens, cue, a, b)
            if b < k:
                briefed(v, tokens, cue, a, k)  # "Ada Brook, a councillor briefed by the union, says …"
        beside = a and tokens[a - 1].low == "with" and tokens[v.head(tokens, a, b)].low in self.carriers
        if beside and not any(capitalised(t) or v.apart(t) for t in tokens[a:b + 1]):
            cue.rule = "beside"  # "lawmakers estimate 300, with projections suggesting 400"
        reach.scope(v, s, cue, a, last)
        about = low in SAY and last + 1 < len(tokens) and tokens[last + 1].low in ("of", "about")
        if about and sum(t.number and not minor(t) for t in tokens[last + 2:]) < 2:  # but "said of the 900 sheep 300 had drowned"
            cue.right = NOBODY  # "“…,” he said of the 300 sheep"
            if a and tokens[a - 1].raw == ",":
                cue.left = upto(s, a)  # "300 drowned, the ministry says of the week just gone"
        return cue

    def nobodys(self, tokens, a, b):
        """"Published counts for Ardley run to 300": counts of nobody named, which no one can be quoted for."""
        if a > b or not any(t.low in COUNTS for t in tokens[a:b + 1]):
            return False
        head = self.v.head(tokens, a, b)
        return tokens[head].low in COUNTS and not any(
            capitalised(t) and k > 0 or t.low == "'s" or self.v.apart(t) for k, t in enumerate(tokens[a:head + 1], a))

    def somebody(self, tokens, i, k):
        """(first, last) token of the subject of the verb at i, sought from token k leftwards; NONE if it has none that stands as one."""
        v = self.v
        if k >= 0 and tokens[k].low in TALKERS and not tokens[i].low.endswith("ing"):
            return NONE  # "The latest toll I have heard is 300"
        a, b = self.main(tokens, i) if tokens[i].low.endswith("ing") and i and hangs(tokens, i) else v.subject(tokens, k)
        to_say = i > 2 and tokens[i - 1].low == "to"
        told = tokens[i].low in SAYING or tokens[i].low in HUMAN or any(t.low == "that" for t in tokens[i + 1:i + 4])
        if to_say and (made := others.led(v, tokens, i)):
            a, b = made
        elif to_say and told and tokens[i - 2].low not in BE:
            own = self.main(tokens, i)
            own = others.for_whom(v, tokens, own[0], i) if own[0] == own[1] and tokens[own[0]].low == "it" else own
            a, b = own if own[0] <= own[1] else (a, b)
        beside = next((j for j in range(k, max(-1, k - 8), -1) if tokens[j].low == "with"), -1) if tokens[i].low.endswith("ing") else -1
        if beside >= 0 and (own := v.phrase(tokens, beside + 1))[1] == k:
            a, b = own  # "…, with the ministry putting the dead at 300"
        if a > b:
            a, b = before_relative(v, tokens, k)
        if a > b or "prepositions" in tokens[k].kinds and a == b and tokens[a].low in PERSONAL:
            a, b = others.known_to(v, tokens, k)
        if a > b:
            a, b = self.fronted(tokens, i)
        if a > b and tokens[i - 1].kinds & {"coordinators", "prepositions"} or a <= b and "coordinators" in tokens[i - 1].kinds \
                and not v.can_speak(tokens, a, b) and not v.determined(tokens, a, b):
            a, b = self.opening(tokens, i)  # or "the brigade I was with says"
        if a > b or coordinates(tokens[b]) or a == b and tokens[a].low in TALKERS:
            return NONE
        counted = a > 1 and tokens[a - 1].number and not minor(tokens[a - 1])
        if counted and "determiners" not in tokens[a].kinds and tokens[a].low not in PERSONAL:
            return NONE
        reached = a and tokens[a - 1].low in ("to", "from", "near", "into")
        if reached and tokens[i - 1].low != "to" and tokens[k].low not in ("that", "which", "who"):
            return NONE  # "the force sent to Kursk Oblast numbered 11,000"
        if a and tokens[a - 1].low == "whose" and (tokens[b].low not in self.carriers or a > 2 and tokens[a - 2].raw == ","):
            return self.possessor(tokens, a, b)
        return a, b

    def main(self, tokens, i):
        """"The ministry went further, putting the dead at 300": the subject of the nearest verb before a participle at i, if it could
        speak; else its own. Also "put out a statement saying 300"."""
        for j in range(i - 2, max(0, i - 40), -1):
            if strong(tokens[j]):
                break
            kinds = tokens[j].kinds
            if kinds & PREDICATIVE and not ("ed" in kinds and "determiners" not in tokens[j + 1].kinds and self.v.adjective(tokens, j)):
                k = j - 1
                while k > 0 and self.between(tokens, k):
                    k -= 1
                a, b = self.v.subject(tokens, k - (relative(tokens[k]) and k > 0))
                speaks = a <= b and (self.v.head_speaks(tokens, a, b) or self.v.determined(tokens, a, b))
                if speaks and not any(t.raw.islower() and self.v.counted(t) and t.low not in self.v.speakers for t in tokens[a:b]):
                    return a, b
        return self.v.subject(tokens, i - 1)

    def vouches(self, tokens, a, b, i, last, weak):
        """Does a subject that says a verb like this speak for a number, and not have or carry it?"""
        v, low = self.v, tokens[i].low
        if a == b and tokens[a].low == "another":
            return True  # "Another put it at 300"
        if weak and tokens[b].low in ONES:
            return False  # "two shocks, one measured at 7.8"
        if a == b and low in PRINTED and not v.named(tokens, a, b) and tokens[b].low not in v.speakers:
            return False  # "Ships carried 16,000 containers"
        head = tokens[v.head(tokens, a, b)]
        if last == i and low.startswith(SIZES) and i + 1 < len(tokens) and tokens[i + 1].number and v.counted(head):
            of_its_own = low[0] == "n" or any(v.counted(t) for t in tokens[i + 2:i + 4])
            if of_its_own and not any(t.classes & v.vocab.events for t in tokens[i + 2:i + 6]):
                return False  # "His army numbers 1.2 million", "counts 1.2 million men"
        human = low in HUMAN or low in SAY and low_at(tokens, i + 1) in ("to", "that")  # "soldiers claim to"
        noun = low in self.carriers and head.raw.islower() and not human
        if (last > i or noun) and v.counted(head) and not {head.low, tokens[b].low} & v.speakers:
            return False  # "the damage in Ardley comes to 300"
        if low in PUTS and self.verbs.has_at(tokens, i) > i + 1:
            return True  # "Rescue workers put the toll at 300"
        if weak and a < b and "determiners" in tokens[a].kinds and head.low in v.carriers and not v.counted(head):
            return True  # "The review expects 300"
        speaks = v.head_speaks(tokens, a, b) if weak else v.may_speak(tokens, a, b)
        people = head.low.endswith("s") and (head.raw.islower() or head is tokens[0]) and head.low not in v.carriers
        counted = people and v.counted(head)  # "railway workers told"
        people = people and (low in SAYING and not counted or human and counted and not head.classes & v.vocab.events)
        that = any(t.low == "that" for t in tokens[last:last + 4])  # "a podcast asserted last week that"
        comment = a and tokens[a - 1].raw == "," and (last + 1 == len(tokens) or pauses(tokens[last + 1]))  # "…, the fed reckons, …"
        clause = not weak and a < b and (that or comment or v.does(head))
        if speaks or people:
            return True
        return (clause or low in (self.counting if weak else SAY) or low in TELLING and a < b) and v.determined(tokens, a, b)

    def possessor(self, tokens, a, b):
        """"Ada Brook, whose team costed it at 300": her people speak for her; "Seoul, whose spy agency said": a body for itself;
        NONE: "whose army numbers 300"."""
        if a > 2 and (tokens[b].low in self.carriers or tokens[b].low in SHOWN):
            return self.v.subject(tokens, a - 2 - (tokens[a - 2].raw == ","))  # "UFA, whose last sheet says 300"
        if not self.v.apart(tokens[b]) or a < 3 or self.v.counted(tokens[b]):
            return NONE
        if tokens[b].low not in OWN_PEOPLE:
            return a, b
        return self.v.subject(tokens, a - 2 - (tokens[a - 2].raw == ","))

    def between(self, tokens, k):
        """Words that may stand between a subject and its verb: "has since", "on Saturday", "also"."""
        token = tokens[k]
        if token.low == "first" and k or token.low == "the" and tokens[k + 1].low in FIRST and tokens[k + 2].low == "to":
            return True  # "was the first to report"
        if token.mention:
            return token.mention.kind in ("date", "time") or token.low in ("twice", "thrice")
        low = token.low
        if low in BEFORE_DAY and k + 1 < len(tokens) and tokens[k + 1].mention:
            return True
        if low in ADVERBIAL or token.kinds & HELPING and low not in self.v.speakers:
            return True
        if low in AFTER_WORD and tokens[k + 1].low in AFTER_WORD[low]:
            return True  # "by then", "between them", "at first"
        if low == "long":
            return tokens[k - 1].low in HAVE
        return low == "them" and tokens[k - 1].low == "between" or low == "date" and k > 0 and tokens[k - 1].low == "to"

    def shared(self, tokens, k):
        """"Erdogan declares an emergency and gives a toll": the subject of the first verb, when "and" at k joins two verbs; else k."""
        start = nearest_before(tokens, k, strong) + 1
        verb = self.v.first_verb(tokens, start, k)
        comma = next((j for j in range(k - 1, start, -1) if tokens[j].raw == ","), 0)
        later = self.v.first_verb(tokens, comma, k) if verb < comma else 0  # "Asked about it, a shepherd shrugged and said …"
        if later > comma + 1 and not holds(tokens[comma + 1:later], VERBAL):
            subject = tokens, comma + 1, later - 1
            verb = later if self.v.can_speak(*subject) or self.v.determined(*subject) else verb
        return verb - 1 if verb else k

    def opening(self, tokens, i):
        """"HUR officials attribute the shells to Kim and say …": who opens the sentence and speaks, when "and" before i joins two verbs."""
        start = next((k + 1 for k in range(min(4, i)) if tokens[k].raw == ":"), 0)
        a, b = self.v.phrase(tokens, start)
        if a > b or b > i - 2 or any(strong(t) for t in tokens[b:i]):
            return NONE
        return (a, b) if self.v.can_speak(tokens, a, b) and self.v.head_speaks(tokens, a, b) else NONE

    def fronted(self, tokens, i):
        """"In London on Monday considered that", "what was declared in the ministry": a body in place of a subject."""
        start = nearest_before(tokens, i, pauses) + 1
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
        if last + 1 >= len(tokens) or tokens[i].low in TELLING and tokens[last + 1].low in HEARERS:
            return None
        if before is not None and before.raw not in ",—–-?!" and before.raw not in QUOTES and not as_or_so(tokens, k):
            return None
        first = tokens[last + 1]
        if first.mention and not minor(first) or first.low in OBJECTS or first.low in NO_SPEAKER or "punct" in first.kinds:
            return None
        a, b = v.phrase(tokens, last + 1)
        # "“…,” said the dad-of-two"
        told = before is not None and (before.raw in QUOTES or k and tokens[k - 1].raw in QUOTES) and v.determined(tokens, a, b)
        head = v.head(tokens, a, b)
        # "highlights the challenges faced by Ardley"
        suffers = a <= head < b and "ed" in tokens[head + 1].kinds and not v.can_speak(tokens, a, head)
        if a > b or suffers or v.counted(tokens[head]) and tokens[head].low not in v.speakers or not (told or v.can_speak(tokens, a, b)):
            return None
        if before is not None and before.raw == "," and self.closes_aside(tokens, k):
            return None
        after = token_at(tokens, b + 1)
        if after is not None and not (after.mention or strong(after) or after.raw in ",()" or after.raw in QUOTES or
                                      after.kinds & {"prepositions", "subordinators", "coordinators", "adverbs", "ed"}):
            return None
        cue = Cue(v.span(tokens, a, b), tokens[i].start, surface(s, i, last), rule="verb-subject")
        innermost(v, tokens, cue, a, b)
        if before is not None and before.low == "so" and k > 1:
            cue.left = upto(s, k - 1)  # "300 have drowned, or so says the mayor"
        elif before is None or before.low not in ("as", "so", "thus"):
            cue.left = upto(s, i)
        if after is not None and after.raw in ",:" and b + 2 < len(tokens) and tokens[b + 2].low not in DURING:
            cue.right = (after.end, s.end)
            cue.left = (max(cue.left[0], reach.since(s, i)), cue.left[1]) if cue.left[1] else cue.left
        return cue

    def closes_aside(self, tokens, k):
        """Does the comma at k close an aside after a subject that opens the sentence ("Rutte, the alliance's head, said")?"""
        comma = nearest_before(tokens, k, pauses, within=13)
        if comma <= 0 or tokens[comma].raw != ",":
            return False
        a, b = self.v.subject(tokens, comma - 1)
        # before a subject further in, only a phrase without a number
        fronted = tokens[:a] if a <= 4 else [t for t in tokens[:k] if t.number]
        return a <= b and not self.v.counted(tokens[b]) and not any(
            t.number or t.kinds & PREDICATIVE and t.raw[0].islower() for t in (*fronted, *tokens[a:comma]))


def joined(tokens, i, k, a, b):
    """Does a participle at i, sought from k, belong to its subject [a, b]: "…, putting", "is now putting", "with Seoul putting"?"""
    if a and (tokens[a - 1].low == "with" or i and tokens[a - 1].low in HAVE):
        return True
    return i and (tokens[k].raw == "," or tokens[i - 1].low == "in" or any(t.low in BE for t in tokens[max(b + 1, i - 3):i]))


def hangs(tokens, i):
    """Does the participle at i hang on another verb: "…, putting", "after putting", "as far as putting"?"""
    before = tokens[i - 1]
    if before.raw == "," or before.low in DURING or before.low in ("by", "in") or before.low in OCCASION:
        return True
    return before.low == "as" and i > 1 and tokens[i - 2].low == "far"


def as_or_so(tokens, k):
    """Does "as", "so" or "thus" at k open what was said before its speaker: "as says the mayor", "or so says the mayor"?"""
    low = tokens[k].low
    return low in ("as", "so", "thus") and (k <= 1 or low == "so" and (tokens[k - 1].low == "or" or tokens[k - 1].raw in ",;"))
