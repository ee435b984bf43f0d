"""The walk to the left of a number, from a linking word or verb to the noun that it ties the number to."""

import re

from .clauses import ACTIVE, CONTRAST, EMPTY, PREDICATIVE, STRONG, VERBAL, as_clause, minor
from .descriptions import Link
from .neighbours import coordinates, holds, pauses
from .ties import aside, pronoun_before

CLAUSE_OPENERS = CONTRAST | {"because", "when", "that", "if", "what"}
INCREMENTS = frozenset("rise increase jump gain growth surge leap climb increment uptick".split())
FALLING = frozenset(["fall", "falls", "fell", "fallen"])  # before "to": a number, and nobody, has fallen
SIZE_VERBS = frozenset(["numbers", "total", "totals"])  # verbs, right before a number
LABEL_SIGNS = frozenset(":–—=-")
DETERMINERS = frozenset(["determiners"])
AREAS = frozenset("country countries nation region regions province provinces district districts area areas city cities town towns zone "
                  "world elsewhere north south east west north-west north-east south-west south-east northwest northeast southwest "
                  "southeast coast capital interior".split())
TIME_NOUNS = frozenset("day week night month year time evening morning afternoon date point stage".split())
HYPHENED = re.compile(r"\d-[a-z]")  # "7.8-magnitude", "12-year": a number that only describes the next noun


class Walk:
    """The walk to the noun. `opening_verbs`: the linking words that are verbs ("reached", "rose")."""

    def __init__(self, vocab, opening_verbs):
        grammar, speech = vocab.grammar, vocab.speech
        self.nouns, self.events, self.owners = vocab.nouns, vocab.events, vocab.owners
        self.generics, self.opening_verbs = grammar["generics"], opening_verbs
        self.speakers, self.made_by, self.counted = speech["speakers"], speech["made_by"], speech["carriers"]
        # beside verbs and what the codebook lists, all that a walk to the noun heeds
        self.heeded = CLAUSE_OPENERS | INCREMENTS | self.generics | STRONG | {",", "as"}

    def subject(self, tokens, k, kind, by):
        """Walk left from k to the noun the link ties to; one in a side phrase ("lives lost to the earthquakes") gives way to its head."""
        link, spare, first = Link(kind, by=by), None, k
        if kind == "link" and pronoun_before(tokens, k):
            return Link("linkless", by=by, pronoun=True)  # "the guards say it was 300"
        events, owners, relative = set(), set(), (-1, ())
        while k >= 0 and first - k < 24:
            token = tokens[k]
            if self.says_nothing(tokens, k):
                k -= 1
                continue
            opened = self.sourced(tokens, k) if token.raw == "," else -1
            if opened > 0:
                k = opened - 1
                continue
            if self.barrier(tokens, k, first):
                if not self.reaches_past(tokens, k, first, link):
                    break
                link.noun, link.word, link.generic, spare = "", "", False, None  # "the toll of the quakes that hit Ardley [rose to]"
                relative, events, owners = (k - 1, events), set(), set()
                k -= 1
                continue
            if token.low in INCREMENTS and 0 < k < first and not link.noun and holds(tokens[max(0, k - 2):k], DETERMINERS):
                link.noun, link.word = "?", token.low  # "the daily rise averages 286"
                break
            noun, hit = self.noun_at(tokens, k, first), self.events_at(tokens, k, first, link)
            if self.has_all(tokens, k, first, link, hit, events):
                break
            if noun and not link.noun:
                headed = by == "of" and k == first
                beside = aside(tokens, k)
                if kind != "label" and not headed and (beside or self.owned(tokens, k)):
                    spare = spare or (min(noun), token.low)
                else:
                    link.noun, link.word = min(noun), token.low
                    events |= set(relative[1]) if k == relative[0] else set()  # "the buildings that came down [number]"
                    if headed and beside:
                        break  # "with economic losses of", "came from a force of"
            elif token.low in self.generics and not link.noun and not (k == first and by == token.low in SIZE_VERBS):
                self.take_generic(tokens, k, first, link)
                if k + 1 < first and "auxiliaries" in tokens[k + 1].kinds:
                    events = set()  # "the count has not moved and stands at 300"
            if hit and happened_to_it(tokens, k, first, link, noun):
                events |= hit
            if token.classes & self.owners and self.owns(tokens, k):
                owners |= token.classes & self.owners
            k -= 1
        return self.settled(tokens, k, first, link, spare, events, owners)

    def noun_at(self, tokens, k, first):
        """The noun classes of the word at k, unless it is who counts ("put at 300 by police and at 900", "the police estimate: 300") or
        only has a size ("a 7.8-magnitude quake")."""
        token, after = tokens[k], tokens[k + 1]
        if token.low in self.speakers:
            if k and tokens[k - 1].low == "by":
                return EMPTY
            verb = k + 1 == first and after.low in SIZE_VERBS  # "men number 300"
            if k < first and after.low in self.generics and after.low in self.counted and not verb:
                return EMPTY
        sized = k and tokens[k - 1].number and tokens[k - 1].mention.kind == "measurement"
        return EMPTY if sized else token.classes & self.nouns

    def events_at(self, tokens, k, first, link):
        """The events of the word at k, unless it tells who counts ("the figure given by the mayor") or how it moved ("fallen to")."""
        low = tokens[k].low
        told = low in self.made_by and tokens[k + 1].low == "by"
        moved = low in FALLING and k == first - 1 and link.by in ("to", "from", "by")
        if told or moved or link.generic and link.by == "of" and low in self.opening_verbs:
            return EMPTY
        return tokens[k].classes & self.events

    def take_generic(self, tokens, k, first, link):
        """Tie the link to the "number" or "total" at k, or to the unknown thing that it is of ("Number of viewings: 8,400")."""
        thing = tokens[first - 1]
        labelled = link.by in LABEL_SIGNS and k + 1 < first - 1 and tokens[k + 1].low == "of" and thing.low not in AREAS
        if labelled and self.names_thing(tokens, first - 1, k + 2):
            link.noun, link.word = "?", thing.low
        link.generic, link.word = not link.noun, link.word or tokens[k].low

    def says_nothing(self, tokens, k):
        """Is the word at k none that says what is counted? Also "the number of troops has doubled to 300", "could double to 300"."""
        token = tokens[k]
        if token.mention and token.mention.unit == "times":
            return token.low.endswith("ed") or k > 0 and bool(tokens[k - 1].kinds & {"modals", "adverbs"})
        return not (token.classes or token.mention or token.low in self.heeded or token.kinds & VERBAL)

    def has_all(self, tokens, k, first, link, hit, events):
        """Does the walk from `first` to the left end at k, since what is there belongs to another noun?"""
        # "losses come to a total of 300"
        token, opens = tokens[k], link.by == "of" and not link.noun and tokens[k].low in self.opening_verbs
        if (link.noun or link.generic) and (token.raw == "," or "verbs" in token.kinds and not hit) and not opens:
            return True
        if link.kind == "link" and token.raw == "," and events and "ing" in tokens[k + 1].kinds and tokens[k + 1].classes & events:
            return True  # "offers $40 a share, valuing the firm at $7 billion"
        verb_before = link.by == "of" and k < first and bool(token.kinds & VERBAL)
        return verb_before and not link.noun and not (link.generic and opens)  # "stuck under the rubble of 300 houses"

    def settled(self, tokens, k, first, link, spare, events, owners):
        """The link, with the noun of a side phrase where there is no other, and the word before a sign where no list has it."""
        if not link.noun and spare and not link.generic:
            link.noun, link.word = spare
        participle = "ed" in tokens[first - 1].kinds and first > 1 and link.by in LABEL_SIGNS  # "Tents pitched: 300"
        if link.kind == "link" and not (link.noun or link.generic) and (not events or participle):
            if link.by in LABEL_SIGNS and tokens[first - 1].low not in AREAS and self.names_thing(tokens, first - 1, k + 1):
                link.noun, link.word = "?", tokens[first - 1].low  # "tanks – 9,712"
            elif not events:
                link.kind = "linkless"
        link.events, link.owners = frozenset(events), frozenset(owners)
        return link

    def sourced(self, tokens, k):
        """Index of the comma that opens an aside closed at k on when, where or by whom (", as put by Seoul,"); or -1."""
        opened = next((j for j in range(k - 1, max(-1, k - 14), -1) if tokens[j].number or pauses(tokens[j])), -1)
        if opened <= 0 or tokens[opened].raw != ",":
            return -1
        first, noun = tokens[opened + 1], tokens[opened - 1]
        if first.low in ("as", "according", "per", "say", "says", "said") or first.raw != "," and tokens[k + 1].kinds & PREDICATIVE:
            return opened
        subordinate = first.kinds & {"subordinators", "prepositions"} and first.low not in ("while", "whereas", "that")
        return opened if subordinate and noun.classes & self.nouns else -1

    def names_thing(self, tokens, k, opens):
        """Is the word at k, before a label's sign, a common noun that no list has, or a participle after one ("Tents pitched: 300")?"""
        k -= "ed" in tokens[k].kinds and k > opens
        if k < opens or any(t.mention or t.kinds & PREDICATIVE for t in tokens[1:k]) or k and tokens[k - 1].raw == "@":
            return False
        t = tokens[k]
        heading = k == opens and t.low.endswith("s") and not t.raw.isupper()
        if not (t.raw[0].islower() or heading) or len(t.raw) < 3 or "_" in t.raw or t.mention or t.classes:
            return False
        return not t.kinds - {"ing"} and t.low not in TIME_NOUNS and t.low not in self.generics and t.low not in self.speakers

    def barrier(self, tokens, k, first):
        """Does token k end the clause a link may reach into?"""
        token = tokens[k]
        if minor(token) and k < first and (k and "determiners" in tokens[k - 1].kinds or not (token.classes or tokens[k + 1].classes)):
            return False
        if token.number and k and tokens[k - 1].low == "by" and k < first:
            return False  # "rose by 40 to 300"
        if token.number:
            return not (k + 1 < len(tokens) and tokens[k + 1].raw == "-" or HYPHENED.search(token.low))
        if token.raw in ";!?|•·.":
            return True
        return token.raw in "—–:" and k < first - 1 or token.low in CLAUSE_OPENERS or as_clause(tokens, k, self.opening_verbs)

    def reaches_past(self, tokens, k, first, link):
        """Does the walk go on to the noun before a relative clause that opens at k ("the quakes that hit Ardley rose to")?"""
        if link.by == ":" and tokens[k].low == "that" and tokens[k + 1].low != "of":
            return True
        return self.closes_relative(tokens, k, first, link.kind)

    def closes_relative(self, tokens, k, first, kind):
        """Is the "that" at k a relative one whose clause has a verb of its own before the linking verb at `first`?"""
        if tokens[k].low not in ("that", "which") or kind != "link" or k == 0 or not tokens[k - 1].classes & self.nouns:
            return False
        verbs = [t for t in tokens[k + 1:first + 1] if t.kinds & ACTIVE or t.classes & self.events]
        return bool(verbs) and verbs[0].start < tokens[first].start and tokens[k + 1].start < tokens[first].start

    def owns(self, tokens, k):
        """An owner counts if it stands before the noun or after its "of", not where a place stands ("shells shipped to Russia")."""
        for j in range(k - 1, max(-1, k - 4), -1):
            kinds = tokens[j].kinds
            if "prepositions" in kinds:
                return tokens[j].low in ("of", "from", "by", "for")
            if kinds & {"verbs", "auxiliaries", "punct"}:
                break
        return True

    def owned(self, tokens, k):
        """Is the noun at k whose the noun before it is ("losses of the army", "the dead of the brigade")?"""
        j = k - 1
        while j > 0 and ("determiners" in tokens[j].kinds or tokens[j].classes & self.owners or
                         tokens[j].raw.islower() and not (tokens[j].kinds or tokens[j].classes)):
            j -= 1
        if j <= 0 or tokens[j].low != "of":
            return False
        return bool(tokens[j - 1].classes & (self.nouns | self.events)) and not tokens[j - 1].classes & tokens[k].classes


def happened_to_it(tokens, k, first, link, noun):
    """Is what the word at k tells of said of what the walk ties to the number?"""
    if link.kind == "verb":
        return k == first or joined_verb(tokens, k, first)
    return not noun or bool(link.noun)


def joined_verb(tokens, k, first):
    """Does an "and" join the word at k to the verb at `first` ("killed and badly wounded")?"""
    if not first - 4 < k < first - 1 or not coordinates(tokens[k + 1]):
        return False
    return k == first - 2 or "adverbs" in tokens[k + 2].kinds
