"""Whose words a position is: of the cues of its sentence those that lead to words, and not to a number alone.

Each function takes the Document (document.py) that is being read; u is the number of a unit, [start, end) the words of the position.
"""

import re
from dataclasses import replace

from ..attribution.passives import passive
from ..attribution.pronouns import antecedent
from ..attribution.saidby import past_between
from ..grammar.clauses import PREDICATIVE
from ..grammar.neighbours import nearest_before, pauses

QUOTE = re.compile("[“”]")
WITH_SUBJECT = frozenset(["subject-verb", "verb-subject", "offer", "subject"])  # rules by which somebody is the subject of a verb
THAT_OR_SIGN = re.compile(r"\W*(?:that\b|[:\"“])")  # after a verb: words follow, not a thing


def own_cue(document, u, start, end):
    """The cues that may say whose position it is: the verb among its own words ("Kyiv confirmed"), else those of its sentence, else,
    inside a quotation that goes on from or into another sentence of the paragraph, the one that names who is quoted."""
    cues = [cue for cue in document.cues(u) if says_words(document, u, cue)]
    inside = [cue for cue in cues if start <= cue.at < end]
    if inside and silent(document, u, inside[0]):
        return []
    if inside and inside[0].who != (0, 0):
        outer = []  # "Rutte said the alliance could confirm"
        if inside[0].rule == "offer":
            outer = [cue.who for cue in cues if cue.right[0] <= start < cue.right[1] and cue.at < inside[0].at]
        return [replace(inside[0], who=(outer or [inside[0].who])[-1], right=(start, end))]
    if taken := taking(document, u, start):
        return [replace(taken, right=(start, end))]
    if named := naming(document, u, end):
        return [replace(named, right=(start, end))]
    against = [cue for cue in cues if cue.rule == "denial" and cue.at < start and cue.who != (0, 0) and not silent(document, u, cue)]
    if against and not any(t.raw in ",;" for t in document.sentence(u).tokens if against[-1].at < t.start < start):
        return [replace(against[-1], right=(start, end))]  # "Kyiv dismissed the reports as false"
    quoted = quoted_by(document, u, start)
    return [replace(quoted, right=(start, end))] if quoted else cues


def says_words(document, u, cue):
    """May a cue lead to words?

    A verb that says something only of numbers ("marked 300", "sees 300") does before "that", a sign or a quotation.
    """
    if cue.rule not in WITH_SUBJECT or cue.left != (0, 0):
        return True
    verb, vocab = cue.cue.lower(), document.rules.vocab
    if cue.rule != "subject" and (verb not in vocab.speech["weak"] or verb in vocab.strong):
        return True
    s, end = document.sentence(u), cue.at + len(cue.cue)
    k = s.at(end)
    statement = any(t.low in document.rules.speech.carriers for t in s.tokens[k:k + 4])  # "issued a statement"
    return statement or THAT_OR_SIGN.match(document.plain, end) is not None


def naming(document, u, end):
    """The cue of a verb that gives a name ("called the reports “groundless rumours”") to or with the words at [start, end); or None."""
    s, speech = document.sentence(u), document.rules.speech
    for k in range(s.at(end - 1), 0, -1):
        t = s.tokens[k]
        if t.low in speech.v.naming and t.kinds & PREDICATIVE and not passive(s.tokens, k):
            return subject_of(document, u, k)
    return None


def taking(document, u, start):
    """The cue of a verb that takes a position and begins the words of it ("the mayor *blamed the operator*"), or whose "of" or "for" they
    follow ("accused the operator of *hiding the dead*"), or None."""
    s, speech = document.sentence(u), document.rules.speech
    k = s.at(start)
    if s.tokens[k].low not in speech.v.taking:
        verb = nearest_before(s.tokens, k, lambda t: t.low in speech.v.taking or pauses(t), none=0)
        k = verb if any(t.low in ("of", "for") for t in s.tokens[verb + 2:k]) else 0
    return subject_of(document, u, k) if k and s.tokens[k].low in speech.v.taking and not passive(s.tokens, k) else None


def subject_of(document, u, k):
    """The cue of the verb at token k with whoever its subject is, a pronoun's antecedent in place of the pronoun; or None."""
    s, saying = document.sentence(u), document.rules.speech.saying
    cue = saying.with_subject(s, k, k, past_between(saying.v, s.tokens, k - 1), False)
    if cue and cue.pronoun:
        cue.who = antecedent(document, u, cue) or cue.who
    return cue if cue and cue.who != (0, 0) else None


def silent(document, u, cue):
    """Is it told of somebody that he does not say it ("has not confirmed", "did not deny")? Then the text says so."""
    s = document.sentence(u)
    return cue.rule == "denial" and (cue.who == (0, 0) or document.rules.speech.saying.verbs.negated(s.tokens, s.at(cue.at)))


def quoted_by(document, u, start):
    """The cue that names the speaker of the quotation around an offset, or None: outside quotations, or where marks do not pair."""
    text = document.text
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start) % (len(text) + 1)
    marks = [(m.start(), m.group()) for m in QUOTE.finditer(text, first, last)]
    if [mark for _, mark in marks] != ["“", "”"] * (len(marks) // 2):
        return None
    spans = [(marks[k][0], marks[k + 1][0]) for k in range(0, len(marks), 2)]
    quoted = lambda at: any(a < at < b for a, b in spans)
    if not quoted(start):
        return None
    near = [v for v in (u, *range(u - 1, -1, -1), *range(u + 1, len(document.units))) if first <= document.units[v][0] < last]
    return next((cue for v in near for cue in document.cues(v) if cue.who != (0, 0) and not quoted(cue.at)), None)
