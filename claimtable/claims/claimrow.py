"""The row of one claim: its status, days, speaker and hedge, found in this order since each needs the one before.

Each function takes the Document (document.py) that is being read; u is the number of a unit, s its Sentence, i the index of a number.
"""

from .. import sureness
from ..grammar.clauses import HEDGE
from . import stances, whose
from .context import STAFF, in_unit, origin, short_of
from .forecasts import own_clause
from .judging import REJECTED, YOURS
from .when import dated

SHORT = 24  # characters of the longest question that the sentence after it answers: "True? / No."


def row(doc, u, s, i, measure, place, cues, span=None, position=""):
    """Row for the number that is token i, or for the words of `span` that take a position."""
    mention = s.tokens[i].mention if span is None else None
    start, end = span or (mention.start, mention.end)
    status = doc.rules.status.of(s, i, doc.beside(u, u - 1), doc.behind(u), cues, following(doc, u))
    cue, relay = speaker(doc, u, s, i, cues, status, start, end, span)
    who = doc.text[slice(*cue.who)] if cue else ""
    status = settled(doc, u, start, measure, status)
    status, since, until, basis = days(doc, u, s, i, cue, measure, status)
    spoken = doc.cues(u)
    hedge = hedged(doc, s, i, start, end, status, spoken) if span is None else stances.hedge_near(doc.rules, s, i, start, end, spoken)
    return {
        "claim_id": f"{doc.id}:{start}", "source_id": doc.id, "measure": measure.name, "kind": measure.kind, "surface": doc.text[start:end],
        "low": mention and in_unit(mention, mention.low, measure), "high": mention and in_unit(mention, mention.high, measure),
        "modality": mention.modality if mention else "", "unit": measure.unit, "position": position, "status": status,
        "place": doc.text[place[0]:place[1]] if place and not measure.placeless else "", "as_of_from": since, "as_of_to": until,
        "as_of_basis": basis, "attributed_to": who,
        "origin": whose_claim(doc, who, cue),
        "relay": relay, "cue": cue.cue if cue else "", "hedge": hedge,
        "quote": doc.text[s.start:s.end], "start": start, "end": end, "coded_by": "rule", "note": "",
    }


def whose_claim(doc, who, cue):
    """The origin of what `who` says; the outlet where nobody does, or its own reporter."""
    if not who or STAFF.match(who):
        return doc.outlet
    rules = doc.rules
    known = "" if rules.actor(who) else short_of(who, doc.plain[:cue.who[0]], rules.actor)
    return origin(known or rules.speaker(who), doc.outlet, rules.anonymous)


def following(doc, u):
    """The words after unit u, up to their first number, that may deny what it says; or None."""
    near = doc.same_paragraph(u, u + 1) or u + 1 < len(doc.units) and (YOURS.match(doc.lower(u + 1)) or REJECTED.match(doc.lower(u + 1)))
    words = doc.opening(u + 1) if near else None
    if words and len(words) < SHORT and words.endswith("?") and u + 2 < len(doc.units):
        return doc.opening(u + 2)  # "I read that 300 died. True? / No."
    return words


def speaker(doc, u, s, i, cues, status, start, end, span):
    """(cue, relay) of whose claim it is; no cue where the text itself says so."""
    heard = cues if status != "denied" else [c for c in cues if not rejects(doc, s, c, start, span is None)]
    cue, relay = whose.speaker(doc, u, s, i, heard, start, end, span)
    if cue and status == "denied" and span is None and rejects(doc, s, cue, start, True):
        return None, relay
    if cue and cue.rule == "turn" and status == "unverified":
        return None, relay  # "There is also that story of 300 dead, which nobody has confirmed": the guest only passes it on
    return cue, relay


def rejects(doc, s, cue, start, counts):
    """Does a cue tell who rejects what stands at `start` ("called the 300 a lie"), and if it is a number, not who gave it?

    "denied that 300 died", "Reports of 300 dead are false, the ministry said"
    """
    speech, (a, b) = doc.rules.speech.v, cue.left
    verb = cue.cue.lower().split(" ")[0]
    if verb in speech.naming or counts and verb in speech.vocab.speech["denying"]:
        return True
    told = a if doc.plain.startswith(("It is ", "It's ", "it is ", "it's "), a) else start  # "It is not true that 300 died, she said"
    return counts and a <= start < b and bool(doc.rules.status.denials.wrong(s.low[told - s.start:b - s.start]))


def settled(doc, u, start, measure, status):
    """The status with what the rest of the text says of the number, and what its measure makes of it."""
    reply = doc.voices.replied(start) if status in ("actual", "expected") else ""
    status = "denied" if status == "actual" and u in doc.rebutted else doc.rules.status.replied(reply) or status
    return {"actual": measure.plain_status, "expected": measure.future_status}.get(status, status)


def days(doc, u, s, i, cue, measure, status):
    """(status, from, to, basis): as of when.

    A day to come makes a number expected; what is stated as a fact had happened when it was written.
    """
    if measure.as_of:
        since, until, basis = measure.as_of, measure.as_of, "inferred"
    else:
        since, until, basis = dated(doc, u, s, i, cue, status)
        if status == "actual" and doc.published and since > doc.published:
            status = "expected"  # "10,900 in all by the end of December", written in October
            since, until, basis = dated(doc, u, s, i, cue, status)
    if status == "actual" and since <= doc.published < until:
        until = doc.published  # "this fall", written in early November
    return status, since, until, basis


def hedged(doc, s, i, start, end, status, cues):
    """The "if" that the number stands under; else the hedge nearest before it in its clause, or the first behind it ("are reported to")."""
    rules = doc.rules
    condition = sureness.CONDITION.search(s.text[rules.status.clause(s, i)[0]:start - s.start]) if status == "expected" else None
    if condition:
        return condition[0]
    before = stances.hedge_near(rules, s, i, start, end, cues)
    after = None if before or not s.calls & HEDGE else rules.speech.hedge.search(s.low, end - s.start, own_clause(s, i, len(s.low)))
    return s.text[slice(*after.span())] if after else before
