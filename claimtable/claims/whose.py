"""Whose a number is: from the cues of its own sentence, the layout around it, and the sentences beside it.

Each function takes the Document (document.py) that is being read; u is the number of a unit.
"""

import re
from dataclasses import replace

from ..attribution.continuing import ANAPHOR, goes_on, labelled
from ..attribution.gapped import gapped
from ..attribution.governing import speaker_of
from ..attribution.pronouns import opening_subject, own_words
from ..attribution.cue import Cue, NOBODY
from ..grammar.clauses import CONTRAST, PREDICATIVE, QUANTITY, strong
from ..grammar.neighbours import nearest_before, spelled
from ..grammar.nounphrases import NONE
from ..grammar.reach import TELLING
from . import topics
from .context import POINTS_BACK
from .nocounts import in_passing

ANNOUNCED = re.compile(  # "The mayor has two figures."
    r"\b(?:two|three|four|several|these|both|the following) (?:\w+ )?(?:numbers|figures|counts|estimates|totals|tallies)\b"
)
LABELS = 8  # labels with a number that may stand before the sentence that says whose they are
GAVE_IT = re.compile(  # "The ministry posted it today."
    r"\b(?:said|stated|told|posted|published|released|announced|gave|reported|confirmed|claimed|put out|issued) "
    r"(?:it|this|that|those|these|the (?:figure|number|count|toll|estimate))s?"
    r"(?:[.,;]| (?:on|in|at|to|via|late|early|today|yesterday|himself|herself|itself|publicly|first|again|this|last)\b|$)|"
    r"\b(?:first|only|last) to \w+ (?:it|this|that|(?:the|this|that) (?:figure|number|count|toll|estimate|news))\b"
)
FACING = re.compile(
    r"\b(?:took (?:the podium|the floor|the stage|questions)|gave (?:an update|an interview|a (?:news|press) conference)|"
    r"held a (?:news|press) conference|"
    r"(?:presented|released|published|issued|gave) (?:its|his|her|their|the) (?:\w+ )?(?:findings|figures|assessment|toll|tally|count)\b|"
    r"(?:briefed|updated|addressed|faced|spoke to|spoke with|appeared before|went before|talked to|met) "
    r"(?:the |his |her |a |some |our )?(?:press|nation|reporters?|journalists?|media|cameras|lawmakers?|mps|deputies|parliament|council|"
    r"assembly|radio|television|troops?)|raised the alarm|stepped (?:up )?to the microphones?)\b"
)
SOURCE_IS = re.compile(
    r"(?:([^,.;:]{3,60}?) (?:is|was|are|were) (?:the|their|its|our|my) sources?|"
    r"(?:the|our|my) sources? (?:is|was|are|were) ([^,.;:]{3,60}?))\."
)
# What a speaker named before went on to say, in the words of official agencies.
STATED = re.compile(r"\bit was (?:also |further )?(?:stated|noted|added|emphasi[sz]ed|stressed|underlined|pointed out|recalled)\b")
OUR = ("Our ", "our ", "my ", "we ")
OF_THEM = frozenset(["of them", "of those", "of these"])
DEFINITE = frozenset("the these those its their his her both".split())
IN_PAST = re.compile(r"\b(?:had|were|was)\b")
OURS = re.compile(r"[^,.;:]{0,24},? as we (?:had|wrote|said|reported|printed|put|stated|gave)\b")  # "not four as we had it"


def speaker(doc, u, s, i, cues, start, end, span):
    """(cue or None, who relays it) of what stands at [start, end)."""
    if OURS.match(s.low, end - s.start):
        return None, ""
    cue, outer = speaker_of(s, cues, start, end)
    mention = s.tokens[i].mention if span is None else None
    size = mention and mention.kind != "fraction" and (mention.low or 0) % 1  # 7.8
    if cue and size and in_passing(s.tokens, i, cue.at):
        return None, ""
    if cue and of_us(doc, cue):
        # "our intelligence sees this", in somebody's quotation; "our tally" else is the text's own
        cue = doc.voices.at(u, start) or (None if a_text(doc, cue) else cue)
    cue = cue or doc.grids.cue(start)
    if cue is None and not any(c.rule == "hearsay" and c.right[0] <= start for c in cues):
        cue = doc.voices.at(u, start)
    if cue is None and not cues and topics.told_after(doc, u):
        cue = next((c for c in doc.cues(u + 1) if c.who != NOBODY), None)
    aside = s.text.find(", which ", 0, start - s.start) >= 0  # "That is half of the toll, which has reached 300"
    only_denied = all(c.rule == "denial" for c in cues)
    if cue is None and not aside and only_denied and (goes_on(s) or shares_out(s)) and doc.same_paragraph(u, u - 1):
        cue = last_speaker(doc, u - 1)
    if cue is None and STATED.search(s.low, 0, start - s.start) and doc.same_paragraph(u, u - 1):
        cue = last_speaker(doc, u - 1)
    if cue is None and (told := before_semicolon(s, i)) is not None:
        cue, outer = speaker_of(s, cues, told.start, told.end)  # "300 drowned, says Ada Brook; 40 of them are hers"
    if cue is None and not cues and span is None and doc.same_paragraph(u, u - 1):
        if doc.voices.within(start) and not doc.voices.within(s.start):
            cue = last_speaker(doc, u - 1)  # "A shepherd lost his barn. Losses run to “several hundred”."
    if cue is None and not cues:
        cue = said_next(doc, u) or source_next(doc, u) or announced(doc, u) or addressed(doc, u)
    elif cue and span is None and s.start <= cue.at and cue.right[0] <= start:
        other = gapped(doc.rules.speech.v, s, i, cue)
        cue = replace(cue, who=other, relay=NOBODY) if other else cue
    if cue is None and span is None:
        cue = opener(doc, s, i, cues) or verbless(doc, u, s, i)
    relay = doc.text[slice(*(cue.relay if cue and cue.relay != NOBODY else outer.who if outer else NOBODY))]
    return cue, "" if relay.lower() in ("i", "we") or cue and relay == doc.text[slice(*cue.who)] else relay


def of_us(doc, cue):
    """Is the speaker named from the view of who talks ("our intelligence sees this"), and not the teller's own ("my brother told us")?"""
    a = cue.who[0]
    return doc.plain.startswith(OUR, a) and not (cue.cue.lower() in TELLING and doc.plain.startswith("my ", a))


def a_text(doc, cue):
    """Is what speaks something counted or written ("our own tally"), and nobody?"""
    v, head = doc.rules.speech.v, own_words(doc.plain[slice(*cue.who)])[-1]
    return head in v.carriers and head not in v.bodies_said


def opener(doc, s, i, cues):
    """The cue of somebody who speaks and opens number i's sentence, with a verb that no list has; or None.

    "The ministry in Ardley was at 300 on Monday". Not where the verb is known for another ("The farmers get 300") or tells what befell
    those who are counted ("The agency rescued 300").
    """
    v, tokens = doc.rules.speech.v, s.tokens
    a, b = v.phrase(tokens, 0) if i and not s.line else NONE
    if a > b or b >= i or tokens[i - 1].low in DEFINITE or "pronouns" in tokens[0].kinds:  # "We count 300"
        return None
    if any(c.rule == "hearsay" or c.right[0] <= tokens[i].start < c.right[1] for c in cues):
        return None
    head, verbs = tokens[v.head(tokens, a, b)], [t for t in tokens[b + 1:i] if t.kinds & PREDICATIVE]
    if head.classes or not (v.apart(head) or any(t.low in v.titles for t in tokens[a:b + 1])):
        return None
    if not verbs or any(t.classes for t in verbs) or any(strong(t) or t.low in CONTRAST for t in tokens[b + 1:i]):
        return None
    kinds = verbs[0].kinds
    if kinds & {"verbs", "modals"} or "be" in kinds and "linking" not in kinds:  # "is", not "get"
        return None
    return Cue(v.span(tokens, a, b), verbs[0].start, verbs[0].raw, right=(verbs[0].end, s.end), rule="opening")


def verbless(doc, u, s, i):
    """The cue of who heads a sentence that has no verb, after one whose number somebody gives ("Kyiv says 300. Seoul, 400."); or None."""
    v, tokens = doc.rules.speech.v, s.tokens
    a, b = v.phrase(tokens, 0) if i > 1 and doc.same_paragraph(u, u - 1) else NONE
    if a > b or b + 1 >= i or tokens[b + 1].raw != "," or any(t.kinds & PREDICATIVE or strong(t) for t in (*tokens[b:i], *tokens[i:-1])):
        return None
    name = spelled(tokens[a:b + 1])
    if name in v.vocab.areas or name in v.places and name not in v.names or not (v.can_speak(tokens, a, b) and v.head_speaks(tokens, a, b)):
        return None
    told = any(m.start in doc.claims and doc.claims[m.start]["attributed_to"] for m in doc.members[u - 1])
    return Cue(v.span(tokens, a, b), tokens[b + 1].start, ",", right=(tokens[b + 1].end, s.end), rule="opening") if told else None


def shares_out(s):
    """Does a sentence only tell of parts of the number before it ("Orton counts 300 of them, Ardley 40")?"""
    return any(spelled(s.tokens[k + 1:k + 3]) in OF_THEM for k in s.mentioned)


def announced(doc, u):
    """The cue of the sentence before, if it only says that somebody has figures ("The mayor gave us two numbers."); or None."""
    return last_speaker(doc, u - 1) if u and ANNOUNCED.search(doc.lower(u - 1)) and doc.same_paragraph(u, u - 1) else None


def before_semicolon(s, i):
    """The number before the last semicolon, if the words after it only go on with that up to the number at i; or None.

    "; 40 of them", "; of those, 40"
    """
    sign = nearest_before(s.tokens, i, lambda t: t.raw == ";") if ";" in s.text else 0
    if sign <= 0:
        return None
    rest = s.text[s.tokens[sign].end - s.start:].lower().lstrip()
    if not ANAPHOR.match(rest) and spelled(s.tokens[i + 1:i + 3]) not in OF_THEM:
        return None
    return next((t for t in reversed(s.tokens[:sign]) if t.number), None)


def addressed(doc, u):
    """The cue of somebody who faces an audience in the sentence before, which gives no number; or None.

    Only where this sentence is in the past of what was said ("The mayor met the press. 300 had died.").
    """
    if not u or not doc.same_paragraph(u, u - 1) or any(m.kind in QUANTITY for m in doc.members[u - 1]):
        return None
    said = IN_PAST.search(doc.lower(u)) or not any(t.kinds & PREDICATIVE for t in doc.sentence(u).tokens)
    met = FACING.search(doc.lower(u - 1)) if said else None
    if not met:
        return None
    who, at = opening_subject(doc.rules.speech.v, doc.sentence(u - 1)), doc.units[u - 1][0] + met.start()
    return Cue(who, at, met.group(), right=doc.units[u], rule="carrier") if who and who[1] <= at + 1 else None


def source_next(doc, u):
    """The cue of the next sentence where it only says who the source is ("A shepherd is the source."); or None."""
    named = SOURCE_IS.fullmatch(doc.lower(u + 1)) if doc.same_paragraph(u, u + 1) else None
    if not named:
        return None
    a, b = doc.units[u + 1][0] + named.start(named.lastindex), doc.units[u + 1][0] + named.end(named.lastindex)
    return Cue((a, b), doc.units[u + 1][0], "source", left=doc.units[u], rule="carrier")


def said_next(doc, u):
    """The cue of the next sentence of the paragraph where it only says whose this was ("This was announced by …"); or None."""
    for _ in range(LABELS):
        if not (u + 2 < len(doc.units) and labelled(doc.sentence(u)) and labelled(doc.sentence(u + 1)) and doc.same_paragraph(u, u + 1)):
            break
        u += 1  # "Killed: 300. Hurt: 500. That is what the ministry counts."
    if u + 1 >= len(doc.units) or any(m.kind in QUANTITY and m.surface.lower() != "one" for m in doc.members[u + 1]):
        return None
    after = doc.lower(u + 1)
    back = POINTS_BACK.match(after)
    if doc.same_paragraph(u, u + 1):
        if not back and not GAVE_IT.search(after):
            return None
    elif not back or not alone(doc, u) or not after[:1].isalpha():
        return None
    return next((c for c in doc.cues(u + 1) if c.who != NOBODY and c.rule != "denial"), None)


def alone(doc, u):
    """Is unit u a paragraph of its own, and no heading?"""
    return u not in doc.headed and not doc.same_paragraph(u - 1, u)


def last_speaker(doc, u):
    """The cue of the last number of unit u that has one, else the last cue of the unit; of the unit before, if u only goes on with that."""
    walked = []
    while u not in doc.heard and not doc.cues(u) and goes_on(doc.sentence(u)) and doc.same_paragraph(u, u - 1):
        walked.append(u)
        u -= 1
    if u not in doc.heard:
        s = doc.sentence(u)
        spoken = (speaker_of(s, doc.cues(u), t.start, t.end)[0] for t in reversed(s.tokens) if t.number)
        found = next((c for c in spoken if c), None)
        adds = doc.lower(u + 1).startswith(("another ", "a further "))  # only to a number told before
        doc.heard[u] = found if found or adds else next((c for c in reversed(doc.cues(u)) if c.who != NOBODY), None)
    doc.heard.update(dict.fromkeys(walked, doc.heard[u]))
    return doc.heard[u]
