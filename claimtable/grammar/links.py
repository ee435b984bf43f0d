"""What stands left of a number and governs it: a verb ("killed 77"), a noun across a linking word ("losses reached 300"), a label."""

import re
from dataclasses import replace

from .clauses import ACTIVE, CONTRAST, EMPTY, PREDICATIVE, QUOTES, STRONG, VERBAL, as_clause, minor, strong
from .descriptions import Link
from .ties import ANAPHORIC, acts, aside, closed, part_of, pronoun_before, reaches_over_phrase

SKIPPED = frozenset("official present current a an the another further additional original initial estimated total combined confirmed record only just now already so far even nearly "
                    "some their its his her these those same own about as many well".split())
CLAUSE_OPENERS = CONTRAST | {"because", "when", "that", "if", "what"}
OPENING_PREPOSITIONS = frozenset("over above past near up about around to".split())
CLOSING = frozenset("close closes closed closing end ends ended finish finishes finished".split())
INCREMENTS = frozenset("rise increase jump gain growth surge leap climb increment uptick".split())
FALLING = frozenset(["fall", "falls", "fell", "fallen"])  # before "to": a number, and nobody, has fallen
SIZES = frozenset(["numbers", "total", "totals"])  # verbs, right before a number
GAPS = frozenset("gap difference discrepancy shortfall surplus margin".split())
HEARERS = frozenset("told informed spoke speaking notified warned talked knows".split())
PARTS = frozenset("handful majority bulk rest remainder portion part fraction proportion share several all".split())
PLAIN = frozenset(["generics", "groupers", "persons"])
SIGNS = frozenset(":–—=-")
AREAS = frozenset("country countries nation region regions province provinces district districts area areas city cities town towns zone world elsewhere "
                  "north south east west north-west north-east south-west south-east northwest northeast southwest southeast coast capital interior".split())
TIMES = frozenset("day week night month year time evening morning afternoon date point stage".split())
OBJECTS = frozenset("us them me him her it you".split())
HYPHENED = re.compile(r"\d-[a-z]")  # "7.8-magnitude", "12-year": a number that only describes the next noun


class Links:
    """The walk to the left of a number."""

    def __init__(self, vocab):
        self.nouns, self.events, self.owners = vocab.nouns, vocab.events, vocab.owners
        grammar, self.speakers, self.made_by = vocab.grammar, vocab.speech["speakers"], vocab.speech["made_by"]
        self.linking, self.generics, self.groupers, self.putting = (grammar[name] for name in ("linking", "generics", "groupers", "putting"))
        self.dative, self.counted = grammar["dative"], vocab.speech["carriers"]
        self.telling = vocab.strong | vocab.speech["weak"] | vocab.speech["carriers"] | {phrase.split()[0] for phrase in vocab.strong if phrase.endswith(" of")}
        self.heeded = CLAUSE_OPENERS | INCREMENTS | self.generics | STRONG | {",", "as"}  # beside verbs and what the codebook lists, all that a walk to the noun heeds
        self.opening_verbs = self.linking - grammar["prepositions"] - OPENING_PREPOSITIONS

    def left(self, tokens, i):
        """The Link of number i."""
        words = [w.strip("\"'") for w in tokens[i].low.split(" ")]
        opener = next((w for w in words if w in self.opening_verbs), words[0])
        if i and opener in self.opening_verbs and opener.isalpha() or opener in OPENING_PREPOSITIONS and (
                self.is_put(tokens, i) or i and opener in ("past", "over", "above", "beyond") and "ed" in tokens[i - 1].kinds and not tokens[i - 1].classes):
            return self.subject(tokens, i - 1, "link", opener)
        k = i - 1
        while k >= 0 and (self.skipped(tokens[k]) or k > 1 and tokens[k - 1].low in ("a", "an") and tokens[k].raw.islower() and not tokens[k].kinds - {"ed", "ing"} and
                          tokens[k - 2].low in self.linking and not tokens[k].classes) and not (tokens[k].low == "as" and self.is_put(tokens, k)) and not (
                tokens[k].low == "total" and k and (tokens[k - 1].raw[0].isupper() or tokens[k - 1].raw.isalpha() and tokens[k - 1].low.endswith("s") and tokens[k - 1].kinds <= PLAIN)):
            k -= 1
        if k > 0 and tokens[k - 1].classes & self.events and (tokens[k].low in OBJECTS or tokens[i].mention.kind == "money" and tokens[k].raw[0].isupper()):
            k -= 1  # "to cost Turkey $91 billion", "will cost us $25 billion"
        elif k > 1 and tokens[i].mention.kind == "money":  # "could cost the country's economy $50 billion"
            k = next((n for n in range(k - 1, max(0, k - 5), -1) if tokens[n].classes & self.events and not any(
                t.kinds & {"verbs", "auxiliaries", "prepositions", "punct", "coordinators"} or t.classes & (self.nouns | self.events) for t in tokens[n + 1:k + 1] if t.low != "'s")), k)
        if k > 0 and tokens[k].raw == "," and (closed(tokens, i) or k == 2 and tokens[1].classes & self.nouns and tokens[0].low == "the") and not tokens[k - 1].mention:
            found = self.subject(tokens, k - 1, "link", ",")  # "the tally of ruined buildings, 300, will rise"
            return found if found.noun or found.generic or found.events else Link()
        if k < 0 or tokens[k].mention or tokens[k].raw == ",":
            return Link()
        word, before = tokens[k], tokens[k - 1] if k else tokens[k]
        if word.low == "of" and part_of(tokens, i, self.nouns, self.groupers) >= 0:
            return Link("base")
        if word.low == "of" and (before.low in ("out", "many", "most", "some", "few", "none") or before.number or before.low in PARTS and "determiners" in tokens[i - 1].kinds):
            return Link("base")
        if word.classes & self.events and not (word.classes & self.nouns and not acts(tokens, k)):
            tied = self.subject(tokens, k - 1, "link", word.low) if word.low in self.opening_verbs else None
            return tied if tied and tied.noun else self.subject(tokens, k, "verb", word.low)  # "losses reached 300", "ships reached 300 ports"
        if word.classes & self.nouns and word.low in self.speakers and tokens[k + 1].low == "estimated" and "determiners" not in before.kinds:
            return Link()  # "police estimated 300"
        if word.classes & self.nouns:
            return self.subject(tokens, k, "label", word.low)
        if word.low == "of":
            return self.of_noun(tokens, k)
        if word.low == "at" and before.low.startswith("arriv") or word.low in ("at", "near") and before.low in ANAPHORIC and tokens[k - 2].low in self.putting:
            return Link("linkless", by=word.low)  # "the mayor arrives at 300", "a farmer puts it at 300"
        if word.low == "from" and before.low in ("up", "down", "revised", "raised"):
            return Link()  # "up from 41": the same thing as the number before
        if word.raw in ":–—" and before.classes & self.nouns and k > 1 and any(t.number for t in tokens[max(0, k - 4):k - 1]):
            return Link()  # "killed 900 people: 300 in Ardley": parts of what was counted
        if word.low in ("on", "with") and any(t.low in CLOSING for t in tokens[max(0, k - 4):k]):
            return self.subject(tokens, k, "link", word.low)  # "the toll closed the day on 300"
        if word.low in ("in", "into") and (before.classes & self.nouns and tokens[i].mention.kind == "number" or tokens[i].mention.kind == "vague"):
            found = self.subject(tokens, k, "link", "in")  # "losses in 3 thousand people", "losses in the hundreds"
            return found if found.noun else Link("other", word="in", by="in")
        if word.low == "to" and any(t.low in self.dative for t in tokens[max(0, k - 8):k]):
            return Link("other", word="to", by="to")  # "handed blankets to 300 people"
        if word.low == "to" and before.low == "home":
            return Link("other", word="home", by="to")
        if word.low == "for" and (tokens[i].mention.kind == "money" or "be" in before.kinds) or word.low in self.linking or word.low in self.generics:
            link = self.subject(tokens, k, "link", word.low)
            return link if link.noun or link.generic or link.events else self.put_object(tokens, k) or link
        return Link("other", word=word.low, by=word.low)

    def skipped(self, token):
        """Words between a number and what governs it: "an additional", "only", an opening bracket."""
        if token.mention or token.classes:
            return False
        return token.low in SKIPPED or token.raw in QUOTES or token.raw in "-(" or "adverbs" in token.kinds and token.low not in ("more", "less", "not")

    def is_put(self, tokens, i):
        """"puts losses in Kursk near 1,800": the verb that sets a noun at the number stands further left in the clause."""
        for k in range(i - 1, max(-1, i - 12), -1):
            if strong(tokens[k]) or tokens[k].mention or tokens[k].raw == ",":
                return False
            if tokens[k].low in self.putting:
                return True
        return False

    def put_object(self, tokens, k):
        """"estimated the damage done by the floods that hit Ardley at $34 billion": the noun right after the verb that sets it, or None."""
        if tokens[k].low not in ("at", "to", "near"):
            return None
        for j in range(k - 1, max(-1, k - 24), -1):
            if tokens[j].number or strong(tokens[j]):
                return None
            if tokens[j].low in self.putting:
                end = next((n for n in range(j + 1, k) if tokens[n].low in ("that", "which", "who")), k)
                noun = next((t for t in tokens[j + 1:min(end, j + 6)] if t.classes & self.nouns), None)
                happened = frozenset().union(*(t.classes for t in tokens[j + 1:end])) & self.events
                return Link("link", min(noun.classes & self.nouns), noun.low, tokens[k].low, happened) if noun else None
        return None

    def of_noun(self, tokens, k):
        """"a force of", "a death toll in Syria of", "the figure of"; "an outfit of" (unknown noun: '?')."""
        j = k - 1
        while j >= 0 and (tokens[j].raw in QUOTES or "adverbs" in tokens[j].kinds):
            j -= 1
        if j < 0 or tokens[j].number or tokens[j].raw == "," or "coordinators" in tokens[j].kinds:
            return Link()
        head = tokens[j]
        parallel = j > 1 and "determiners" in tokens[j - 1].kinds and (tokens[j - 2].raw == "," or "coordinators" in tokens[j - 2].kinds)
        if (head.low in self.speakers or head.raw[0].isupper() or parallel and not head.classes) and any(t.low == "of" and b.kinds & {"verbs"} for b, t in zip(tokens[:j], tokens[1:j])):
            return Link()  # "Kyiv speaks of 11,000, the Americans of 10,000"
        found = self.subject(tokens, j, "link", "of")
        first = next((n for n in range(j - 1, -1, -1) if tokens[n].low == found.word), j)
        if head.classes & self.nouns and any(t.kinds & VERBAL for t in tokens[first + 1:j]):
            return replace(found, noun=min(head.classes & self.nouns), word=head.low)  # "the flood that hit Ardley has cost the lives of 300 men"
        if head.mention or head.classes & (self.nouns | self.events) or head.low in self.generics or head.low in self.groupers:
            return found
        if found.noun and found.kind == "link" and reaches_over_phrase(tokens, j, found.word):
            return found  # "casualties in the Kursk region of 3,000"
        if head.low in self.telling and not found.noun:
            return Link("link", word=head.low, by="of", generic=True)  # "reports of 300", "talk of 300"
        if head.low == "top" and tokens[j - 1].low == "on" or head.kinds & ACTIVE or any(t.low in HEARERS for t in tokens[max(0, j - 4):j + 1]):
            return Link("other", word=head.low, by="of")
        return Link("link", "?", head.low, by="of")

    def subject(self, tokens, k, kind, by):
        """Walk left from k to the noun the link ties to; a noun in a side phrase ("lives lost to the earthquakes") gives way to its head."""
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
                if not (by == ":" and token.low == "that" and tokens[k + 1].low != "of" or self.closes_relative(tokens, k, first, kind)):
                    break
                link.noun, link.word, link.generic, spare = "", "", False, None  # "the toll of the quakes that hit Ardley [rose to]"
                relative, events, owners = (k - 1, events), set(), set()
                k -= 1
                continue
            if token.low in INCREMENTS and k and k < first and not link.noun and any("determiners" in t.kinds for t in tokens[max(0, k - 2):k]):
                link.noun, link.word = "?", token.low  # "the daily rise averages 286"
                break
            told = token.low in self.made_by and tokens[k + 1].low == "by"  # "the figure given by the mayor"
            noun, hit = token.classes & self.nouns, EMPTY if told or token.low in FALLING and k == first - 1 and by in ("to", "from", "by") or link.generic and by == "of" and token.low in self.opening_verbs else token.classes & self.events
            if token.low in self.speakers and (k and tokens[k - 1].low == "by" or k < first and tokens[k + 1].low in self.generics and tokens[k + 1].low in self.counted and not (k + 1 == first and tokens[first].low in SIZES)):
                noun = EMPTY  # "the crowd was put at 300 by police and at 900", "the police estimate: 300"
            if self.has_all(tokens, k, first, link, hit, events):
                break
            if noun and not link.noun and k and tokens[k - 1].number and tokens[k - 1].mention.kind == "measurement":
                noun = EMPTY
            if noun and not link.noun:
                if kind != "label" and not (by == "of" and k == first) and (aside(tokens, k) or self.owned(tokens, k)):
                    spare = spare or (min(noun), token.low)
                else:
                    link.noun, link.word = min(noun), token.low
                    events |= set(relative[1]) if k == relative[0] else set()  # "the buildings that came down [number]"
                    if by == "of" and k == first and aside(tokens, k):
                        break  # "with economic losses of", "came from a force of"
            elif token.low in self.generics and not link.noun and not (k == first and by == token.low in SIZES):
                if by in SIGNS and k + 1 < first - 1 and tokens[k + 1].low == "of" and tokens[first - 1].low not in AREAS and self.names_thing(tokens, first - 1, k + 2):
                    link.noun, link.word = "?", tokens[first - 1].low  # "Number of viewings: 8,400"
                link.generic, link.word = not link.noun, link.word or token.low
                if k + 1 < first and "auxiliaries" in tokens[k + 1].kinds:
                    events = set()  # "the count has not moved and stands at 300"
            if hit and (k == first or first - 4 < k < first - 1 and "coordinators" in tokens[k + 1].kinds and (k == first - 2 or "adverbs" in tokens[k + 2].kinds) if kind == "verb" else not noun or link.noun):
                events |= hit
            if token.classes & self.owners and self.owns(tokens, k):
                owners |= token.classes & self.owners
            k -= 1
        return self.settled(tokens, k, first, link, spare, events, owners)

    def says_nothing(self, tokens, k):
        """Is the word at k none that says what is counted? Also "the number of troops has doubled to 300", "could double to 300"."""
        token = tokens[k]
        if token.mention and token.mention.unit == "times":
            return token.low.endswith("ed") or k > 0 and bool(tokens[k - 1].kinds & {"modals", "adverbs"})
        return not (token.classes or token.mention or token.low in self.heeded or token.kinds & VERBAL)

    def has_all(self, tokens, k, first, link, hit, events):
        """Does the walk from `first` to the left end at k, since what is there belongs to another noun?"""
        token, opens = tokens[k], link.by == "of" and not link.noun and tokens[k].low in self.opening_verbs  # "losses come to a total of 300"
        if (link.noun or link.generic) and (token.raw == "," or "verbs" in token.kinds and not hit) and not opens:
            return True
        if link.kind == "link" and token.raw == "," and events and "ing" in tokens[k + 1].kinds and tokens[k + 1].classes & events:
            return True  # "offers $40 a share, valuing the firm at $7 billion"
        return link.by == "of" and k < first and bool(token.kinds & VERBAL) and not link.noun and not (link.generic and opens)  # "stuck under the rubble of 300 houses"

    def settled(self, tokens, k, first, link, spare, events, owners):
        """The link, with the noun of a side phrase where there is no other, and the word before a sign where no list has it."""
        if not link.noun and spare and not link.generic:
            link.noun, link.word = spare
        if link.kind == "link" and not (link.noun or link.generic) and (not events or "ed" in tokens[first - 1].kinds and first > 1 and link.by in SIGNS):
            if link.by in SIGNS and tokens[first - 1].low not in AREAS and self.names_thing(tokens, first - 1, k + 1):
                link.noun, link.word = "?", tokens[first - 1].low  # "tanks – 9,712"
            elif not events:
                link.kind = "linkless"
        link.events, link.owners = frozenset(events), frozenset(owners)
        return link

    def sourced(self, tokens, k):
        """Index of the comma that opens an aside closed at k, which says when, where or by whom (", as put by Seoul,", ", when all are counted,"); else -1."""
        opened = next((j for j in range(k - 1, max(-1, k - 14), -1) if tokens[j].raw == "," or strong(tokens[j]) or tokens[j].number), -1)
        first, noun = (tokens[opened + 1], tokens[opened - 1]) if opened > 0 and tokens[opened].raw == "," else (tokens[k], tokens[k])
        told = first.low in ("as", "according", "per", "say", "says", "said") or first.raw != "," and tokens[k + 1].kinds & PREDICATIVE
        return opened if told or first.kinds & {"subordinators", "prepositions"} and noun.classes & self.nouns and first.low not in ("while", "whereas", "that") else -1

    def names_thing(self, tokens, k, opens):
        """Is the word at k, before a label's sign, a common noun the codebook does not know, or a participle after one ("Tents pitched: 300")?"""
        k -= "ed" in tokens[k].kinds and k > opens
        if any(t.mention or t.kinds & PREDICATIVE for t in tokens[1:k]) or "_" in tokens[k].raw or k and tokens[k - 1].raw == "@" or k < opens or tokens[k].low in TIMES or tokens[k].mention or not (tokens[k].raw[0].islower() or k == opens and tokens[k].low.endswith("s") and not tokens[k].raw.isupper()) or len(tokens[k].raw) < 3 or tokens[k].classes:
            return False
        return not tokens[k].kinds - {"ing"} and tokens[k].low not in self.generics and tokens[k].low not in self.speakers

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
        while j > 0 and (tokens[j].kinds & {"determiners"} or tokens[j].classes & self.owners or tokens[j].raw.islower() and not (tokens[j].kinds or tokens[j].classes)):
            j -= 1
        return j > 0 and tokens[j].low == "of" and bool(tokens[j - 1].classes & (self.nouns | self.events)) and not tokens[j - 1].classes & tokens[k].classes
