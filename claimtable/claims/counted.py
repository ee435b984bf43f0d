"""The noun phrase right of a number: "about 300 [North Korean soldiers] were killed"."""

from ..grammar.around import plural
from ..grammar.ties import part_of
from ..grammar.clauses import CLOSED, PARTICIPIAL, PREDICATIVE, QUOTES
from ..grammar.neighbours import coordinates, is_mention, low_at

MODIFIER_STOP = CLOSED - {"adverbs"}
NO_NOUN = CLOSED | {"verbs"}
FILLERS = frozenset("more additional extra further other new fresh such odd such-and-such million billion thousand hundred or so".split())
CURRENCY = frozenset(
    "dollar dollars buck bucks euro euros pound pounds rouble roubles ruble rubles yuan yen won usd eur lira liras hryvnia hryvnias zloty "
    "kroner kronor krona francs rupees pesos shekels riyals dirhams reais renminbi".split()
)
ELLIPTIC = frozenset(["others", "ones", "new ones"])
ORIGINAL = frozenset("original initial estimated total reported supposed alleged overall".split())
PRONOUNS = frozenset("them whom us".split())
CASES = frozenset("cases incidents instances occurrences".split())
PARTITIVE = frozenset("all them those 's whom which".split())


class Counted:
    """The codebook's nouns and events, and the walk to the right of a number."""

    def __init__(self, vocab):
        self.nouns, self.events, self.owners = vocab.nouns, vocab.events, vocab.owners
        self.generics, self.groupers = vocab.grammar["generics"], vocab.grammar["groupers"]
        self.persons, self.speakers = vocab.grammar["persons"], vocab.speech["speakers"]

    # ---------------------------------------------------------------- the noun phrase

    def right(self, tokens, i):
        """(indices of the noun phrase after number i, index after it, was it "of"?). Modifiers first, head last; often empty."""
        j = self.past_sign(tokens, i + 1)
        if j + 1 < len(tokens) and tokens[j].raw == "," and ", " in tokens[i].raw and tokens[i].raw[-1].isalpha():
            j += 1  # "300, give or take, sheep"
        if j + 1 < len(tokens) and tokens[j].raw in ":–—" and all("punct" in t.kinds for t in tokens[:i]):
            j += 1  # a row of a list: "80,000 – injured in Ardley", "11,000: soldiers sent"
        j += j + 2 < len(tokens) and tokens[j].low == "out" and any(t.number for t in tokens[j + 2:j + 4])  # "300 out of 900 sheep"
        if j < len(tokens) and tokens[j].low in ("of", "from", "out"):
            whole = next((k for k in range(j + 3, min(len(tokens), j + 9)) if tokens[k].number), 0)
            if whole and part_of(tokens, whole, self.nouns, self.groupers) == i:
                return (*self.right(tokens, whole)[:2], True)
        of = low_at(tokens, j) == "of"
        if of:
            if low_at(tokens, j + 1) in PRONOUNS:
                return [], j + 2, True
            j = self.past_partitive(tokens, j + 1)
            if j < len(tokens) and tokens[j].mention and tokens[j].mention.kind in ("number", "vague"):
                return (*self.right(tokens, j)[:2], True)  # "half of the 11,000 soldiers"
        if j + 1 < len(tokens) and tokens[j].low == "the" and tokens[j + 1].classes & (self.nouns | self.events) and not of:
            j += 1  # "raised to 14,351 the dead"
        j = self.past_naming(tokens, j)
        j += 2 * (low_at(tokens, j) in CASES and low_at(tokens, j + 1) == "of")  # "31 cases of desertion"
        if not of and tokens[i].mention.kind == "money" and low_at(tokens, j) == "in" and self.names_noun(tokens[j + 1:j + 5]):
            j += 1  # "$20 billion in property losses"
        return *self.phrase(tokens, j), of

    def phrase(self, tokens, j):
        """(indices of the words of a noun phrase that begins at j, index after it)."""
        phrase = []
        while j < len(tokens):
            step = self.belongs(tokens, j, phrase)
            if step is None:
                break
            if step:
                phrase.append(j)
            j += 1
        return phrase, j

    def names_noun(self, tokens):
        return any(t.classes & self.nouns for t in tokens)

    def past_partitive(self, tokens, j):
        """Past what may stand between "of" and its noun: "'billions' of [dollars' worth of] damage", "half of [the original] 900"."""
        if low_at(tokens, j) in CURRENCY:
            j = self.past_sign(tokens, j)
        while j < len(tokens) and ("determiners" in tokens[j].kinds or tokens[j].low in PARTITIVE or tokens[j].raw in QUOTES):
            j += 1
        return j + (j + 1 < len(tokens) and tokens[j].low in ORIGINAL and tokens[j + 1].mention is not None)

    def past_naming(self, tokens, j):
        """Past words that only announce the noun: "33,000, that's the dead", "24,617 as the number of houses"."""
        n = len(tokens)
        if j + 3 >= n:
            return j
        first, second, third, fourth = (t.low for t in tokens[j:j + 4])
        if first in (",", ":") and second in ("that", "which") and third in ("'s", "is", "was", "are"):
            k = j + 3 + ("determiners" in tokens[j + 3].kinds) + 2 * (fourth == "how" and j + 5 < n)
        elif first == "as" and second in ("the", "a") and third in self.generics and fourth == "of":
            k = j + 4
        else:
            return j
        return k if k < n and tokens[k].classes & (self.nouns | self.events) else j

    def past_sign(self, tokens, j):
        """Past what belongs to the number still: hyphen, quotation mark, "dollars", "or so", "'s worth"."""
        n = len(tokens)
        while j < n and (tokens[j].raw in "-‑+*" or tokens[j].raw in QUOTES or tokens[j].low in CURRENCY):
            j += 1
        if j + 1 < n and tokens[j].low in ("or", "of") and tokens[j + 1].low in ("so", "more"):
            j += 2
        if j + 1 < n and tokens[j].low in ("'s", "'") and tokens[j + 1].low == "worth":
            j += 1
        if j + 1 < n and tokens[j].low == "worth" and tokens[j + 1].low == "of":
            j += 1
        return j

    def belongs(self, tokens, j, phrase):
        """Is token j part of the phrase? True: a word of it; False: to be stepped over; None: the phrase has ended."""
        token = tokens[j]
        noun = bool(token.classes & self.nouns)
        if token.low == "'s" and phrase:
            return True
        if token.low == "own" and "determiners" in tokens[j - 1].kinds and j + 1 < len(tokens) and self.nounlike(tokens[j + 1]):
            return True
        if not phrase and token.low in FILLERS or token.raw == "-" and phrase and j + 1 < len(tokens) and tokens[j + 1].start == token.end:
            return False
        if self.sized(tokens, j):
            return False
        if token.raw in QUOTES:
            return False if not phrase and j + 1 < len(tokens) and self.nounlike(tokens[j + 1]) else None
        if noun:
            return True
        if "coordinators" in token.kinds and phrase and self.pairs(tokens, j, phrase):
            return False
        if token.kinds & MODIFIER_STOP or phrase and self.closed(tokens, j, tokens[phrase[-1]]):
            return None
        if token.classes & self.events or token.kinds & PARTICIPIAL:
            return True if self.modifies(tokens, j, phrase) else None
        if not phrase and j > 1 and tokens[j - 2].low == "the" and self.name_of_subject(tokens, j):
            return None  # "the 300 Ardley lost"
        if self.nounlike(token) or not phrase and plural(tokens, j):
            return True
        if "adverbs" in token.kinds and token.low.endswith("ly") and not any(tokens[p].classes & self.nouns for p in phrase):
            return False if j + 1 < len(tokens) and ("ed" in tokens[j + 1].kinds or self.nounlike(tokens[j + 1])) else None
        return None

    def closed(self, tokens, j, last):
        """Does a plural before the word at j, `last` of the phrase, end it: what follows is no part of one name with it?"""
        if not self.closes(last):
            return False
        plain = tokens[j].raw[0].islower() or last.raw[0].islower()
        return plain or low_at(tokens, j + 1) == "'s" or self.opens_clause(tokens, j)

    def name_of_subject(self, tokens, j):
        """Is the word at j a name with an event after it?"""
        token = tokens[j]
        return token.raw[0].isupper() and not token.classes and j + 1 < len(tokens) and tokens[j + 1].classes & self.events

    def sized(self, tokens, j):
        """Is the word at j a size of the things counted, or an "and" between two ("122-mm and 152-mm shells")?"""
        near = [k for k in (j - 1, j, j + 1) if k < len(tokens) and tokens[k].mention]
        sizes = [k for k in near if tokens[k].mention.kind == "measurement"]
        if not sizes:
            return False
        k = j + 1
        while k < min(len(tokens), j + 5) and (is_mention(tokens[k], "measurement") or coordinates(tokens[k])):
            k += 1
        named = any(t.classes & self.nouns for t in tokens[k:k + 2])
        return named and (j in sizes or "coordinators" in tokens[j].kinds and len(sizes) == 2)

    def pairs(self, tokens, j, phrase):
        """Does "and" at j join two adjectives before a noun ("300 wet and dead sheep")?"""
        if any(tokens[p].classes & self.nouns for p in phrase) or j + 2 >= len(tokens) or tokens[j + 1].mention:
            return False
        later = range(j + 2, min(len(tokens), j + 5))
        k = next((k for k in later if not (tokens[k - 1].classes & self.events and tokens[k].classes & self.events)), j + 2)
        return "punct" not in tokens[j + 1].kinds and bool(tokens[k].classes & self.nouns)  # "300 collapsed or badly damaged houses"

    def nounlike(self, token):
        if token.mention or "punct" in token.kinds or token.low == "'s":
            return False
        if token.classes & self.nouns:
            return True
        return not token.kinds & NO_NOUN and not token.classes & self.events

    def closes(self, token):
        """A plural that is counted ends its phrase: after "1,500 soldiers" comes a verb ("land"), as "soldier families" has no plural."""
        return bool(token.classes & self.nouns) and (token.low.endswith("s") and not token.low.endswith("ss") or token.low in self.persons)

    def opens_clause(self, tokens, j):
        """"the soldiers [Kim sent]", "the farmers [Ruland media say drowned]": a name with a verb after it is the subject of a clause."""
        after = next((t for t in tokens[j + 1:j + 4] if not t.raw[0].isupper() and t.low not in self.speakers), None)
        if after is None:
            return False
        return bool(after.kinds & PREDICATIVE or "cue" in after.kinds or after.classes & self.events) or after.low == "'s"

    def modifies(self, tokens, j, phrase):
        """Is the participle at j an adjective before a noun ("300 wounded soldiers") and not the verb ("300 soldiers wounded")?"""
        for p in phrase:
            if tokens[p].classes & self.nouns or not (tokens[p].classes & (self.owners | self.events) or tokens[p].raw[0].isupper()):
                return False
        k = j + 1
        while k < min(len(tokens), j + 4) and (coordinates(tokens[k]) or self.adjective(tokens[k])):
            k += 1
        while k < len(tokens) - 1 and tokens[k].classes & self.owners and tokens[k + 1].classes & (self.nouns | self.owners):
            k += 1  # "two wounded Ruland soldiers"
        if k >= len(tokens) or tokens[k].kinds & PARTICIPIAL or not self.nounlike(tokens[k]):
            return False
        if tokens[k].raw[0].islower() or "-" in tokens[j].raw:
            return True
        return (k > j + 1 or not phrase) and bool(tokens[k].classes & self.nouns)

    def adjective(self, token):
        """A word for an event that may stand before the noun: "wounded"."""
        return token.classes & self.events and "prepositions" not in token.kinds

    def head(self, tokens, phrase):
        """(class, word) of the phrase's head; class '?' if the codebook does not know it, '' if there is no phrase."""
        if not phrase:
            return "", ""
        last = tokens[phrase[-1]]
        found = last.classes & self.nouns
        after = tokens[phrase[-1] + 1] if phrase[-1] + 1 < len(tokens) else last
        if not found and (last.low in ELLIPTIC or last.classes & self.owners and after.classes & self.events):
            return "", ""  # "6,000 others": more of what was counted before; "4,700 North Korean dead"
        return (min(found) if found else "?"), last.low
