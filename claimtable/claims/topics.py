"""What headings, questions and neighbour sentences say is counted, for a number that does not say it itself.

Each function takes the Document (document.py) that is being read; u is the number of a unit, i the index of a token in it. What they find
is a Description, or None.
"""

import re

from ..grammar.clauses import CLOSED, QUANTITY, strong
from ..grammar.descriptions import Description, carried_over
from ..grammar.neighbours import first_from, is_number, low_at, nearest_before, spelled

HOW_MANY = re.compile(r"(?<!\w)(?:how (?:many|much)|(?:what|which) (?:number|amount|figure|count) (?:of|for))\b")
FEW = 16  # words of the longest question that is no more than a topic
OUT_OF = re.compile(r"\bout of \Z", re.I)
ALONE = re.compile(r"\s*(?:[,?:]|(?:are|were|is|of them|there)\b[^.!]{0,20}[?,])")
SHORT = 40  # tokens of a sentence that may hold a number alone


def named_in(doc, u, mention):
    """What unit u says of a kind that the number may count."""
    return doc.rules.reader.theme_of(doc.sentence(u).tokens, mention.kind, mention.low)


# ---------------------------------------------------------------- the sentence after

def told_after(doc, u):
    """What the next sentence of the paragraph says that a number alone in its sentence is ("→ $48. What holders get.")."""
    if u not in doc.explained:
        doc.explained[u] = explained(doc, u)
    return doc.explained[u]


def explained(doc, u):
    s = doc.sentence(u)
    label = first_from(s.tokens, 0, lambda t: t.raw == ":") if ":" in s.words else -1  # "Number of the day: 300"
    if not holds_number_alone(doc, u, label):
        return None
    own_line = label < 0 and u + 1 < len(doc.units) and line_between(doc, u) and not doc.lower(u + 1).endswith("?")
    if not own_line and not doc.same_paragraph(u, u + 1):
        return None
    after = doc.sentence(u + 1).tokens
    return doc.rules.reader.theme_of(after[:first_from(after, 0, is_number, none=len(after))])


def holds_number_alone(doc, u, label):
    """Does unit u hold a number and no word, but for a label that ends at `label` and names a "number" or "figure"?"""
    tokens = doc.sentence(u).tokens
    if len(tokens) >= SHORT or not all(t.mention or "punct" in t.kinds for t in tokens[label + 1:]):
        return False
    return label < 0 or any(t.low in doc.rules.reader.generics for t in tokens[:label])


def line_between(doc, u):
    """Does unit u stand on a line of its own, right above the line of the next?"""
    return doc.lines[u + 1][0] - doc.lines[u][1] == 1 and (not u or doc.lines[u][0] > doc.lines[u - 1][1])


def below(doc, u):
    """The place in the line below that says what a number alone in its line is; or None."""
    found = doc.rules.whereabouts.find(doc.sentence(u + 1)) if len(doc.sentence(u).tokens) < 4 and told_after(doc, u) else ()
    return found[0] if found else None


# ---------------------------------------------------------------- a question, the heading, the sentence before

def topic(doc, u, i):
    """What a question just before says is counted."""
    return posed(doc, u, i) or asked_how_many(doc, u, i)


def posed(doc, u, i):
    """What the sentence before names, if it is no more than a question or a word ("And the bill?", "Deaths.")."""
    if not u or any(m.kind in QUANTITY for m in doc.members[u - 1]):
        return None
    before = doc.lower(u - 1).rstrip()
    asks = before.endswith("?")
    if asks and before.count(" ") < FEW or before[-1:] in (".", ":") and before.count(" ") < 2 and doc.same_paragraph(u, u - 1):
        return doc.rules.reader.theme(doc.sentence(u - 1), asks, doc.sentence(u).tokens[i].mention.kind)
    return None


def asked_how_many(doc, u, i):
    """What follows "how many" in the sentence before number i or the two before that."""
    number = doc.sentence(u).tokens[i]
    for v in range(u, max(-1, u - 3), -1):
        asks = HOW_MANY.search(doc.lower(v))
        if not asks or v < u and any(m.kind in QUANTITY and m.surface.lower() != "one" for m in doc.members[v]):
            continue
        s = doc.sentence(v)
        begins, ends = s.start + asks.start(), s.start + asks.end()
        if v < u or ends < number.start:
            found = doc.rules.reader.theme_of(s.tokens[s.at(ends):s.at(ends) + 8], number.mention.kind)
            if not found and (OUT_OF.search(doc.plain, s.start, begins) or ALONE.match(doc.plain, ends)):
                return Description(doc.rules.book.population)  # "Out of how many?", "Asked how many, …"
            return found
    return None


def named_alone(doc, u, i, mention):
    """What the sentence before in the paragraph names ("… misprinted the death count. The ministry's figure was 300.").

    Only where nothing of that kind is told near by, and the number is "of" nothing here.
    """
    if not u or not doc.same_paragraph(u, u - 1) or low_at(doc.sentence(u).tokens, i + 1) == "of":
        return None
    for kind in ["percent"] if mention.kind in ("percent", "fraction") else ["number", "money"]:
        if any(v >= u - 1 and not (told.thing == "?" and (value or 0) < 13) for v, told, value in doc.before.get(kind, ())):
            return None
    return named_in(doc, u - 1, mention)


def themes(doc, u, mention, described, kind, loose):
    """What the heading says is counted; for a number that may be of anything (`loose`) also what was counted so far, and the title."""
    about = [(doc.theme, "theme")]
    if loose:
        about += [*((told, "") for told in doc.subjects.get(kind, {}).values()), (doc.title, "title")]
    for theme, head in about:
        if theme and head in doc.heads:
            theme = doc.rules.reader.theme_of(doc.heads[head], mention.kind, mention.low) or theme
        if theme and (not described.events or not theme.events and u in doc.rowed):
            yield theme


# ---------------------------------------------------------------- words of the number's own sentence

def named_behind(doc, u, i, mention, described):
    """The description with the noun that follows "Number of the day: 300, the sheep that drowned", "300: that is how many drowned"."""
    tokens = doc.sentence(u).tokens
    near = range(i + 1, min(len(tokens) - 1, i + 9)) if i < 2 else ()
    many = next((k for k in near if tokens[k].low == "how" and tokens[k + 1].low in ("many", "much")), 0)
    opens = i == 0 or tokens[i - 1].raw == ":"
    if described.thing or not many and not (opens and spelled(tokens[i + 1:i + 3]) == ", the"):
        return described
    named = doc.rules.reader.theme_of(tokens[many or i + 2:(many or i) + 14], mention.kind)
    return carried_over(described, named) if named else described


def told_ahead(doc, u, i):
    """What a "figure" is of that only the rest of its sentence tells ("put the figure at 300, but now speaks of 500 sheep")."""
    tokens, reader = doc.sentence(u).tokens, doc.rules.reader
    numbers = [k for k in range(i + 1, len(tokens)) if tokens[k].number][:3]
    for other in numbers:
        found = reader.describe(doc.sentence(u), other) if tokens[other].mention.kind == tokens[i].mention.kind else None
        if found and found.thing not in ("", "?") and not found.part:
            return found
        if not found or found.thing or found.events:
            break
    return reader.theme_of(tokens[i + 1:numbers[0] if numbers else len(tokens)], tokens[i].mention.kind)


def names_thing(doc, u, i):
    """Does the label before number i of a row say what is counted ("Tents pitched: 300"), and not whose, where or when ("Ardley: 300")?"""
    s = doc.sentence(u)
    label = s.tokens[nearest_before(s.tokens, i - 1, lambda t: strong(t) or t.number) + 1:i - 1]
    if not label or any(t.mention or names_somebody(doc, t) for t in label):
        return False
    if any(label[0].start <= p[0] < label[-1].end for p in doc.rules.whereabouts.find(s)):
        return False
    if any(t.raw[0].islower() and not t.kinds & CLOSED for t in label):
        return True
    plural = label[0].low.endswith("s") and not label[0].raw.isupper()
    return plural and (len(label) == 1 or "prepositions" in label[1].kinds)


def names_somebody(doc, token):
    """Is it a word for a number itself, or for one who speaks ("figures", "ministry", "Kim")?"""
    reader = doc.rules.reader
    return token.low in reader.generics or token.low in reader.speakers or token.low in doc.rules.speech.v.names
