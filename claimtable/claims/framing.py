"""Words of a sentence that tell of who speaks or of the saying, and not of the number: "an official who asked not to be named said 300"."""

import re

OWN_VERB = re.compile(r"(?:(?:not|never|cannot|ca|could|can|would|will|may|might|should|has|have|had|be|been|is|was|are|were|yet|to|do|does|did|unable|\w+n't|\w+ly)\W+)*")  # of a speaker's verb
FRAME = 40  # characters after a verb of saying within which whom it told stands
THEN_THAT = re.compile(r"(?: \w+){0,2} that ")  # "is telling anyone who will listen that"
ABOUT_WHOM = re.compile(r",? who\b|, speaking\b|, (?:an?|the) ")  # right after a speaker


def of_speaker(s, match, cues):
    """Is what was matched said of who speaks ("an official who asked not to be named put the dead at 300")?"""
    at = s.start + match.start()
    return any(c.who[1] <= at < c.at and not OWN_VERB.fullmatch(s.low, match.start(), c.at - s.start) and ABOUT_WHOM.match(s.low, c.who[1] - s.start, match.start()) for c in cues if c.who[1])


def frames(s, match, cues):
    """Does it tell whom somebody told ("is telling anyone who will listen that 300")?"""
    return THEN_THAT.match(s.low, match.end()) and any(c.right[1] and 0 < s.start + match.start() - c.at - len(c.cue) < FRAME for c in cues)


def of_known(s, i, match, tense):
    """"The 300 there will need coats": of a number that is known, does a modal tell what the codebook knows nothing of?"""
    k = s.at(s.start + match.end()) + 1
    verb = next((t for t in s.tokens[k:k + 4] if not t.kinds & {"auxiliaries", "adverbs"}), None) if match.group() in tense and i and s.tokens[i - 1].low in ("the", "these", "those") else None
    return verb is not None and verb.raw.isalpha() and not (verb.classes or verb.kinds & {"ed", "prepositions"})
