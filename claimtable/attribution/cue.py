"""What stands for somebody who speaks: who, the word that says so, and how far it reaches."""

from dataclasses import dataclass

from ..grammar.nounphrases import PERSONAL

NOBODY = (0, 0)


@dataclass(slots=True)
class Cue:
    """Somebody speaks: who (a span of the text), the word that says so, and from where to where it reaches."""

    who: tuple  # (start, end) of the speaker; NOBODY when a pronoun could not be resolved
    at: int  # offset of the cue word
    cue: str
    right: tuple = NOBODY
    left: tuple = NOBODY
    relay: tuple = NOBODY
    rule: str = ""
    pronoun: str = ""

    def unless_pronoun(self, tokens, a, b):
        """The cue; with nobody for its speaker where tokens a..b are no more than a pronoun, whom its antecedent will name."""
        if a == b and tokens[a].low in PERSONAL:
            self.who, self.pronoun = NOBODY, tokens[a].low
        return self


def cue_of(v, s, a, b, i, rule, **reach):
    """The Cue of the speaker whom tokens a..b name, by the word at i."""
    return Cue(v.span(s.tokens, a, b), s.tokens[i].start, s.tokens[i].raw, rule=rule, **reach)


def onwards(s, k):
    """From behind token k to the end of the sentence: how far a cue reaches to the right."""
    return s.tokens[k].end, s.end


def upto(s, k):
    """From the start of the sentence to token k: how far a cue reaches to the left."""
    return s.start, s.tokens[k].start
