"""Whether somebody of whom the codebook knows nothing has a number: "Norway has delivered 150,000", "A nurse earns $400"."""

from ..attribution.verbs import GIVING
from ..grammar.around import name_at
from ..grammar.clauses import CLOSED, EMPTY, HAVE

OTHERS = frozenset(["?"])  # the owner of such a number: none that a measure asks for
HELPING = frozenset(["auxiliaries", "adverbs"])
NOT_SUBJECTS = CLOSED | {"verbs", "punct"}


def owner(reader, tokens, i, link, mention, thing):
    """OTHERS where the subject of the verb before number i, which counts `thing`, is such a one, and has it; not where it acted on them."""
    return OTHERS if has(reader, tokens, i, link, mention, thing) else EMPTY


def has(reader, tokens, i, link, mention, thing):
    verb = next((k for k in range(i - 1, max(0, i - 7), -1) if tokens[k].low == link.by), 0) if link.by else 0
    if not verb:
        return False
    events = EMPTY if tokens[verb].low in GIVING else link.events  # "the minister gave 300" says so
    if verb > 1 and tokens[verb].raw[0].isupper():  # "The EU has given Ruland 300"
        verb, events = verb - 1, tokens[verb - 1].classes & reader.vocab.events
    k = verb - 1
    while k > 0 and tokens[k].kinds & HELPING:
        k -= 1
    if mention.kind == "money":
        return tokens[verb].low in reader.earning and earns(reader, tokens, k, i)
    held = tokens[verb].low in HAVE and thing == reader.book.population  # "Norway has 150,000 soldiers"
    acted = link.kind in ("verb", "other") and events and not events & reader.done_to
    if not reader.owners or not (held or acted):
        return False
    title = tokens[k].raw.islower() and not (tokens[k].kinds or tokens[k].classes) and k > 1  # "the Orton [depot] has given 300"
    return name_at(tokens, k) or title and name_at(tokens, k - 1)


def earns(reader, tokens, k, i):
    """Does the common noun at k, or before the place at k, name somebody unknown, and is nobody the codebook knows named after number i?"""
    while k > 1 and tokens[k].raw[0].isupper() and "prepositions" in (tokens[k - 1].kinds | tokens[k - 2].kinds):
        k -= 2 + ("determiners" in tokens[k - 1].kinds)  # "a nurse in Ardley"
    t = tokens[k]
    known = t.classes or t.mention or t.kinds & NOT_SUBJECTS or t.low in reader.generics or t.raw[0].isupper() and k > 0
    return not known and not any(x.classes & reader.vocab.nouns for x in tokens[i + 1:i + 9])
