"""How far what somebody says reaches from its verb: to the left, to the right, or both."""

from .attached import contact
from .clauses import PREDICATIVE, QUOTES, VERBAL, as_clause, strong
from .nounphrases import PUBLISHED

TELLING = frozenset("told tells tell telling informed informs briefed reminded assured".split())
CONCEDING = frozenset("while whilst although though".split())
RELATING = frozenset("who which whom whose where when that including".split())
SO = frozenset(["so", "thus"])
SCORNED = frozenset(["aside", "away", "off", "at"])  # what goes with a verb that rejects: "brushed aside", "scoffed at"
OCCASION = frozenset("statement briefing interview post parliament update lawmakers conference meeting bulletin evening video address news note report letter message "
                     "memo release tweet call speech session hearing press journalists reporters email remarks communique dispatch broadcast appearance paper "
                     "summary analysis reply written night morning evening afternoon noon midnight dawn handbook yearbook almanac podcast blog column essay memoir book hearing speech toast sermon".split())
OCCASION_LINK = frozenset("its his her their last latest own on in at late early also today yesterday told reporters earlier "
                          "later same joint separate written recent previous the a an separately again there here journalists".split())


def scope(v, s, cue, a, last):
    """Left when the cue ends what it closes ("…, the NIS said."), right otherwise, both in the middle ("…, he said, …")."""
    tokens = s.tokens
    j = past_occasion(v, tokens, last)
    n = len(tokens)
    before = tokens[a - 1] if a else None
    raising = any(t.number for t in tokens[last:]) and (tokens[last].low in v.handing or not any(t.number for t in tokens[:a]))  # "…, as Seoul raised its count to 300"
    if before is not None and before.low == "as" and a > 1 and any(t.number for t in tokens[:a]) and j < n and not says_no_more(tokens, j, last) and tokens[j].raw not in ",—–)" and not strong(tokens[j]):
        cue.right = (tokens[last].end, s.end)  # "300 drowned, the mayor said, as the ministry warned that …"
        return
    if before is not None and not raising and (before.low == "as" or before.low in SO and a > 1 and tokens[a - 2].raw == ","):
        cue.left = (s.start, before.start)
        cue.rule = cue.rule if before.low == "as" else "aside"
        return
    if a > 1 and before.low in ("which", "whom") and tokens[a - 2].raw == ",":
        cue.right = (tokens[last].end, next((t.start for t in tokens[last:] if t.raw == ","), s.end))  # "…, which the ministry says is closed, has 300 sheep"
        told = next((t for t in reversed(tokens[max(0, a - 10):a]) if t.number), None)
        if told and not any(t.number and t.end <= cue.right[1] for t in tokens[last:]):
            cue.left = (told.start, before.start)  # "a figure of 300, which a doctor gave to a podcast, …"
        return
    if before is not None and before.low in CONCEDING and (a == 1 or tokens[a - 2].raw == "," or strong(tokens[a - 2])) and (ends_at := conceded(v, tokens, last)):
        cue.right = (tokens[last].end, ends_at)  # "While farmers say that 300 drowned, …"
        return
    if before is not None and (counted := said_of(v, tokens, a, last)):
        shared = counted > 3 and tokens[counted - 2].low == "the" and tokens[counted - 3].low == "of" and tokens[counted - 4].number  # "a quarter of the 300 that …"
        cue.left = (tokens[counted - 4 if shared else counted - 1].start, tokens[a].start)
        comma = next((k for k in range(last + 1, n - 1) if tokens[k].raw == "," and not (tokens[k - 1].number and tokens[k + 1].number) and tokens[k + 1].low not in RELATING and tokens[k + 1].low not in ("of", "with")), 0)
        if comma and not any(strong(t) for t in tokens[last:comma]):
            cue.right = (tokens[last].end, tokens[comma].start)  # "Of the 300 it says have drowned, 40 …"
            return
    closes = before is not None and (before.raw in ",—–-?!" or before.raw in QUOTES)
    ends = j >= n or strong(tokens[j]) and tokens[j].raw != ":" or tokens[j].raw in QUOTES and j == n - 1 or tokens[j].raw == ")" or \
        closes and tokens[j].raw != "," and says_no_more(tokens, j, last)
    if ends and a:
        cue.left = (s.start, tokens[a].start)
        if j < n and tokens[j].raw in "—–":
            cue.right = (tokens[j].end, s.end)
    elif closes and j < n and (tokens[j].raw == "," or tokens[j].low in ("although", "though", "while", "but", "as", "with")) and not opens(tokens, a):
        cue.left = (since(s, a), tokens[a].start)
        if tokens[j].raw == "," and j + 1 < n and tokens[j + 1].low not in ("although", "though", "but"):
            cue.right = (tokens[j].end, s.end)
    else:
        contrast = next((t.start for k, t in enumerate(tokens[last:], last) if t.low in ("while", "whereas") and tokens[k - 1].raw == ","), s.end) if tokens[last].low in v.handing else s.end
        told = meanwhile(v, tokens, last) if contrast == s.end else 0
        cue.right = (tokens[last].end, told or contrast)  # "raised the toll to 300, while in Ardley 40 were dead"


def since(s, i):
    """Offset behind the last semicolon before token i, without a number between ("300 drowned; the hurt, says Ada, …"); else the start."""
    k = next((k for k in range(i - 1, -1, -1) if s.tokens[k].raw == ";" or s.tokens[k].number), -1)
    return s.tokens[k].end if k >= 0 and s.tokens[k].raw == ";" else s.start


def meanwhile(v, tokens, last):
    """Offset of the "as" after what is said without a number ("Doctors fear disease as the toll hits 300"), if a clause with the first number follows it; or 0."""
    k = next((k for k in range(last + 1, len(tokens)) if tokens[k].low == "as" and k > last + 1 or tokens[k].number), 0)
    if not k or tokens[k - 1].low == "that" or sum(t.raw in QUOTES for t in tokens[last:k]) % 2:
        return 0
    first = next((t for t in tokens[k:] if t.number or t.raw == ","), None)
    told = first is not None and first.number or tokens[k - 1].raw != ","  # not "…, as the search went on, 300 had been found"
    return tokens[k].start if told and as_clause(tokens, k, v.vocab.grammar["linking"]) else 0


def conceded(v, tokens, last):
    """Offset of the comma that ends the clause whose verb is at `last`, where the main clause follows it; or 0."""
    for k in range(last + 2, len(tokens) - 2):
        if tokens[k].raw == "," and not (tokens[k - 1].number and tokens[k + 1].number) and tokens[k + 1].low not in RELATING and not tokens[k + 1].kinds & {"coordinators", "ing", "ed", "verbs", "auxiliaries"}:
            stop = next((j for j in range(k + 1, len(tokens)) if tokens[j].raw == "," or strong(tokens[j])), len(tokens))
            if v.first_verb(tokens, k + 1, stop):
                return tokens[k].start
    return 0


def said_of(v, tokens, a, last):
    """"the 14,000 that Seoul says crossed over", "the 300 deaths the ministry reported in Ardley": one past the number that the clause hangs on, or 0."""
    before, after = tokens[a - 1], tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or after.number or after.low == "that" or not (before.low in ("that", "which", "whom", "who") or contact(tokens, a) or before.number and a > 1 and "determiners" in tokens[a - 2].kinds):
        return 0
    clause = next((k for k in range(last + 1, len(tokens)) if strong(tokens[k]) or tokens[k].raw == ","), len(tokens))
    for k in range(a - 1, max(-1, a - 8), -1):
        if tokens[k].number:
            return k + 1
        if strong(tokens[k]) or tokens[k].raw == "," or tokens[k].kinds & VERBAL:
            return 0
    return 0


def says_no_more(tokens, j, last):
    """"…, the agency said in its last handbook.": only a phrase without a number or a verb stands between j and the end, and no object ("declared a truce")."""
    if tokens[last].low not in TELLING and "determiners" in tokens[last + 1].kinds and tokens[last + 1].low not in ("that", "this"):
        return False
    for k, t in enumerate(tokens[j:], j):
        if t.raw in ".!?":
            return True
        if t.number or strong(t) or t.kinds & VERBAL and not (t.low.endswith("ed") and tokens[k + 1:] and tokens[k + 1].low == "by") or t.low in ("that", "as", "who", "which"):
            return False
    return True


def past_occasion(v, tokens, last):
    """First token after the verb, whom it told, and on what occasion: "told AFP in a statement on Monday"."""
    j, n = last + 1, len(tokens)
    if tokens[last].low in TELLING:
        j = max(j, v.phrase(tokens, j)[1] + 1)
    while j < n:
        t, before = tokens[j], tokens[j - 1]
        capital = t.raw[:1].isupper() and (before.low in ("told", "tells", "in", "at", "on", "the") or j > last + 1 and before.raw[:1].isupper())
        if not (capital or t.low in OCCASION_LINK or j > last + 1 and (t.low in OCCASION or t.low in PUBLISHED and before.low in OCCASION) or t.mention and t.mention.kind in ("date", "time") or t.low == "'s" and before.mention or t.low == "day" and j + 1 < n and tokens[j + 1].low in ("earlier", "later", "before")):
            break
        j += 1
    return j


def opens(tokens, a):
    """Only a fronted phrase stands before the subject at a ("In Kyiv, …", "On Monday, …")."""
    return not any(t.number or t.kinds & PREDICATIVE for t in tokens[:a])
