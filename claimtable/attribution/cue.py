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
