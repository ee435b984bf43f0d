"""Whom a pronoun beside a verb of saying means: "he said", "its estimate". `doc` is the Document that is being read."""

import re

from ..grammar.neighbours import capitalised, clause_ends, coordinates, pauses
from ..grammar.nounphrases import NONE, PERSONAL, SHOWN, full_name
from .cue import NOBODY
from .sourcing import POSSESSIVES

OF_A_PERSON = frozenset("he she him his her".split())
ASKING = frozenset("how what who when why where which ask".split())
DOES = frozenset("do does did have has are is will can".split())
NO_ONE = frozenset("no none neither either".split())  # "Neither figure could be checked": nobody for a later "it"
OF_WHAT = re.compile(" (?:of|for|in|at|from|with) ")
SOME_OF = re.compile(r"(?:some|many|most|several|both|all|a few|few|a number|dozens|hundreds) of ", re.I)  # "some of the survivors"


def antecedent(doc, u, cue):
    """Span of the last speaker named before a pronoun, or of the subject that opens a sentence, up to three units back; or None."""
    first = doc.voices.opening(u, cue.at)
    for v in (u, *range(min(u - 1, first), max(-1, first - 4), -1)):
        if v < u and cue.pronoun in ("he", "she") and doc.lower(v).startswith(f"{cue.pronoun} "):
            continue  # "He rejected a claim by Mei Tanaka. He expects 300": still the same
        cues = doc.cues(v) if v < u else [c for c in doc.cued[u] if c.at < cue.at]
        # "…, the paper wrote, citing Kyiv's figure; it put …"
        cited = [c.who for c in cues if c.rule == "citing"] if cue.pronoun == "it" else []
        others = [c for c in cues if not any(a <= c.who[0] < b for a, b in cited)] or cues if cited else cues
        named = [c.who for c in others if c.who != NOBODY and not c.pronoun and not doc.plain.startswith(("Our ", "our ", "my "), c.who[0])
                 and not (cue.pronoun in OF_A_PERSON and body(doc, c.who))
                 and not (cue.pronoun in ("it", "its") and (person(doc, c.who) or many(doc.plain[slice(*c.who)])))]
        if named:
            return named[0] if v < u and cue.pronoun in ("he", "she") else named[-1]
        quoted = doc.voices.at(v, doc.units[v][0]) if v < u else None
        if quoted and quoted.who != NOBODY and quoted.rule != "turn":
            return quoted.who
        own = own_subject(doc, u, cue) if v == u else None
        if v == u and not own and cue.pronoun in POSSESSIVES:
            own = opening_subject(doc.rules.speech.v, doc.sentence(u))
            if own and own[1] < cue.at and doc.plain.find(";", own[1], cue.at) < 0 \
                    and doc.plain[slice(*own)].split(" ")[0].lower() not in POSSESSIVES:
                return own  # "South Korea stood by its estimate"
        elif own:
            return own
        ended = v < u and (v not in doc.headed or doc.plain[doc.units[v][1] - 1] in ".!?")
        opening = opening_subject(doc.rules.speech.v, doc.sentence(v)) if ended else None
        if opening and not (cue.pronoun in OF_A_PERSON and body(doc, opening)):
            return opening
    return None


def own_words(name):
    """The words of a name before what belongs to it: "officials in Ardley" => ["officials"]."""
    return OF_WHAT.split(name)[0].split()


def body(doc, who):
    """Is a speaker a body or a place ("South Korean intelligence", "OCHA", "Seoul"), whom no "he" or "she" can mean?"""
    v, name = doc.rules.speech.v, doc.plain[slice(*who)]
    words = own_words(name)  # "Ada Brook of the institute" is a person
    last = words[-1]
    inner = any(word in v.bodies_said for word in (words if last[0].isupper() else words[-1:]))
    inner = inner and not any(word.lower() in v.titles for word in words)
    if many(name) or inner or last.isupper() and len(last) > 1 or name.lower().removeprefix("the ") in v.places:
        return True
    last = last.lower()
    return last in SHOWN or last in v.bodies_said or last in v.vocab.speech["outlets"]


def many(name):
    """Is a speaker several by the form of its noun ("officials in Ardley")?"""
    last = own_words(name)[-1]
    return bool(SOME_OF.match(name)) or last.islower() and last.endswith("s") and not last.endswith("ss")


def person(doc, who):
    """Is a speaker somebody with a title and a name ("agency head Mei Tanaka"), whom no "it" can mean?"""
    words = doc.plain[slice(*who)].split(" for ")[0].split()  # "a spokeswoman for Lund Hospital": the name is the hospital's
    if len(words) < 3 or not (words[-1][0].isupper() and words[-2][0].isupper()):
        return False
    return any(word.lower() in doc.rules.speech.v.titles for word in words[:-2]) and not body(doc, who)


def own_subject(doc, u, cue):
    """Span of a body named in an earlier clause of the cue's own sentence ("The chamber went and looked: it says …", "At the WHO, they
    fear …"), or None."""
    s, v = doc.sentence(u), doc.rules.speech.v
    first = opening_subject(v, s) if cue.pronoun == "it" and "prepositions" not in s.tokens[0].kinds else None
    if first and first[1] < cue.at and (
            body(doc, first) or any(word.removesuffix("'s") in v.bodies_said for word in doc.plain[slice(*first)].lower().split())):
        return first  # "The agency Fitch is careful: losses, it wrote, …", "The ministry has not updated the 300 deaths it reported"
    first = opening_subject(v, s) if cue.pronoun == "they" else None
    if first and first[1] < cue.at and many(doc.plain[slice(*first)]):
        return first  # "Farmers accuse the ministry of lies: 300 drowned, they say"
    fronted = cue.pronoun in ("they", "it") and "prepositions" in s.tokens[0].kinds
    colon, single = doc.plain.find(":", s.start, cue.at) >= 0, cue.pronoun in ("he", "she")
    if colon or fronted:
        own = body_before(v, s, cue.at)
        if not (own and single and body(doc, own)):
            return own or (place_before(s) if fronted else None)
    own = opening_subject(v, s) if cue.pronoun not in POSSESSIVES and (cue.left == NOBODY or colon and single) else None
    if not own or own[1] >= cue.at:
        return None
    return own if " where " in doc.plain[own[1]:cue.at] or single and not body(doc, own) and not many(doc.plain[slice(*own)]) else None


def place_before(s):
    """Span of the capital of "In Washington they speak of 300", which stands for its people; or None."""
    last = next((k for k in range(1, min(5, len(s.tokens))) if s.tokens[k].mention or not capitalised(s.tokens[k])), 1) - 1
    speaks = last and (s.tokens[last + 1].low in PERSONAL or s.tokens[last + 1].raw == ",")
    return (s.tokens[1].start, s.tokens[last].end) if speaks else None


def body_before(v, s, at):
    """Span of the last body named in a sentence before an offset, a sign or "and" between ("Ask the Red Cross: it says …"), or None."""
    tokens, end = s.tokens, s.at(at)
    stop = next((k for k in range(end - 1, 0, -1) if pauses(tokens[k]) or coordinates(tokens[k])), 0)
    for k in range(stop - 1, -1, -1):
        a, b = v.phrase(tokens, k) if tokens[k].low == "the" or capitalised(tokens[k]) else NONE
        if a <= b < stop and (v.known(tokens, a, b) or any(t.low in v.speakers for t in tokens[a:b + 1])):
            while a and (capitalised(tokens[a - 1]) or tokens[a - 1].low == "the") and tokens[a].low != "the":
                a -= 1
            return v.span(tokens, a, b)
    return None


def opening_subject(v, s):
    """Span of a subject that opens the sentence and could be meant by a pronoun later ("The Secretary General described …"), or None."""
    if s.opener is False:
        s.opener = subject_of(v, s)
    return s.opener


def named_from(v, tokens, a, b):
    """First token of the name, with its titles, that closes a phrase from a to b behind a place ("At the hospital [Dr. Mei Tanaka]")."""
    k = b
    while k > a and (capitalised(tokens[k - 1]) or tokens[k - 1].raw == "."):
        k -= 1
    k -= k > a and (tokens[k - 1].low in v.titles or v.does(tokens[k - 1]))
    return k if a < k < b and tokens[k - 1].raw.islower() and tokens[k - 1].raw.isalpha() else a


def subject_of(v, s):
    tokens = s.tokens
    if not tokens or tokens[0].low in ASKING:
        return None  # a question
    # a dateline ("ADANA (AP) — …")
    start = next((k + 1 for k in range(1, min(14, len(tokens))) if tokens[k].raw in "—–" and tokens[k - 1].raw == ")"), 0)
    if "ed" in tokens[start].kinds or "ing" in tokens[start].kinds and capitalised(tokens[start]):
        # "Asked how bad it was, the mayor did not hesitate."
        start = next((k + 1 for k in range(start + 1, min(start + 24, len(tokens) - 1)) if tokens[k].raw == ","), start)
    a, b = v.phrase(tokens, start) if start < len(tokens) else NONE
    aside = a <= b < len(tokens) - 2 and tokens[b + 1].raw == "," and "prepositions" in tokens[b + 2].kinds
    if aside and capitalised(tokens[b]) and "prepositions" not in tokens[a].kinds and (v.named(tokens, a, b) or full_name(v, tokens, a, b)):
        return v.span(tokens, a, b)  # "Mei Tanaka, in an interview with the radio aired on Monday, called it …"
    verb = v.first_verb(tokens, start, start + 24)
    last = verb - 1
    while last > 0 and (tokens[last].mention or tokens[last].low in ("on", "late", "early", "last")):
        last -= 1  # "South Korea on Wednesday stood by its estimate"
    a, b = v.subject(tokens, last) if verb else NONE
    if a > b or verb > start + 12:
        a, b = v.phrase(tokens, start) if start < len(tokens) else NONE
    if a > b or tokens[a].low in PERSONAL or tokens[b].low in PERSONAL or tokens[a].low in NO_ONE:
        return None
    a = named_from(v, tokens, a, b) if "prepositions" in tokens[0].kinds else a
    if tokens[verb].low in DOES and clause_ends(tokens, verb + 1) and capitalised(tokens[b]):
        return v.span(tokens, a, b)  # "Seoul gives no number. The Americans do. They say 300."
    return v.span(tokens, a, b) if v.head_speaks(tokens, a, b) and not v.counted(tokens[v.head(tokens, a, b)]) else None
