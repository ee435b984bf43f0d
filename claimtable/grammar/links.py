"""What stands left of a number and governs it: a verb ("killed 77"), a noun across a linking word ("losses reached 300"), a label."""

from dataclasses import replace

from .clauses import ACTIVE, QUOTES, VERBAL, strong
from .descriptions import Link
from .neighbours import capitalised, coordinates, holds, nearest_before, numbered
from .ties import ANAPHORIC, closed, is_verb_of_noun, owns, part_of, reaches_over_phrase
from .walk import Walk

SKIPPED = frozenset("official present current a an the another further additional original initial estimated total combined confirmed "
                    "record only just now already so far even nearly "
                    "some their its his her these those same own about as many well".split())
OPENING_PREPOSITIONS = frozenset("over above past near up about around to".split())
CLOSING = frozenset("close closes closed closing end ends ended finish finishes finished".split())
GAPS = frozenset("gap difference discrepancy shortfall surplus margin".split())
HEARERS = frozenset("told informed spoke speaking notified warned talked knows".split())
PARTS = frozenset("handful majority bulk rest remainder portion part fraction proportion share several all".split())
PLAIN = frozenset(["generics", "groupers", "persons"])  # classes a noun may have
OBJECT_PRONOUNS = frozenset("us them me him her it you".split())
NO_PAYER = frozenset("verbs auxiliaries prepositions punct coordinators".split())
OUT_OF = frozenset("out many most some few none".split())  # before "of"


class Links:
    """Finds what governs a number from its left: the first word that is more than "an additional", and what that ties it to."""

    def __init__(self, vocab):
        grammar, speech = vocab.grammar, vocab.speech
        self.nouns, self.events, self.speakers = vocab.nouns, vocab.events, speech["speakers"]
        self.linking, self.generics, self.groupers = grammar["linking"], grammar["generics"], grammar["groupers"]
        self.putting, self.dative = grammar["putting"], grammar["dative"]
        before_of = {phrase.split()[0] for phrase in vocab.strong if phrase.endswith(" of")}
        self.telling = vocab.strong | speech["weak"] | speech["carriers"] | before_of
        self.opening_verbs = self.linking - grammar["prepositions"] - OPENING_PREPOSITIONS
        self.walk = Walk(vocab, self.opening_verbs)

    def left(self, tokens, i):
        """The Link of number i."""
        words = [w.strip("\"'") for w in tokens[i].low.split(" ")]
        opener = next((w for w in words if w in self.opening_verbs), words[0])
        if self.opens_with_link(tokens, i, opener):
            return self.walk.subject(tokens, i - 1, "link", opener)
        k = self.past_skipped(tokens, i)
        if tokens[i].mention.kind == "money":
            k = self.past_payer(tokens, k)
        elif k > 0 and tokens[k - 1].classes & self.events and tokens[k].low in OBJECT_PRONOUNS:
            k -= 1  # "will cost us $25 billion"
        headed = k == 2 and tokens[1].classes & self.nouns and tokens[0].low == "the"
        if k > 0 and tokens[k].raw == "," and not tokens[k - 1].mention and (headed or closed(tokens, i)):
            found = self.walk.subject(tokens, k - 1, "link", ",")  # "the tally of ruined buildings, 300, will rise"
            return found if found.noun or found.generic or found.events else Link()
        if k < 0 or tokens[k].mention or tokens[k].raw == ",":
            return Link()
        return self.at_word(tokens, i, k)

    def opens_with_link(self, tokens, i, opener):
        """Does the number itself begin with a linking word, not with one of size ("reached 300", "put at over 300"; not "over 300 men")?"""
        if i and opener in self.opening_verbs and opener.isalpha():
            return True
        if opener not in OPENING_PREPOSITIONS:
            return False
        moved = i and opener in ("past", "over", "above", "beyond") and "ed" in tokens[i - 1].kinds and not tokens[i - 1].classes
        return moved or self.is_put(tokens, i)

    def past_skipped(self, tokens, i):
        """Index of the first word left of number i that is more than "an additional", "only" or a bracket; or -1."""
        k = i - 1
        while k >= 0 and (self.skipped(tokens[k]) or self.describes(tokens, k)):
            # "the ministry's deaths total 300"
            noun = tokens[k].low == "total" and k and (capitalised(tokens[k - 1]) or of_many(tokens[k - 1]))
            if noun or tokens[k].low == "as" and self.is_put(tokens, k):
                break
            k -= 1
        return k

    def describes(self, tokens, k):
        """Is the word at k an unknown adjective behind a linking verb and "a" ("reached a staggering 300")?"""
        if k < 2 or tokens[k - 1].low not in ("a", "an") or tokens[k - 2].low not in self.linking:
            return False
        return tokens[k].raw.islower() and not tokens[k].kinds - {"ed", "ing"} and not tokens[k].classes

    def past_payer(self, tokens, k):
        """Index of the verb before whom it costs the money ("to cost Turkey $91 billion", "cost its economy $50 billion"), or k."""
        if k > 0 and tokens[k - 1].classes & self.events and (tokens[k].low in OBJECT_PRONOUNS or capitalised(tokens[k])):
            return k - 1
        for n in range(k - 1, max(0, k - 5), -1) if k > 1 else ():
            if tokens[n].classes & self.events and not any(
                    t.kinds & NO_PAYER or t.classes & (self.nouns | self.events) for t in tokens[n + 1:k + 1] if t.low != "'s"):
                return n
        return k

    def at_word(self, tokens, i, k):
        """The Link of number i by the word at k, the first that is not skipped."""
        word, before = tokens[k], tokens[k - 1] if k else tokens[k]
        if word.low == "of" and self.is_base(tokens, i, before) or owns(word) and part_of(tokens, i, self.nouns, self.groupers) >= 0:
            return Link("base")
        noun = word.classes & self.nouns
        if word.classes & self.events and not (noun and not is_verb_of_noun(tokens, k)):
            tied = self.walk.subject(tokens, k - 1, "link", word.low) if word.low in self.opening_verbs else None
            # "losses reached 300", "ships reached 300 ports"
            return tied if tied and tied.noun else self.walk.subject(tokens, k, "verb", word.low)
        if noun and word.low in self.speakers and tokens[k + 1].low == "estimated" and "determiners" not in before.kinds:
            return Link()  # "police estimated 300"
        if noun:
            return self.walk.subject(tokens, k, "label", word.low)
        if word.low == "of":
            return self.of_noun(tokens, k)
        if word.raw in ":–—" and before.classes & self.nouns and k > 1 and numbered(tokens[max(0, k - 4):k - 1]):
            return Link()  # "killed 900 people: 300 in Ardley": parts of what was counted
        return self.at_preposition(tokens, i, k) or self.at_linking(tokens, i, k)

    def is_base(self, tokens, i, before):
        """Is the number i, behind an "of", what a share is of ("out of 300", "the bulk of the 300")?"""
        if part_of(tokens, i, self.nouns, self.groupers) >= 0 or before.low == "out" and numbered(tokens[:i - 2]):
            return True  # "300 barns in Ardley fell, out of 900 seen"
        return before.low in OUT_OF or before.number or before.low in PARTS and "determiners" in tokens[i - 1].kinds

    def at_preposition(self, tokens, i, k):
        """The Link of number i by the preposition at k, where that has a sense of its own; or None."""
        low, before, mention = tokens[k].low, tokens[k - 1] if k else tokens[k], tokens[i].mention
        put_there = low in ("at", "near") and before.low in ANAPHORIC and tokens[k - 2].low in self.putting
        if put_there or low == "at" and before.low.startswith("arriv"):
            return Link("linkless", by=low)  # "the mayor arrives at 300", "a farmer puts it at 300"
        if low == "from" and before.low in ("up", "down", "revised", "raised"):
            return Link()  # "up from 41": the same thing as the number before
        if low in ("on", "with") and any(t.low in CLOSING for t in tokens[max(0, k - 4):k]):
            return self.walk.subject(tokens, k, "link", low)  # "the toll closed the day on 300"
        if low in ("in", "into") and (mention.kind == "vague" or mention.kind == "number" and before.classes & self.nouns):
            found = self.walk.subject(tokens, k, "link", "in")  # "losses in 3 thousand people", "losses in the hundreds"
            return found if found.noun else Link("other", word="in", by="in")
        if low == "to" and any(t.low in self.dative for t in tokens[max(0, k - 8):k]):
            return Link("other", word="to", by="to")  # "handed blankets to 300 people"
        if low == "to" and before.low == "home":
            return Link("other", word="home", by="to")
        return None

    def at_linking(self, tokens, i, k):
        """The Link of number i by the linking word at k; of kind 'other' if it is none."""
        low, before = tokens[k].low, tokens[k - 1] if k else tokens[k]
        paid = low == "for" and (tokens[i].mention.kind == "money" or "be" in before.kinds)
        if not (paid or low in self.linking or low in self.generics):
            return Link("other", word=low, by=low)
        link = self.walk.subject(tokens, k, "link", low)
        return link if link.noun or link.generic or link.events else self.put_object(tokens, k) or link

    def skipped(self, token):
        """Words between a number and what governs it: "an additional", "only", an opening bracket."""
        if token.mention or token.classes:
            return False
        if token.low in SKIPPED or token.raw in QUOTES or token.raw in "-(":
            return True
        return "adverbs" in token.kinds and token.low not in ("more", "less", "not")

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
        if j < 0 or tokens[j].number or tokens[j].raw == "," or coordinates(tokens[j]):
            return Link()
        if self.repeats_of(tokens, j):
            return Link()  # "Kyiv speaks of 11,000, the Americans of 10,000"
        head, found = tokens[j], self.walk.subject(tokens, j, "link", "of")
        first = nearest_before(tokens, j, lambda t: t.low == found.word, none=j)
        if head.classes & self.nouns and holds(tokens[first + 1:j], VERBAL):
            # "the flood that hit Ardley has cost the lives of 300 men"
            return replace(found, noun=min(head.classes & self.nouns), word=head.low)
        if head.mention or head.classes & (self.nouns | self.events) or head.low in self.generics or head.low in self.groupers:
            return found
        if found.noun and found.kind == "link" and reaches_over_phrase(tokens, j, found.word):
            return found  # "casualties in the Kursk region of 3,000"
        if head.low in self.telling and not found.noun:
            return Link("link", word=head.low, by="of", generic=True)  # "reports of 300", "talk of 300"
        on_top = head.low == "top" and tokens[j - 1].low == "on"
        if on_top or head.kinds & ACTIVE or any(t.low in HEARERS for t in tokens[max(0, j - 4):j + 1]):
            return Link("other", word=head.low, by="of")
        return Link("link", "?", head.low, by="of")

    def repeats_of(self, tokens, j):
        """Does who is named at j, before an "of", only take over the verb of an "of" before?"""
        parallel = j > 1 and "determiners" in tokens[j - 1].kinds and (tokens[j - 2].raw == "," or coordinates(tokens[j - 2]))
        speaks = tokens[j].low in self.speakers or capitalised(tokens[j]) or parallel and not tokens[j].classes
        return speaks and any(t.low == "of" and "verbs" in before.kinds for before, t in zip(tokens[:j], tokens[1:j]))

def of_many(token):
    """Is it a noun in -s, as far as its lists tell?"""
    return token.raw.isalpha() and token.low.endswith("s") and token.kinds <= PLAIN
