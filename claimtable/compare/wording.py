"""The sentences of comparison: what each side says, in its own words, who says it, when; and why the two differ."""

import math
import re
from functools import lru_cache

from .. import intervals

HEAD = re.compile(r"[^,(]+?(?=,| \(| (?:in|at|of|from|for|on|with|without|close to|near|who)\b|$)")  # "officials" of "officials in Seoul"
# How a head looks that is, or may be, of several.
PLURAL = re.compile(r"(?<![’'ʼs])s$|\b(?:police|people|media|[a-z]*men|children|staff|some|many|most|both|two|three|four|five)$| and ")
VERB = r"(?:(?: only| also| still)? (?!(?:as|its|this|his)\b)[a-z]+s\b)?"  # of one, where a clause goes on with it
VERBS = ((" has$", " have"), (" is$", " are"), (" was$", " were"), ("(?<=[^aeiou])ies$", "y"), ("(?<=sh|ch|ss|do|go)es$", ""), ("s$", ""))
ONE_NAME = re.compile(r"(?:[A-Z][\w’'ʼ.-]* )+[A-Z]\S*")  # a person or a body, even if it ends as a plural does: "Ann Rivers"
GROUP = re.compile(r"^(?:The\b|[A-Z][a-z]+s(?= (?:in|at|from|close to|near) ))")  # what is capital only where a sentence begins
SURNAME = r"[A-Z][\w’'-]+ {}"
MOST = 12  # items of a list that are named
MANY = 5  # names on one side of a difference, beyond which the others are not named


def label(measure, codebook):
    """'troops_deployed' => 'Troops deployed', or the codebook's own label, without a question mark."""
    return labels(codebook).get(measure) or heading(measure.replace("_", " "))


def labels(codebook):
    """{measure: label} of a whole codebook."""
    return {m.name: heading(m.label or m.name.replace("_", " ")) for m in codebook.measures}


def value_label(codebook, measure, value):
    """'far_east' => "Russia's Far East" if the codebook gives that label, else 'far east'."""
    taken = _defined(codebook, measure, value)
    return (taken.label if taken else "") or value.replace("_", " ")


def value_sentence(codebook, measure, value):
    """'shortage' => 'Russia is short of soldiers' if the codebook gives that sentence, else ''."""
    taken = _defined(codebook, measure, value)
    return taken.sentence if taken else ""


def _defined(codebook, measure, value):
    """The codebook's entry for a position, or None."""
    known = codebook.measure(measure)
    return known.values.get(value) if known else None


def capital(text):
    return text[:1].upper() + text[1:]


def heading(text):
    """A label before a colon: 'in combat?' => 'In combat'."""
    return capital(text).rstrip("?")


def count(number, noun):
    """count(1, 'source') => '1 source'; count(3000, 'source') => '3,000 sources'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@lru_cache(maxsize=65536)
def gap(ratio):
    """How far apart two numbers are, everywhere in the report: the larger over the smaller, 1.09 => '9%'; 6 => '6 times'; inf => 'beyond
    any ratio'."""
    if ratio == float("inf"):
        return "beyond any ratio"
    if ratio < 2:
        percent = 100 * (ratio - 1)
        return f"{percent:.0f}%" if percent >= 1 else f"{percent:.1g}%"
    return f"{ratio:.1f} times".replace(".0 ", " ") if ratio < 10 else f"{round(ratio, -2) if ratio > 1000 else ratio:,.0f} times"


def orders(ratio):
    """How far a vague word lies from a number: its interval is a convention, so only the magnitude counts: 6210 => 'more than 1,000
    times'."""
    size = int(math.log10(ratio))
    return f"more than {10 ** size:,} times" if size else gap(ratio)


def days_gap(days):
    """45 => '45 days'; 400 => '13 months'."""
    return f"{days} day{'s' * (days != 1)}" if days < 90 else f"{days / 30.44:.0f} months" if days < 730 else f"{days / 365.25:.0f} years"


def quoted(surface):
    """About 10‚000 => “About 10‚000”, without quotation marks of its own."""
    return "“" + surface.strip(" “”‘’\"'") + "”"


def says(claim, others=(), dated=True):
    """'source 001 has “up to 3,000” (South Korean lawmakers, as of 23 October 2024)', and who else says so."""
    told = said(claim, dated)
    return f"{told} (so also {listed(among(f'source {other}' for other in sorted(others)))})" if others else told


def both_say(a, b, heard, dated=True):
    """Both sides of a pair, and which of the sources that were heard are on either side besides; of one voice, its two sayings in one.
    dated: with the days, where the reason why they differ may be one of time."""
    others = {*heard} - {a.source_id, b.source_id}
    first, second = said(a, dated), said(b, dated)
    if a.source_id != b.source_id or others or first.replace(quoted(a.surface), quoted(b.surface), 1) != second:
        return f"{first} and {says(b, others, dated)}"
    return second.replace(quoted(b.surface), f"{quoted(a.surface)} and {quoted(b.surface)}", 1)


@lru_cache(maxsize=65536)
def said(claim, dated=True):
    """What a claim says, who says it, if not the source itself, and when."""
    when = intervals.words(claim.first, claim.until) if dated else ""
    parts = [claim.origin if claim.attributed_to else "", f"relayed by {claim.relay}" if claim.relay else "",
             f"{'as of' if claim.stated else 'published'} {when}" if when else ""]
    told = ", ".join(filter(None, parts))
    return f"source {claim.source_id} has {quoted(claim.surface)}" + (f" ({told})" if told else "")


def teller(claim):
    """Who says it, as the middle of a sentence names them: 'the Pentagon', 'military experts', 'source 003'."""
    said, origin = claim.attributed_to, claim.origin
    if not said:
        return f"source {claim.source_id}"
    if said.lower() in origin.lower() and origin[:1].islower():
        return said[:1].lower() + said[1:]
    if said.islower() and not said.endswith(origin.lower()) or re.fullmatch(SURNAME.format(re.escape(said)), origin):  # "he", "Gabuev"
        return origin
    return inside(said)


def inside(name):
    """A name as it stands inside a sentence: 'The Pentagon' => 'the Pentagon', 'Officials in Seoul' => 'officials in Seoul'."""
    return GROUP.sub(lambda found: found[0].lower(), name)


def side(claims, which="one"):
    """(who holds one side of a difference, are they several): 'NATO', 'the police' (True), 'one side (Pentagon, NATO and source 000)'."""
    names = {claim.origin if claim.attributed_to else claim.source_id: claim for claim in claims}
    if len(names) == 1:
        return counted_as(teller(claims[0]))
    own = {claim.origin for claim in claims if not claim.attributed_to}  # a body that speaks in a text of its own is named once
    shown = [claim.origin.rsplit(" (", 1)[0] if claim.attributed_to else teller(claim) for claim in names.values()
             if not claim.attributed_to or claim.origin not in own]
    shown = shown[:MANY] + ["others"] if len(shown) > MANY + 1 else shown
    return f"{which} side ({listed(shown)})", False


def counted_as(name):
    """(a name as the subject of a sentence, is it of several): ('officials in Seoul', True); what may be one or several, a capital name
    such as "the Rangers", becomes surely one."""
    head = HEAD.match(name)[0]
    if name.startswith("source ") or not PLURAL.search(head) or ONE_NAME.fullmatch(head):
        return name, False
    return (name, True) if head.split()[-1].islower() or " and " in head else (f"the account of {name}", False)


def held_by(why, one, other):
    """A cause with those who hold its two sides in place of {one} and {other}, the verb of each as it is after one or several, and the
    source of the first in place of {source}."""
    order = sorted((key for key in ("{one}", "{other}") if key in why), key=why.index)
    told = []
    for key, which in zip(order, ("one", "the other")):
        words, several = side(one if key == "{one}" else other, which)
        told.append(f"{words} elsewhere" if words in told else words)
        why = re.sub(key + VERB, lambda found: told[-1] + (of_several(found[0]) if several else found[0])[len(key):], why)
    return why.replace("{source}", f"source {one[0].source_id}") if one else why


def of_several(words):
    """The verb that ends some words, as it is after several: '{one} says' => '{one} say', '{one} has' => '{one} have'."""
    for one, many in VERBS:
        words, changed = re.subn(one, many, words)
        if changed:
            break
    return words


def listed(items):
    """['a', 'b', 'c'] => 'a, b and c'."""
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def few(items):
    """The items that are named of a list: all, or of many the first."""
    items = list(items)
    return items if len(items) <= MOST + 1 else items[:MOST]


def among(items):
    """['a', 'b', …] as they are, or of many the first and how many more there are: ['a', 'b', '38 more']."""
    items = list(items)
    return [*few(items), *([f"{len(items) - MOST} more"] if len(few(items)) < len(items) else [])]


def cause(relation, a, b, distance, lie, together=False, near=False, dated=False):
    """Why two claims stand as they do: one clause, without a full stop. a, b: claims as rows.Told, the earlier first."""
    if dated and relation in DATES:
        least = "at least " if a.low < a.high or b.low < b.high else ""
        return DATES[relation].format(gap=least + distance, source=a.source_id) + dated_by_hand(a, b)
    if relation in PLAIN:
        return PLAIN[relation].format(gap=distance, source=a.source_id) + aside(relation, a, b, lie, together)
    if relation == "forecast":
        return forecast(a, b, "" if near or dated else distance)
    if relation == "scope":
        return scope(a, b, lie)
    if relation == "status":
        doubt = "denies" if "denied" in (a.status, b.status) else "leaves unverified"
        one, other = (a, b) if a.status == "actual" or b.status == "denied" else (b, a)
        return held_by(f"{{one}} {'states' if one.status == 'actual' else 'passes on, unverified,'} what {{other}} {doubt}", [one], [other])
    return clash(a, b, distance, lie, together) + aside(relation, a, b, lie, together)


PLAIN = {
    "same": "they agree",
    "rounding": "they are {gap} apart, which rounding explains",
    "within_bound": "the two fit together, since neither rules the other out",
    "growth": "the larger number is the later one, and this count can only rise",
    "misquote": "both give the number as the same origin’s for the same moment, {gap} apart, so one of them misreports it",
    "internal": "the numbers that source {source} gives are up to {gap} apart",
    "shift": "they are {gap} apart, but speak of different days, between which it may have changed",
    "implausible": "the numbers are {gap} apart with no time for such a change, so one of them is probably garbled",
}
DATES = {
    "same": "they give the same date",
    "within_bound": "the two dates fit together, one being the more exact",
    "conflict": "the dates are {gap} apart",
    "internal": "the dates that source {source} gives are {gap} apart",
    "misquote": "both give the date as the same origin’s, {gap} apart, so one of them misreports it",
}


def dated_by_hand(a, b):
    """What a clash of two dates rests on, where a person worked one of them out from elsewhere in the text."""
    inferred = [f"{quoted(claim.surface)} ({claim.note})" for claim in (a, b) if claim.as_of_basis == "inferred" and claim.note]
    return f"; it rests on how a person dated {listed(inferred)}" if inferred else ""


def scope(a, b, lie):
    """Why two numbers are not of the same thing: an addition, another place, a part of the whole."""
    if a.more != b.more:
        part, whole = (a, b) if a.more else (b, a)
        return f"{quoted(part.surface)} is an addition to an earlier number, {quoted(whole.surface)} is not"
    if lie == "apart":
        return f"the first is for {a.place or 'the whole'}, the second for {b.place or 'the whole'}"
    part, whole = (a, b) if lie == "inside" else (b, a)
    where = f" ({whole.place})" if whole.place else ""
    when = ", and of an earlier day" if part.cumulative and part.last < whole.first else ""
    return f"{quoted(part.surface)} is for {part.place}, a part of what {quoted(whole.surface)} is for{where}{when}"


def clash(a, b, distance, lie, together):
    """Why two numbers of the same thing cannot both be true."""
    if lie in ("inside", "around"):
        part, whole = (a, b) if lie == "inside" else (b, a)
        where = whole.place or "no place named"
        return f"the number for a part ({part.place}) is larger than the number for the whole ({where}), by {distance}"
    if together:
        return f"they are {distance} apart, and no date or place explains it"
    if a.cumulative:
        return f"they are {distance} apart, and a count that can only rise is lower at the later date"
    return f"they are {distance} apart, and neither gives a date that would explain it"


def forecast(a, b, distance):
    ahead, fact = (a, b) if a.status == "expected" else (b, a)
    gap = f", {distance} apart" if distance else ""
    return f"{quoted(ahead.surface)} is a forecast and {quoted(fact.surface)} a statement of fact{gap}"


def aside(relation, a, b, lie, together):
    """What else a reader should know of a pair: places that differ though numbers agree, days that are only a publication's."""
    out = ""
    if relation in ("same", "rounding", "within_bound") and lie in ("inside", "around"):
        part, whole = (a, b) if lie == "inside" else (b, a)
        out += f", though {quoted(part.surface)} is for {part.place} and {quoted(whole.surface)} for {whole.place or 'the whole'}"
    if relation == "rounding" and a.cumulative and a.last < b.first and a.high < b.low:
        out += ", as would growth, since the larger number is the later one"
    if relation == "growth":
        out += leap(a, b)
    if relation == "internal" and a.cumulative and not dated_apart(a, b):
        out += ", unless it was brought up to date in between"
    if relation in ("conflict", "growth") and not together and not (a.stated and b.stated):
        out += " (where a claim gives no date, its publication date stands in)"
    return out


def leap(a, b):
    """How fast a count rose, where it at least doubled within two weeks at most: no source remarks on it, so the report does."""
    days, ratio = b.last - a.first, b.low / a.high if 0 < a.high < math.inf else 0
    if not (0 < days <= 14 and ratio >= 2):
        return ""
    return f"; that would be {gap(ratio).replace(' times', ' times as many')} within at most {days_gap(int(days))}"


def dated_apart(a, b):
    return a.last < b.first or b.last < a.first


def sentence(text):
    """One plain sentence: capital, full stop, single spaces."""
    if "\n" in text or "  " in text or text[:1].isspace():
        text = " ".join(text.split())
    text = text if text.endswith((".", "?", "!")) else text + "."
    return text if text[:1].isupper() else capital(text)
