"""What stands right of a number: the noun it counts, and what happened to it.

"about 300 [North Korean soldiers] were [killed or wounded] in Kursk": the phrase, then the events said of it.
"""

from ..grammar.around import after_with, past_dashes, plural
from ..grammar.clauses import EMPTY, PARTICIPIAL, PREDICATIVE, QUOTES, VERBAL, VERB_FORMS, minor, strong

MODIFIER_STOP = frozenset(["prepositions", "determiners", "coordinators", "subordinators", "auxiliaries", "pronouns"])
LEADING = frozenset("more additional extra further other new fresh such odd such-and-such million billion thousand hundred or so".split())
CURRENCY = frozenset("dollar dollars buck bucks euro euros pound pounds rouble roubles ruble rubles yuan yen won usd eur lira liras hryvnia hryvnias zloty kroner kronor krona francs rupees pesos shekels riyals dirhams reais renminbi".split())
ELLIPTIC = frozenset(["others", "ones", "new ones"])
ORIGINAL = frozenset("original initial estimated total reported supposed alleged overall".split())
DASHES = frozenset("–—")
PRONOUNS = frozenset("them whom us".split())
PARTITIVE = frozenset("all them those 's whom which".split())
RELATIVE = frozenset(["who", "whom", "that", "which"])
TIME_CLAUSE = frozenset(["as", "since", "after", "before"])


class Counted:
    """The codebook's nouns and events, and the walk to the right of a number."""

    def __init__(self, book, vocab):
        self.nouns, self.events, self.owners = vocab.nouns, vocab.events, vocab.owners
        self.generics = vocab.grammar["generics"]
        self.persons = vocab.grammar["persons"]

    # ---------------------------------------------------------------- the noun phrase

    def right(self, tokens, i):
        """(indices of the noun phrase after number i, index after it, was it "of"?). Modifiers first, head last; often empty."""
        j = self.past_sign(tokens, i + 1)
        if j + 1 < len(tokens) and tokens[j].raw == "," and ", " in tokens[i].raw and tokens[i].raw[-1].isalpha():
            j += 1  # "300, give or take, sheep"
        if j + 1 < len(tokens) and tokens[j].raw in ":–—" and all("punct" in t.kinds for t in tokens[:i]):
            j += 1  # a row of a list: "80,000 – injured in Ardley", "11,000: soldiers sent"
        j += j + 2 < len(tokens) and tokens[j].low == "out" and any(t.number for t in tokens[j + 2:j + 4])  # "300 out of 900 sheep"
        of = j < len(tokens) and tokens[j].low == "of"
        if of:
            j += 1
            if j < len(tokens) and tokens[j].low in PRONOUNS:
                return [], j + 1, True
            j = self.past_sign(tokens, j) if j < len(tokens) and tokens[j].low in CURRENCY else j  # "'billions' of dollars' worth of damage"
            while j < len(tokens) and ("determiners" in tokens[j].kinds or tokens[j].low in PARTITIVE or tokens[j].raw in QUOTES):
                j += 1
            if owned := next((k + 1 for k in range(j + 1, min(j + 4, len(tokens) - 1)) if tokens[k].low == "'s" and tokens[k + 1].mention and tokens[k - 1].raw[0].isupper()), 0):
                j = owned  # "half of the North's 12,000 men"
            if j + 1 < len(tokens) and tokens[j].low in ORIGINAL and tokens[j + 1].mention:
                j += 1
            if j < len(tokens) and tokens[j].mention and tokens[j].mention.kind in ("number", "vague"):
                return (*self.right(tokens, j)[:2], True)  # "half of the 11,000 soldiers"
        if j + 1 < len(tokens) and tokens[j].low == "the" and tokens[j + 1].classes & (self.nouns | self.events) and not of:
            j += 1  # "raised to 14,351 the dead"
        j = self.past_naming(tokens, j)
        if not of and tokens[i].mention.kind == "money" and j + 1 < len(tokens) and tokens[j].low == "in" and any(t.classes & self.nouns for t in tokens[j + 1:j + 5]):
            j += 1  # "$20 billion in property losses"
        phrase = []
        while j < len(tokens):
            step = self.belongs(tokens, j, phrase)
            if step is None:
                break
            if step:
                phrase.append(j)
            j += 1
        return phrase, j, of

    def past_naming(self, tokens, j):
        """Past words that only announce the noun: "33,000, that's the dead", "24,617 as the number of houses"."""
        n = len(tokens)
        if j + 3 < n and tokens[j].raw in ",:" and tokens[j + 1].low in ("that", "which") and tokens[j + 2].low in ("'s", "is", "was", "are"):
            k = j + 3 + ("determiners" in tokens[j + 3].kinds) + 2 * (tokens[j + 3].low == "how" and j + 5 < n)
        elif j + 3 < n and tokens[j].low == "as" and tokens[j + 1].low in ("the", "a") and tokens[j + 2].low in self.generics and tokens[j + 3].low == "of":
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
        if token.low == "'s" and phrase or token.low == "own" and "determiners" in tokens[j - 1].kinds and j + 1 < len(tokens) and self.nounlike(tokens[j + 1]):
            return True
        if not phrase and token.low in LEADING or token.raw == "-" and phrase and j + 1 < len(tokens) and tokens[j + 1].start == token.end:
            return False
        if self.sized(tokens, j):
            return False
        if token.raw in QUOTES:
            return False if not phrase and j + 1 < len(tokens) and self.nounlike(tokens[j + 1]) else None
        if noun:
            return True
        if "coordinators" in token.kinds and phrase and self.pairs(tokens, j, phrase):
            return False
        if token.kinds & MODIFIER_STOP or phrase and self.closes(tokens[phrase[-1]]) and (token.raw[0].islower() or self.opens_clause(tokens, j) or tokens[j + 1:j + 2] and tokens[j + 1].low == "'s"):
            return None
        if token.classes & self.events or token.kinds & PARTICIPIAL:
            return True if self.modifies(tokens, j, phrase) else None
        if not phrase and j > 1 and tokens[j - 2].low == "the" and token.raw[0].isupper() and not token.classes and tokens[j + 1:j + 2] and tokens[j + 1].classes & self.events:
            return None  # "the 300 Ardley lost"
        if self.nounlike(token) or not phrase and plural(tokens, j):
            return True
        if "adverbs" in token.kinds and token.low.endswith("ly") and not any(tokens[p].classes & self.nouns for p in phrase):
            return False if j + 1 < len(tokens) and ("ed" in tokens[j + 1].kinds or self.nounlike(tokens[j + 1])) else None
        return None

    def sized(self, tokens, j):
        """Is the word at j a size of the things counted, or an "and" between two ("5 million 152-mm shells", "122-mm and 152-mm shells")?"""
        sizes = [k for k in (j - 1, j, j + 1) if k < len(tokens) and tokens[k].mention and tokens[k].mention.kind == "measurement"]
        k = j + 1
        while k < min(len(tokens), j + 5) and (tokens[k].mention and tokens[k].mention.kind == "measurement" or "coordinators" in tokens[k].kinds):
            k += 1
        named = any(t.classes & self.nouns for t in tokens[k:k + 2])
        return named and (j in sizes or "coordinators" in tokens[j].kinds and len(sizes) == 2)

    def pairs(self, tokens, j, phrase):
        """Does "and" at j join two adjectives before a noun ("300 wet and dead sheep")?"""
        if any(tokens[p].classes & self.nouns for p in phrase) or j + 2 >= len(tokens) or tokens[j + 1].mention:
            return False
        k = next((k for k in range(j + 2, min(len(tokens), j + 5)) if not (tokens[k - 1].classes & self.events and tokens[k].classes & self.events)), j + 2)
        return "punct" not in tokens[j + 1].kinds and bool(tokens[k].classes & self.nouns)  # "300 collapsed or badly damaged houses"

    def nounlike(self, token):
        if token.mention or "punct" in token.kinds or token.low == "'s":
            return False
        if token.classes & self.nouns:
            return True
        return not token.kinds & MODIFIER_STOP and "adverbs" not in token.kinds and "verbs" not in token.kinds and not token.classes & self.events

    def closes(self, token):
        """A plural that is counted ends its phrase: what follows "1,500 soldiers" is a verb ("land"), as "soldier families" has no plural."""
        return bool(token.classes & self.nouns) and (token.low.endswith("s") and not token.low.endswith("ss") or token.low in self.persons)

    def opens_clause(self, tokens, j):
        """"the soldiers [Kim sent]": a name with a verb after it is the subject of a clause of its own."""
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        return after is not None and bool(after.kinds & PREDICATIVE or after.classes & self.events or after.low == "'s")

    def modifies(self, tokens, j, phrase):
        """Is the participle at j an adjective before a noun ("300 wounded soldiers") and not the verb ("300 soldiers wounded")?"""
        for p in phrase:
            if tokens[p].classes & self.nouns or not (tokens[p].classes & (self.owners | self.events) or tokens[p].raw[0].isupper()):
                return False
        k = j + 1
        while k < len(tokens) and k < j + 4 and ("coordinators" in tokens[k].kinds or tokens[k].classes & self.events and "prepositions" not in tokens[k].kinds):
            k += 1
        if k >= len(tokens) or tokens[k].kinds & PARTICIPIAL or not self.nounlike(tokens[k]):
            return False
        return tokens[k].raw[0].islower() or "-" in tokens[j].raw or not phrase and bool(tokens[k].classes & self.nouns)

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

    # ---------------------------------------------------------------- what happened to it

    def happens(self, tokens, j):
        """Events said of a subject that ends before j: "were killed or wounded", "who have deserted"; "dead and 300 hurt" => killed only."""
        events, said, hung, whose, end = set(), 0, False, False, min(len(tokens), j + 24)  # hung: what only describes the noun came first, a participle or a clause with "who"
        if j + 1 < end and tokens[j].raw == "," and "auxiliaries" in tokens[j + 1].kinds:
            j += 1  # the comma that closes "…, about 300 people, has been …"
        while j < end:
            token = tokens[j]
            if token.raw == "," and (self.listed(tokens, j) if events else not said and self.apposed(tokens, j + 1)):
                j += 1
                continue
            if minor(token) and "prepositions" in (tokens[j - 1].kinds | tokens[j - 2].kinds):
                j += 1  # "300 people in the two valleys are affected"
                continue
            if token.number and not said and "coordinators" in tokens[j - 1].kinds and "prepositions" in tokens[min(j + 1, end - 1)].kinds:
                j += 1  # "4,000 houses in Ardley and 3,100 in Orton have gone"
                continue
            if token.number or token.raw == ",":
                j = after_with(tokens, j) if token.number else self.after_aside(tokens, j)
                if j < 0 or token.raw == "," and events:
                    break
                continue
            if token.raw == "(":
                j = next((k + 1 for k in range(j, min(len(tokens), j + 12)) if tokens[k].raw == ")"), end)
                continue
            if token.raw in DASHES:
                j = past_dashes(tokens, j)
                if j < 0:
                    break
                continue
            if strong(token) or token.raw == ")":
                break
            hit = EMPTY if self.attributive(tokens, j) else token.classes & self.events
            if hit and events and "ing" in token.kinds and "coordinators" not in tokens[j - 1].kinds:
                break  # "1,000 injured fighting"
            if hit:
                hung = not said and (whose or bool(token.kinds & VERB_FORMS) and "auxiliaries" not in tokens[j - 1].kinds)
                events |= hit
                said += 1
            elif token.kinds & VERB_FORMS and tokens[j - 1].kinds & {"auxiliaries", "adverbs"} and tokens[j + 1:j + 2] and tokens[j + 1].low == "to":
                j += 1  # "are thought to have drowned"
            elif not token.mention:
                whose = whose or not said and token.low == "who"
                if self.parts(tokens, j, said, events):
                    j = self.main_verb(tokens, j) if "prepositions" in token.kinds and hung else -1
                    if j < 0:
                        break
                    hung = False
                    continue
                if token.kinds & {"verbs", "ed", "ing"} and "coordinators" not in token.kinds:
                    said += 1
                    if events or said > 3:
                        break
            j += 1
        return frozenset(events)

    def main_verb(self, tokens, j):
        """Index of the auxiliary after the phrase at j, of which those described by a participle are the subject ("300 men sent to Ardley have died"); or -1."""
        for k in range(j + 1, min(len(tokens), j + 7)):
            if tokens[k].number or strong(tokens[k]) or tokens[k].raw == "," or tokens[k].kinds & {"subordinators", "coordinators"}:
                return -1
            if "auxiliaries" in tokens[k].kinds:
                return k
        return -1

    def attributive(self, tokens, j):
        """Does the participle at j belong to the noun of a phrase after a preposition ("113 over collapsed buildings")?"""
        if "ed" not in tokens[j].kinds or tokens[j].classes & self.nouns or j + 1 >= len(tokens) or not tokens[j + 1].classes & self.nouns or tokens[j + 1].classes & self.events:
            return False
        k = j - 1 - ("determiners" in tokens[j - 1].kinds)
        return "prepositions" in tokens[k].kinds and tokens[k].low != "of"

    def parts(self, tokens, j, said, events):
        """Does the word at j end what is said of the number: another clause, the verb of the next number, a phrase after the event?"""
        token = tokens[j]
        if "coordinators" in token.kinds:
            if self.event_follows(tokens, j + 1):
                return False
            if self.of_the_next(tokens, j + 1):
                return True
            after = tokens[j + 1] if j + 1 < len(tokens) else token
            return bool(said or after.classes & self.events or "pronouns" in after.kinds or "verbs" in after.kinds or after.low == "that")
        if token.low in RELATIVE:
            return said > 0
        if "subordinators" in token.kinds:
            return not (token.low == "as" and "ed" in tokens[j - 1].kinds) and (said > 0 or token.low not in TIME_CLAUSE)
        return bool(events) and "prepositions" in token.kinds and token.low not in ("in", "on")

    def event_follows(self, tokens, j):
        """Is the verb at j another event of the same number ("killed or wounded"), and not the verb of the next ("and hurt 40")?"""
        for n, token in enumerate(tokens[j:j + 3], j):
            if token.mention:
                return False
            if token.classes & self.events:
                after = [t for t in tokens[n + 1:n + 5] if t.raw not in QUOTES]
                return not (after[:1] and after[0].number or len(after) > 1 and after[0].low in ("at", "to", ":") and after[1].number)
            if not token.kinds & {"auxiliaries", "adverbs", "determiners"}:
                return False
        return False

    def apposed(self, tokens, j):
        """Do events alone stand between two commas ("700,000 of his men, dead and wounded, since 2022")?"""
        k = next((k for k in range(j, len(tokens)) if not tokens[k].classes & self.events and "coordinators" not in tokens[k].kinds), j)
        return k > j and (tokens[k].raw == "," or strong(tokens[k]))

    def listed(self, tokens, j):
        """Does the comma at j stand in a row of events ("killed, wounded or captured")?"""
        k = j
        while k + 1 < len(tokens) and tokens[k].raw == "," and tokens[k + 1].classes & self.events:
            k += 2
        if k == j + 2 and "ed" in tokens[j - 1].kinds & tokens[j + 1].kinds and not any("coordinators" in t.kinds for t in tokens[k:k + 1]) and not any(t.number for t in tokens[k:k + 2]):
            return k == len(tokens) or strong(tokens[k]) or "prepositions" in tokens[k].kinds  # "300 sheep drowned, stolen in Ardley"
        return k > j and k + 1 < len(tokens) and "coordinators" in tokens[k].kinds and not any(t.number for t in tokens[k + 2:k + 3])

    def of_the_next(self, tokens, j):
        """"and [those stolen at 40]": do an event and, after it, another number follow in the same breath?"""
        happened = False
        for token in tokens[j:j + 7]:
            if token.number:
                return happened
            if strong(token) or token.raw == "," or token.kinds & {"auxiliaries", "coordinators"}:
                return False
            happened = happened or bool(token.classes & self.events)
        return False

    def after_aside(self, tokens, j):
        """Index after the comma that closes an aside opened at j, if a verb goes on there; else -1."""
        restated = tokens[j + 1:j + 2] and tokens[j + 1].low in ("or", "about", "nearly", "roughly", "including", "among", "with")
        for k in range(j + 1, min(len(tokens) - 1, j + 14)):
            if strong(tokens[k]) or tokens[k].number and not restated and tokens[k].mention.kind not in ("fraction", "percent"):
                return -1
            if tokens[k].raw == ",":
                after = tokens[k + 1 + (tokens[k + 1].raw in QUOTES and k + 2 < len(tokens))]
                if after.low == "as" and k + 2 < len(tokens) and tokens[k + 2].classes & self.events:
                    return k + 2  # "regards 300 people, a sixth of all, as affected"
                return k + 1 if after.kinds & VERBAL or after.classes & self.events else -1
        return -1
