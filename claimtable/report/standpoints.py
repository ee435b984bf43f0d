"""The sentences of a question whose answers are positions: who takes which, and how surely."""

import re

from .. import html, sureness
from ..compare import disputes, wording as wording_of
from ..html import Fragment, claim
from ..phrases import STATUS, listed, named

FEW = 2  # other positions that are told in full
AHEAD = re.compile(r"\b(?:may|might|can|could|will|would|(?:is|are|was|were) to)\b")


def told(case, result, most=3):
    """(the leading position and what clashes with it, what else is said): who takes each, of more than a few others only the names; all
    words are in the section's table.
    Where no two positions exclude each other they are a list, and the first three lead it."""
    measure = result["measure"]
    if not disputes.excluded(measure) and len(result["camps"]) > 1:
        return _list(case, measure, result["camps"], most)
    against, others = disputes.opposed(case, result)
    main, rest = [_taken(case, measure, result["camps"][0], capital=True)], []
    tense = [camp for camp in against if disputes.only_tense(case, result, camp)]
    for words, camps in ((" Against it: ", [camp for camp in against if camp not in tense]), (" In tension with it: ", tense)):
        main += _each(case, measure, camps, words)
    if others:
        rest += _each(case, measure, others, " Also: ") if len(others) <= FEW else _besides(case, measure, others, " Also: ")
    return main, rest


def _each(case, measure, camps, words=""):
    """A sentence for each position, the first after some words: ' Also: russia, stated as fact by …. In Ukraine, …'"""
    sentences = [_taken(case, measure, camp, capital=bool(n) or not words) for n, camp in enumerate(camps)]
    return [part for n, sentence in enumerate(sentences) for part in (" " if n else words, sentence)]


def _besides(case, measure, camps, words=" Also named: "):
    """The positions of which nobody is named, since all are in the section's table: 'Also said: that it may backfire and that it ends
    badly.'; 'Also named: food and cash.', where they have no sentences."""
    if not camps:
        return []
    sentences = [_clause(case, measure, camp) for camp in camps]
    if all(sentences):
        return [" Also said: ", listed(sentences), "."]
    return [words, listed([case.value(measure, camp["value"]) for camp in camps]), "."]


def _clause(case, measure, camp):
    """'that they fight (expected; denied by others)': the sentence of a position, how surely it is said where nobody states it plainly,
    and whether somebody denies it; '' without one."""
    sentence = case.sentence(measure, camp["value"])
    sure = [case.sure(row) for row in sorted(_claims(case, camp["claim_ids"]), key=surest_first(case, measure))]
    rows = case.of(measure)
    denied = rows[(rows.position == camp["value"]) & (rows.status == "denied")].itertuples()
    doubts = [] if not sentence or _as_told(case, measure, sentence, sure[0]) else [sure[0]]
    doubts += [f"{case.sure(row)} by others" for row in denied][:1]
    doubt = f" ({'; '.join(doubts)})" if doubts else ""
    return f"that {sentence}{doubt}" if sentence else ""


def surest_first(case, measure):
    """The key that sorts claims by how surely they are made: what is stated plainly, then with a hedge, then what is less than stated."""
    return lambda row: (list(STATUS).index(row.status), case.sure(row) != case.status(measure, row.status))


def _as_told(case, measure, sentence, status):
    """Does a sentence need no word for how surely it is said: a plain fact, or a forecast that it words as one ("they will fight soon")?"""
    return status == case.status(measure, "actual") or status == case.status(measure, "expected") and bool(AHEAD.search(sentence))


def _list(case, measure, camps, most):
    """(the items that most origins name, by name the others): 'Cash, according to …. Food, according to ….', 'Also named: …'."""
    main, rest = _each(case, measure, camps[:most]), _besides(case, measure, camps[most:])
    said = [{row.source_id for row in _claims(case, camp["claim_ids"])} for camp in camps]
    if len(camps) > 2 and len(set.union(*said)) > 1 and not any(len(one) > 1 for one in said):
        rest.append(" No two sources name the same thing.")
    return main, rest


def _taken(case, measure, camp, capital=False, most=5):
    """'Confirmed, according to the Pentagon (source 002).': each name links to the words. What is not all stated as fact is told by how
    surely it is said: 'Cash: received, says source 001; wanted or expected, say source 000 and NATO.' A position that has a sentence is
    told with it: 'Seoul gives military aid: expected or held possible by source 003.'"""
    voices = {}
    for row in sorted(_claims(case, camp["claim_ids"]), key=surest_first(case, measure)):
        voices.setdefault((case.sure(row), row.origin if row.attributed_to else row.source_id), row)
    rows = {}
    for (status, _), row in list(voices.items())[:most]:
        rows.setdefault(status, []).append(row)
    sentence = case.sentence(measure, camp["value"])
    plain = len(rows) == 1 and _as_told(case, measure, sentence, *rows)
    by = lambda status: "according to" if plain else html.escape(sureness.from_whom(status, several=_several(rows[status])))
    told = [f"{by(status)} {said_by(case, rows[status])}" for status in rows]
    told += ["and others"] if len(voices) > most else []
    position = sentence or case.value(measure, camp["value"])
    position = html.escape(wording_of.capital(position) if capital else position)
    return Fragment(f"{position}{':' if capital and not plain else ','} {'; '.join(told)}.")


def _several(rows):
    """Are those whom some claims come from more than one?"""
    return len(rows) > 1 or wording_of.counted_as(wording_of.teller(rows[0]))[1]


def said_by(case, rows):
    """Who some claims come from, each name linked to the words: 'NATO and the Pentagon (source 002) and source 003'."""
    own = [claim(row.claim_id, f"source {row.source_id}", row.surface) for row in rows if not row.attributed_to]
    quoted = {}
    for row in rows:
        if row.attributed_to:
            who = wording_of.teller(row)
            who = who.rsplit(" (", 1)[0] if who == row.origin else who  # "observers (source 003)": the source follows
            quoted.setdefault(row.source_id, []).append(claim(row.claim_id, who, row.surface))
    return listed([Fragment(f"{listed(names)} ({named(case, source)})") for source, names in quoted.items()] + own)


def _claims(case, ids):
    return list(case.among(ids).itertuples())
