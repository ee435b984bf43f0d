"""Words of a sentence that tell of who speaks or of the saying, and not of the number: "an official who asked not to be named said 300"."""

import re

OWN_VERB = re.compile(  # of a speaker's verb
    r"(?:(?:not|never|cannot|ca|could|can|would|will|may|might|should|has|have|had|be|been|is|was|are|were|yet|to|do|does|did|unable|"
    r"\w+n't|\w+ly)\W+)*"
)
FRAME = 40  # characters after a verb of saying within which whom it told stands
THEN_THAT = re.compile(r"(?: \w+){0,2} that ")  # "is telling anyone who will listen that"
KNOWN = frozenset(["the", "these", "those"])
GONE = frozenset(["gone", "home", "away", "over", "spent", "exhausted"])  # will be so: of what is there now
ABOUT_WHOM = re.compile(r",? who\b|, speaking\b|, (?:an?|the) ")  # right after a speaker


def of_speaker(s, match, cues):
    """Is what was matched said of who speaks ("an official who asked not to be named put the dead at 300")?"""
    start = match.start()
    between = [c for c in cues if c.who[1] and c.who[1] <= s.start + start < c.at]  # the match stands between a speaker and the verb
    return any(
        ABOUT_WHOM.match(s.low, c.who[1] - s.start, start) and not OWN_VERB.fullmatch(s.low, start, c.at - s.start) for c in between
    )


def frames(s, match, cues):
    """Does it tell whom somebody told ("is telling anyone who will listen that 300")?"""
    return THEN_THAT.match(s.low, match.end()) and any(c.right[1] and 0 < s.start + match.start() - c.at - len(c.cue) < FRAME for c in cues)


def of_known(s, i, match, tense):
    """Of a number that is known, is something to come that the codebook knows nothing of, or that it has told already of that number?

    "The 300 there will need coats", "expects the 300 to need coats", "The 300 soldiers stationed in Ardley will be sent to the hills",
    "The 300 will be gone by May"
    """
    if not known(s.tokens, i):
        return False
    tokens, end = s.tokens, s.at(s.start + match.end())
    if match.group() in tense:
        k = end
    else:
        later = range(max(end, i + 1), len(tokens))
        k = next((k + 1 for k in later if tokens[k].low == "to" or tokens[k].raw in ".;:"), 0)
    verb = next((t for t in tokens[k:k + 4] if t.low in GONE or not t.kinds & {"auxiliaries", "adverbs"}), None)
    if verb is not None and verb.low in GONE:
        return True
    if verb is None or not verb.raw.isalpha() or verb.kinds & {"ed", "prepositions"} and not verb.classes:
        return False
    return not verb.classes or any(t.classes & verb.classes for t in tokens[i + 2:min(end, k)])


def known(tokens, i):
    """Is the number at i one that the reader knows ("the 300", "the whole force of 300")?"""
    k = i - 1
    if k > 1 and tokens[k].low == "of" and "groupers" in tokens[k - 1].classes | tokens[k - 1].kinds:
        k = next((j for j in range(k - 2, max(-1, k - 5), -1) if "determiners" in tokens[j].kinds), k)
    return k >= 0 and tokens[k].low in KNOWN
