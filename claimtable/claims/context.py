"""What holds beyond one sentence: what numbers have in common, which areas they put together, why one is no claim, and names."""

import re

from ..grammar.clauses import minor

SAME_SIZE = 40  # numbers further apart than this factor do not count the same thing ("18 deserted … 11,000")
FAMILY = {"vague": "number", "fraction": "percent"}  # kinds between which a left-out noun carries over
JOINT = re.compile(
    r"\b(?:combined|joint|jointly|both|together(?! with)|(?:that|which|this) (?:makes|made|brings|brought)(?: it| the)?|"
    r"there and in|here and in|overall|altogether|add them up|adds? up|adding up|taken together|"
    r"in all(?! (?:the|its|his|their|of|\w+ (?:provinces|regions|areas|parts))\b)|all told|all in all|sum|pair of them|two of them|"
    r"two countries|two-country|both-country|cross-border|total)\b"
)
FIGURE = (
    r"the(?: \w+){0,2}? (?:figure|number|count|toll|total|estimate|claim|tally|report|data|information|source|news|word|statement)s?"
)
POINTS_BACK = re.compile(
    r"[^\w\"]*(?:(?:the )?(?:source|sources|credit|data|figures)s?:|(?:about|of|on) (?:this|it|that)\b|"
    # "this goes back to", "the figure comes from"
    rf"(?:this|that|so|thus|such|these|those|{FIGURE}|all this|it)\b(?: \w+){{0,2}}? "
    r"(?:goes|went|traces|comes?|came|stems?|originates?|says?|said|according)\b|"
    # "such was the count of"
    rf"(?:so|thus|such|{FIGURE})\b(?: \w+){{0,2}}? (?:was|were|is|are|has|have|had)\b|"
    # "that was given by"
    r"(?:this|that|these|those|all this|it)(?:, [\w ]{2,20},|(?: \w+){0,2}?) "
    r"(?:was|were|is|are|been)(?: also| later| first| all| at least)? "
    r"(?:\w+ed|given|made|put|said|how|what|from|by|according|the \w+|\w+'s)\b|so (?:says|said)\b)"
)
SHORT = re.compile(r"[Tt]he ([a-z]+)")  # "the minister"
POINTING = frozenset("the a an this that his her its their our another and or of".split())
STAFF = re.compile(r"our (?:own )?(?:\w+ )?(?:reporter|correspondent|journalist|team|man|woman|staff)s?\b", re.I)  # the outlet itself
ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.I)
KIND_REASONS = {
    "date": "a date", "time": "a time of day", "age": "an age", "identifier": "part of a name, label or model number",
    "ordinal": "a place in an order", "rank": "a rank", "score": "a score", "duration": "a length of time", "distance": "a distance",
    "measurement": "a size or weight", "percent": "a share that no measure covers",
    "money": "an amount of money that no measure covers", "fraction": "a part of something no measure covers",
}


def joint(s, start, places):
    """Do the words around the number at `start` put several areas together ("both countries")?

    They are those between the place before it, and a comma or the next number.
    """
    if start not in s.joints:
        i = s.at(start)
        a = max([p[1] for p in places if p[1] <= start] + [t.end for t in s.tokens[:i] if t.raw == ";"], default=s.start)
        b = next((t.start for t in s.tokens[i + 1:] if t.number and not minor(t) or t.raw in ",;"), s.end)
        s.joints[start] = s.joined or JOINT.search(s.low, a - s.start, b - s.start)
    return s.joints[start]


def family(mention, described):
    """Numbers between which a left-out noun carries over: a share goes on from a share, a count from a count."""
    return "number" if mention.kind == "measurement" and described.thing not in ("", "?") else FAMILY.get(mention.kind, mention.kind)


def of_one_size(a, b):
    """May two values count the same thing? Unknown values may."""
    return not a or not b or 1 / SAME_SIZE <= a / b <= SAME_SIZE


def in_unit(mention, value, measure):
    """A fraction as percent where the measure is in percent: a third => 33.3."""
    if value is None or measure.unit != "percent" or mention.kind != "fraction":
        return value
    return round(100 * value, 1)


def reason(described):
    """Why a number of which nothing is known to the codebook is not a claim."""
    if described.thing == "?":
        return f"counts {described.noun}, which no measure covers"
    if described.thing or described.events:
        return f"counts {', '.join(sorted({described.thing, *described.events} - {''}))} in a way no measure covers"
    return "what it counts is not said"


def origin(name, outlet, anonymous):
    """Whose claim it is: unnamed people of two outlets need not be the same people: 'analysts' => 'analysts (source 003)'."""
    return f"{name} ({outlet})" if name in anonymous and outlet else name


def short_of(who, before, actor):
    """The actor whose full name has gone before what is called "the minister", "the department": the last to be called so; or ''.

    before: the text so far; actor: from a name to its actor or ''.
    """
    word = SHORT.fullmatch(who)
    full = [m for m in re.finditer(rf"(?:[\w'’-]+ ){{1,3}}{word[1]}\b", before.lower())] if word else []
    full = [m.group().split() for m in full if m.group().split()[-2] not in POINTING]
    return next((found for k in range(len(full[-1]) - 1) if (found := actor(" ".join(full[-1][k:])))), "") if full else ""


def voice(who):
    """One name for 'the police', 'Police' and 'police', where actors.yaml has none: 'Police'."""
    article = ARTICLE.match(who)
    name = who[article.end():] if article else who
    return name[:1].upper() + name[1:]


def bare(name):
    """'the Pentagon' => 'pentagon'."""
    name = " ".join(name.lower().replace("’", "'").replace("ʼ", "'").split())
    return name.removeprefix("the ").removesuffix("'s")
