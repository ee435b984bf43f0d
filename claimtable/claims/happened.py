"""What is said to have happened to what a number counts: "about 300 soldiers [were killed or wounded] in Kursk"."""

from ..grammar.around import after_with, past_dashes
from ..grammar.clauses import DASHES, EMPTY, HELPING, QUOTES, VERBAL, VERB_FORMS, minor, strong
from ..grammar.neighbours import first_from, low_at

RELATIVES = frozenset(["who", "whom", "that", "which"])
TIME_CLAUSE = frozenset(["as", "since", "after", "before"])
MAKING = frozenset("left leave leaves leaving made make makes making rendered renders rendering".split())


class Happened:
    """The codebook's events, and the walk over the words that say them of a subject."""

    def __init__(self, vocab):
        self.nouns, self.events = vocab.nouns, vocab.events

    def after(self, tokens, j):
        """Events said of a subject that ends before j: "were killed or wounded", "who have deserted"; "dead and 300 hurt" => killed."""
        events, said, end = set(), 0, min(len(tokens), j + 24)
        hung = whose = False  # hung: what only describes the noun came first, a participle or a clause with "who"
        if j + 1 < end and tokens[j].raw == "," and "auxiliaries" in tokens[j + 1].kinds:
            j += 1  # the comma that closes "…, about 300 people, has been …"
        while j < end:
            token = tokens[j]
            if not (token.kinds or token.classes or token.mention or token.low in RELATIVES) or so_far(tokens, j):
                j += 1
                continue
            if token.number or token.raw == ",":
                if self.within_subject(tokens, j, end, said, events):
                    j += 1
                    continue
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
            elif token.kinds & VERB_FORMS and tokens[j - 1].kinds & HELPING and low_at(tokens, j + 1) == "to":
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

    def within_subject(self, tokens, j, end, said, events):
        """Does the comma or number at j only go on with the subject, or with what is said of it?"""
        token = tokens[j]
        if token.raw == ",":
            return self.listed(tokens, j) if events else not said and self.apposed(tokens, j + 1)
        if "prepositions" in (tokens[j - 1].kinds | tokens[j - 2].kinds) and (minor(token) or not said and self.verb_behind(tokens, j + 1)):
            return True  # "300 people in the two valleys are affected", "300 people in 10 provinces are affected"
        # "4,000 houses in Ardley and 3,100 in Orton have gone"
        return not said and "coordinators" in tokens[j - 1].kinds and "prepositions" in tokens[min(j + 1, end - 1)].kinds

    def verb_behind(self, tokens, j):
        """Do a word or two that no list knows stand at j, and an auxiliary or an event right behind them?"""
        k = first_from(tokens, j, lambda t: t.kinds or t.classes or t.mention, within=3)
        return k > j and ("auxiliaries" in tokens[k].kinds or bool(tokens[k].classes & self.events))

    def shared(self, tokens, j):
        """Where the verb stands that those before j share with the number behind "and" ("[3 men] and 20 sheep were killed"); else j."""
        if j + 3 >= len(tokens) or "coordinators" not in tokens[j].kinds or tokens[j - 1].mention or not tokens[j + 1].number:
            return j
        k = next((k for k in range(j + 3, min(len(tokens), j + 6)) if tokens[k].kinds or tokens[k].number), j)
        return k if "auxiliaries" in tokens[k].kinds else j

    def made(self, tokens, i, j, thing):
        """Events of the adjective behind where those were made so that number i counts ("left 300 people in Ardley [dead]")."""
        if not i or thing in ("", "?") or tokens[i - 1].low not in MAKING or j >= len(tokens) or "prepositions" not in tokens[j].kinds:
            return EMPTY
        for k, t in enumerate(tokens[j + 1:j + 7], j + 2):
            closed = k == len(tokens) or strong(tokens[k]) or tokens[k].raw == "," or "coordinators" in tokens[k].kinds
            if closed and t.classes & self.events:
                return t.classes & self.events
            if t.number or strong(t) or t.raw == "," or t.kinds & VERBAL:
                break
        return EMPTY

    def main_verb(self, tokens, j):
        """Index of the auxiliary behind the phrase at j, whose subject a participle describes ("300 sent to Ardley have died"); or -1."""
        for k in range(j + 1, min(len(tokens), j + 7)):
            if tokens[k].number or strong(tokens[k]) or tokens[k].raw == "," or tokens[k].kinds & {"subordinators", "coordinators"}:
                return -1
            if "auxiliaries" in tokens[k].kinds:
                return k
        return -1

    def attributive(self, tokens, j):
        """Does the participle at j belong to the noun of a phrase after a preposition ("113 over collapsed buildings")?"""
        if "ed" not in tokens[j].kinds or tokens[j].classes & self.nouns or j + 1 >= len(tokens):
            return False
        if not tokens[j + 1].classes & self.nouns or tokens[j + 1].classes & self.events:
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
        if token.low in RELATIVES:
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
        """Index after the comma that closes an aside opened at j, if a verb goes on there, of many ("is": of one); else -1."""
        for k in range(j + 1, min(len(tokens) - 1, j + 14)):
            if strong(tokens[k]) or k == j + 1 and tokens[k].kinds & VERBAL:
                return -1
            if tokens[k].raw == ",":
                after = tokens[k + 1 + (tokens[k + 1].raw in QUOTES and k + 2 < len(tokens))]
                if after.low == "as" and k + 2 < len(tokens) and tokens[k + 2].classes & self.events:
                    return k + 2  # "regards 300 people, a sixth of all, as affected"
                return k + 1 if (after.kinds & VERBAL or after.classes & self.events) and not after.low.endswith("s") else -1
        return -1


def so_far(tokens, j):
    """Does the word at j begin "so far", which parts a verb from its auxiliary ("have so far been taken")?"""
    return tokens[j].low == "so" and j + 1 < len(tokens) and tokens[j + 1].low == "far"
