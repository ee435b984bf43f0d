"""Positions and dated events, proposed by the phrases of the codebook.

A measure of kind position lists, per value, the phrases that take it; one of kind date lists under `read: says` the phrases that name
the event. A phrase is words in order: `*` stands for any ending, `...` for up to eight words between, `{class}` for any word of one of
the codebook's word lists; `& words` asks for those words elsewhere in the same sentence. Case, punctuation and the kind of apostrophe
do not matter. Rules propose; `decisions.csv` corrects.
"""

import re
from functools import lru_cache

from ..grammar.clauses import HEDGE, PREDICATIVE, alike
from ..grammar.nounphrases import PUBLISHED
from ..sureness import CONDITION
from . import voiced
from .judging import NOT_CONFIRMED
from .placing import locative, place_of

WORD = re.compile(r"\w+")
GAP = 8  # words that `...` may stand for
NEAR = 6  # words from a verb of saying within which a date is the day of speaking
REPEATED = 4  # a unit of at least so many words that comes again word for word says nothing new


class Phrases:
    """All phrases of one kind of measure, found in one pass: each is looked for only where its first two words stand."""

    def __init__(self, lists, entries):
        """lists: {name: Listed} of the codebook; entries: [(phrase, label)], whose labels are handed back with each hit."""
        self.pairs, self.exact, self.begins, self.memory = {}, {}, {}, {}
        for phrase, label in entries:
            phrase, *company = phrase.split(" & ")
            parts = parse(phrase, lists)
            entry = (parts, [parse(words, lists) for words in company], label)
            if [kind for kind, _ in parts[:2]] == ["word", "word"]:
                self.pairs.setdefault(parts[0][1], {}).setdefault(parts[1][1], []).append(entry)
            else:
                for word, table in heads(*parts[0]):
                    (self.exact if table == "exact" else self.begins).setdefault(word, []).append(entry)
        self.lengths = sorted({len(head) for head in self.begins})
        self.dull = set()  # words seen that begin no phrase: most of a text

    def find(self, words):
        """[(first word, one past the last, label)] of every match in a list of words, longest first at each place."""
        found, dull = [], self.dull
        for i in [i for i, word in enumerate(words) if word not in dull]:
            single, second = self.memory.get(words[i]) or self.remembered(words[i])
            beginning = single + second[words[i + 1]] if i + 1 < len(words) and words[i + 1] in second else single
            ends = [(end, label, company) for parts, company, label in beginning
                    if (end := match(parts, words, i)) and not begins_later(parts, words, i, end)]
            for end, label, company in sorted(ends, key=lambda e: -e[0]) if ends else ():
                if all(stands(parts, words) for parts in company):
                    found.append((i, end, label))
        return found

    def remembered(self, word):
        """(phrases that a word can begin by itself, {second word: phrases} of those it begins with another)."""
        single, second = list(self.exact.get(word, ())), self.pairs.get(word, {})
        for n in self.lengths:
            single += self.begins.get(word[:n], ()) if n <= len(word) else ()
        if len(self.memory) + len(self.dull) > 100_000:
            self.memory.clear()
            self.dull.clear()
        if single or second:
            self.memory[word] = single, second
        else:
            self.dull.add(word)
        return single, second


class Listed:
    """One of the codebook's word lists as a part of phrases."""

    def __init__(self, entries):
        self.entries = [tuple(WORD.findall(entry.lower().replace("*", "_"))) for entry in entries]
        # The entries that a word begins.
        self.begun = lru_cache(maxsize=4096)(lambda word: [entry for entry in self.entries if alike(word, entry[0])])


def parse(phrase, lists):
    """"suppl* ... {soldiers}" => [("prefix", "suppl"), ("gap", ""), ("class", Listed)]; text is matched without case."""
    parts = []
    for piece in re.findall(r"\{\w+\}|\.\.\.|\w+\*?", phrase.lower().replace("…", "...")):
        if piece == "...":
            parts.append(("gap", ""))
        elif piece.startswith("{"):
            parts.append(("class", lists.get(piece[1:-1]) or Listed([])))
        else:
            parts.append(("prefix", piece[:-1]) if piece.endswith("*") else ("word", piece))
    return parts


def heads(kind, value):
    """First words under which a phrase is filed: ("prefix", "suppl") => [("suppl", "begins")]."""
    if kind != "class":
        return [(value, "begins" if kind == "prefix" else "exact")]
    return sorted({(entry[0].rstrip("_"), "begins" if entry[0].endswith("_") else "exact") for entry in value.entries})


def match(parts, words, i):
    """One past the last word of the phrase if it begins at word i, else 0."""
    for k, (kind, value) in enumerate(parts):
        if kind == "gap":
            return next((e for j in range(i, min(i + GAP + 1, len(words))) if (e := match(parts[k + 1:], words, j))), 0)
        step = fits(kind, value, words, i) if kind != "word" else i < len(words) and words[i] == value
        if not step:
            return 0
        i += step
    return i if parts else 0


def begins_later(parts, words, i, end):
    """Does the same phrase begin again nearer its end, so that a gap would span a first try: "the grid's owner said the grid tripped"?"""
    if ("gap", "") not in parts:
        return False
    after = i + max(1, fits(*parts[0], words, i))
    return any(match(parts, words, j) == end for j in range(after, end))


def fits(kind, value, words, i):
    """How many words from i on a prefix or a list takes: 0 if it does not fit."""
    if i >= len(words):
        return 0
    if kind == "prefix":
        return int(words[i].startswith(value))
    if kind == "word":
        return int(words[i] == value)
    return next((len(entry) for entry in value.begun(words[i]) if i + len(entry) <= len(words) and all(map(alike, words[i:], entry))), 0)


def stands(parts, words):
    """Does a phrase stand anywhere among the words?"""
    lacking = parts and parts[0][0] == "word" and parts[0][1] not in words
    return not lacking and any(match(parts, words, i) for i in range(len(words)))


class Stances:
    """The position and date measures of one codebook, compiled."""

    def __init__(self, book):
        lists = {name: Listed(entries) for name, entries in {**book.nouns, **book.events, **book.owners}.items()}
        positions = [m for m in book.measures if m.kind == "position"]
        self.measures = {m.name: m for m in book.measures}
        self.values = Phrases(lists, [(p, (m.name, v)) for m in positions for v, value in m.values.items() for p in value.phrases])
        self.unless = {
            (m.name, v): Phrases(lists, [(p, v) for p in value.unless]) for m in positions for v, value in m.values.items() if value.unless
        }
        dated = [m for m in book.measures if m.kind == "date" and m.read]
        self.events = Phrases(lists, [(p, m.name) for m in dated for p in m.read.says])
        self.not_events = {m.name: Phrases(lists, [(p, m.name) for p in m.read.unless]) for m in dated if m.read.unless}

    def positions(self, words):
        """[(first word, one past the last, measure, value)] in one sentence: each value once, where first said, no two with one start."""
        taken, starts, out = set(), set(), []
        for start, end, label in self.values.find(words):
            if label in taken or start in starts or any(a <= start < b and label[0] == m for a, b, m, _ in out):
                continue
            if label in self.unless and self.unless[label].find(words):
                continue
            taken.add(label)
            starts.add(start)
            out.append((start, end, *label))
        return out

    def happened(self, words):
        """[(first word, one past the last, date measure)] of the events that one sentence names."""
        return [hit for hit in self.events.find(words) if not (hit[2] in self.not_events and self.not_events[hit[2]].find(words))]


def read(document, stances):
    """Add to a document (document.py) the position and date claims that the phrases propose. A start taken by another claim stays its."""
    again = repeated(document.units, document.plain)
    for u, (a, _) in enumerate(document.units):
        if u in again:
            continue
        dates = [m for m in document.members[u] if m.kind == "date"]
        low = document.lower(u)
        words = WORD.findall(low)
        positions, happened = stances.positions(words), stances.happened(words) if dates else []
        if not (positions or happened):
            continue
        spans = [(a + x, a + y) for x, y in map(re.Match.span, WORD.finditer(low))]
        for first, last, name, value in positions:
            start, end = spans[first][0], spans[last - 1][1]
            if start not in document.claims:
                add(document, u, stances.measures[name], start, end, value)
        if dates and happened:  # no event: "arrived at 300"
            said = [(cue.at, cue.at + len(cue.cue)) for cue in document.cues(u) if " " in cue.cue]
            happened = [h for h in happened if not any(first <= spans[h[0]][0] < end for first, end in said)]
        for mention in dates if happened else ():
            if happened and mention.start not in document.claims and not day_of_saying(document, u, mention):
                _, name = min((distance(mention.start, spans[first][0], spans[last - 1][1]), name) for first, last, name in happened)
                add(document, u, stances.measures[name], mention.start, mention.end, "", mention)


def add(document, u, measure, start, end, value, mention=None):
    """The claim's row, as for a number, with what differs when the words themselves are the claim."""
    s, rules = document.sentence(u), document.rules
    i = s.at(start)
    cues = voiced.own_cue(document, u, start, end)
    places = rules.whereabouts.find(s)
    if mention:
        place = place_of(rules.whereabouts, s, i, None, [c.who for c in cues if c.who != (0, 0)], places)
    else:  # a position is about a place only if it names it
        place = next((p for p in places if start <= p[0] and p[1] <= end and locative(rules.whereabouts, s, p)), None)
    document.claim(u, s, i, measure, place, cues, (start, end), value)
    row = document.claims[start]
    if mention:
        row.update(as_of_from=mention.date_from, as_of_to=mention.date_to, as_of_basis="stated" if mention.date_from else "published",
                   modality=mention.modality)
    else:
        row["status"] = own_status(rules.status, s.low, start - s.start, end - s.start, row["status"])


def distance(at, start, end):
    """How far an offset is from the words at [start, end]."""
    return min(abs(start - at), abs(at - end))


def own_status(triggers, low, start, end, status):
    """The words of a position are the position: "did not deny" is not denied, "yet to be confirmed" not unverified.

    But "could backfire" is expected.
    """
    denials, doubts, forecasts = triggers.denials, triggers.doubts, triggers.forecasts
    patterns = {"denied": [denials.any], "unverified": [doubts.any, forecasts.open, NOT_CONFIRMED]}.get(status, [])
    if any(m.start() < end and start < m.end() for pattern in patterns for m in pattern.finditer(low)):
        return "actual"
    why = low.rfind(" why ", 0, start)
    if status in ("expected", "unverified") and why > 0 and not forecasts.after.search(low, why, start):
        return "actual"  # "could explain why": what is explained is so
    if status == "actual" and CONDITION.search(low[:start]):
        return "expected"
    return "expected" if status == "actual" and forecasts.after.match(low, start) and " now " not in low[start:end] else status


def elsewhere(s, match, cues, start):
    """Does a hedge soften only the saying ("could now confirm that"), or is it a cue whose words end before `start`?

    "While reports indicate losses, …"
    """
    at, end = s.start + match.start(), s.start + match.end()
    for c in cues:
        is_cue = at < c.at + len(c.cue) and c.at < end
        if 0 < c.at - end < 12 or is_cue and c.right != (0, 0) and c.right[1] <= start:
            return True
    return False


def hedge_near(rules, s, i, start, end, cues=()):
    """The hedge among the claim's own words, else the nearest before them in their clause; '' if there is none."""
    if not s.calls & HEDGE:
        return ""
    low, _ = rules.status.clause(s, i)
    low = max(low, s.low.rfind(" why ", low, start - s.start))  # "could explain why": what is explained is so
    hedges = rules.speech.hedge.finditer(s.low, low, end - s.start)
    found = [m.span() for m in hedges if not elsewhere(s, m, cues, start)]
    own = [span for span in found if span[0] >= start - s.start] or found[-1:]
    return s.text[slice(*own[0])] if own else ""


def day_of_saying(document, u, mention):
    """Is the date when somebody spoke, not when something happened: "confirmed Wednesday that", "the report of 18 October"?"""
    s = document.sentence(u)
    tokens, k = s.tokens, s.index[mention.start]
    for cue in document.cues(u):
        verb = s.at(cue.at)
        if verb < k <= verb + NEAR and not any(t.low in ("that", "which", "who") or "auxiliaries" in t.kinds for t in tokens[verb + 1:k]):
            return True
        subject = s.at(cue.who[0]) if cue.who != (0, 0) else 0
        opens = k < NEAR or not any(t.number or t.kinds & PREDICATIVE and t.low not in PUBLISHED for t in tokens[:k])
        if 0 < subject - k < NEAR and opens or subject < k < verb:  # "On Monday, X said"
            return True  # "At a briefing in Ardley on Friday, Kyiv said", "Kyiv on Friday told"
    return False


def repeated(units, plain):
    """Numbers of the units that say again, word for word, what an earlier one said (a headline shown twice)."""
    seen, again = set(), set()
    for u, (a, b) in enumerate(units):
        text = plain[a:b].strip()
        if text in seen and len(text.split()) >= REPEATED:
            again.add(u)
        seen.add(text)
    return again
