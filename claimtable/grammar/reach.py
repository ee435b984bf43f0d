"""How far what somebody says reaches from its verb: to the left, to the right, or both."""

from .attached import contact
from .clauses import PREDICATIVE, QUOTES, VERBAL, as_clause, strong
from .neighbours import capitalised, first_from, is_comma, low_at, nearest_before, numbered, pauses, token_at
from .nounphrases import PUBLISHED

TELLING = frozenset("told tells tell telling informed informs briefed reminded assured".split())
CONCEDING = frozenset("while whilst although though".split())
RELATING = frozenset("who which whom whose where when that including".split())
NO_SUBJECT = frozenset("coordinators ing ed verbs auxiliaries".split())
GOING_ON = frozenset("although though while but as with".split())
SO = frozenset(["so", "thus"])
BEFORE_OCCASION = frozenset("on in at during from".split())
AFTER = frozenset("after before when while during".split())  # begins the occasion on which something was said
SCORNED = frozenset(["aside", "away", "off", "at"])  # what goes with a verb that rejects: "brushed aside", "scoffed at"
OCCASION = frozenset("statement briefing interview post parliament update lawmakers conference meeting bulletin evening video "
                     "address news note report letter message memo release tweet call speech session hearing press journalists "
                     "reporters email remarks communique dispatch broadcast appearance paper summary analysis reply written night "
                     "morning afternoon noon midnight dawn handbook yearbook almanac podcast blog column essay memoir book toast "
                     "sermon".split())
OCCASION_LINK = frozenset("its his her their last latest own on in at late early also today yesterday told reporters earlier "
                          "later same joint separate written recent previous the a an separately again there here journalists".split())


def scope(v, s, cue, a, last):
    """Left when the cue ends what it closes ("…, the NIS said."), right otherwise, both in the middle ("…, he said, …")."""
    if a and (led_in(v, s, cue, a, last) or hangs_on_number(s, cue, a, last)):
        return
    tokens, n = s.tokens, len(s.tokens)
    j = past_occasion(v, tokens, last)
    after = token_at(tokens, j)
    closes = a > 0 and (tokens[a - 1].raw in ",—–-?!" or tokens[a - 1].raw in QUOTES)
    if a and (ends_sentence(tokens, j) or closes and after.raw != "," and says_no_more(tokens, j, last)):
        cue.left = (s.start, tokens[a].start)
        if after is not None and after.raw in "—–":
            cue.right = (after.end, s.end)
        return
    j = past_phrase(tokens, j, last) if closes else j
    after = token_at(tokens, j)
    if closes and after is not None and (after.raw == "," or after.low in GOING_ON) and not opens(tokens, a):
        cue.left = (since(s, a), tokens[a].start)
        if after.raw == "," and j + 1 < n and tokens[j + 1].low not in ("although", "though", "but"):
            cue.right = (after.end, s.end)
    else:
        cue.right = (tokens[last].end, end_of_said(v, s, last))


def led_in(v, s, cue, a, last):
    """Set the reach of a cue whose clause "as", "so", "which" or "while" opens before its subject at a. => was it so?"""
    tokens, before = s.tokens, s.tokens[a - 1]
    counted = numbered(tokens[:a])
    if a > 1 and before.low == "as" and counted and goes_on_saying(tokens, past_occasion(v, tokens, last), last):
        cue.right = (tokens[last].end, s.end)  # "300 drowned, the mayor said, as the ministry warned that …"
        return True
    raising = numbered(tokens[last:]) and (tokens[last].low in v.handing or not counted)  # "…, as Seoul raised its count to 300"
    if not raising and (before.low == "as" or before.low in SO and a > 1 and tokens[a - 2].raw == ","):
        cue.left = (s.start, before.start)
        cue.rule = cue.rule if before.low == "as" else "aside"
        return True
    if a > 1 and before.low in ("which", "whom") and tokens[a - 2].raw == ",":
        comma = first_from(tokens, last, is_comma)
        # "…, which the ministry says is closed, has 300 sheep"
        cue.right = (tokens[last].end, tokens[comma].start if comma >= 0 else s.end)
        told = next((t for t in reversed(tokens[max(0, a - 10):a]) if t.number), None)
        if told and not any(t.number and t.end <= cue.right[1] for t in tokens[last:]):
            cue.left = (told.start, before.start)  # "a figure of 300, which a doctor gave to a podcast, …"
        return True
    opens_clause = a == 1 or pauses(tokens[a - 2])
    if before.low in CONCEDING and opens_clause and (ends_at := conceded(v, tokens, last)):
        cue.right = (tokens[last].end, ends_at)  # "While farmers say that 300 drowned, …"
        return True
    return False


def goes_on_saying(tokens, j, last):
    """Does the clause go on at j with what is said, whose verb is at `last`?"""
    if j >= len(tokens) or tokens[j].raw in ",—–)" or strong(tokens[j]):
        return False
    return begins_content(tokens[j]) or not says_no_more(tokens, j, last)


def begins_content(token):
    """Does the word behind a verb begin what somebody says, and not when or where ("warns [of] disease", "admits [failings]")?"""
    return token.low in ("of", "for", "against", "about") or token.raw.isalpha() and not (token.kinds or token.mention)


def hangs_on_number(s, cue, a, last):
    """Set the left reach of a cue in a clause that hangs on a number ("the 300 that Seoul says drowned"). => is its reach complete?"""
    tokens = s.tokens
    counted = said_of(tokens, a, last)
    if not counted:
        return False
    whole = counted > 3 and tokens[counted - 2].low == "the" and tokens[counted - 3].low == "of" and tokens[counted - 4].number
    cue.left = (tokens[counted - 4 if whole else counted - 1].start, tokens[a].start)  # whole: "a quarter of the 300 that …"
    for k in range(last + 1, len(tokens) - 1):
        if parts_clauses(tokens, k) and tokens[k + 1].low not in ("of", "with"):
            if any(strong(t) for t in tokens[last:k]):
                return False
            cue.right = (tokens[last].end, tokens[k].start)  # "Of the 300 it says have drowned, 40 …"
            return True
    return False


def parts_clauses(tokens, k):
    """Is there a comma at k, neither within a row of numbers nor before a clause that hangs on the words before it?"""
    row = tokens[k - 1].number and tokens[k + 1].number
    return tokens[k].raw == "," and not row and tokens[k + 1].low not in RELATING


def ends_sentence(tokens, j):
    """Does the sentence, or a part of it that nothing goes on from, end before token j?"""
    if j >= len(tokens):
        return True
    return strong(tokens[j]) and tokens[j].raw != ":" or tokens[j].raw in QUOTES and j == len(tokens) - 1 or tokens[j].raw == ")"


def end_of_said(v, s, last):
    """Offset of the end of what is said after the verb at `last`: of the sentence, or of the clause before a contrast or an "as"."""
    tokens = s.tokens
    if tokens[last].low in v.handing:
        for k, t in enumerate(tokens[last:], last):
            if t.low in ("while", "whereas") and tokens[k - 1].raw == ",":
                return t.start  # "raised the toll to 300, while in Ardley 40 were dead"
    return meanwhile(v, tokens, last) or s.end


def since(s, i):
    """Offset behind the last semicolon before token i, with no number between ("300 drowned; the hurt, says Ada, …"); else the start."""
    k = nearest_before(s.tokens, i, lambda t: t.raw == ";" or t.number)
    return s.tokens[k].end if k >= 0 and s.tokens[k].raw == ";" else s.start


def meanwhile(v, tokens, last):
    """Offset of the "as" after what is said without a number ("Doctors fear disease as the toll hits 300"); or 0."""
    k = next((k for k in range(last + 1, len(tokens)) if tokens[k].low == "as" and k > last + 1 or tokens[k].number), 0)
    open_quotation = sum(t.raw in QUOTES for t in tokens[last:k]) % 2
    if not k or open_quotation or tokens[k - 1].low == "that":
        return 0
    first = next((t for t in tokens[k:] if t.number or t.raw == ","), None)
    told = first is not None and first.number or tokens[k - 1].raw != ","  # not "…, as the search went on, 300 had been found"
    return tokens[k].start if told and as_clause(tokens, k, v.vocab.grammar["linking"]) else 0


def conceded(v, tokens, last):
    """Offset of the comma that ends the clause whose verb is at `last`, where the main clause follows it; or 0."""
    for k in range(last + 2, len(tokens) - 2):
        if parts_clauses(tokens, k) and not tokens[k + 1].kinds & NO_SUBJECT:
            stop = first_from(tokens, k + 1, pauses, none=len(tokens))
            if v.first_verb(tokens, k + 1, stop):
                return tokens[k].start
    return 0


def said_of(tokens, a, last):
    """"the 14,000 that Seoul says crossed over", "the 300 deaths the ministry reported": one past the number the clause hangs on, or 0."""
    before, after = tokens[a - 1], token_at(tokens, last + 1)
    if after is None or after.number or after.low == "that":
        return 0
    the_number = before.number and a > 1 and "determiners" in tokens[a - 2].kinds
    if not (before.low in ("that", "which", "whom", "who") or contact(tokens, a) or the_number):
        return 0
    for k in range(a - 1, max(-1, a - 8), -1):
        if tokens[k].number:
            return k + 1
        if pauses(tokens[k]) or tokens[k].kinds & VERBAL:
            return 0
    return 0


def says_no_more(tokens, j, last):
    """"…, the agency said in its last handbook.": only a phrase without a number or a verb stands from j to the end, no object."""
    own = tokens[last + 1]  # of the verb: "declared a truce"
    if tokens[last].low not in TELLING and "determiners" in own.kinds and own.low not in ("that", "this"):
        return False
    for k, t in enumerate(tokens[j:], j):
        if t.raw in ".!?":
            return True
        if t.low in AFTER:
            return not numbered(tokens[k:])  # "…, the mayor said after being briefed"
        if t.number or strong(t) or t.low in ("that", "as", "who", "which"):
            return False
        done = t.low.endswith("ed") and low_at(tokens, k + 1) == "by"  # "in a letter signed by the mayor"
        if t.kinds & VERBAL and not done:
            return False
    return True


def past_phrase(tokens, j, last):
    """Index of the comma that ends a phrase at j of where it was said ("the mayor said [on a visit to Ardley], one of …"); else j."""
    if j + 1 >= len(tokens) or tokens[last + 1].low not in BEFORE_OCCASION:
        return j
    k = first_from(tokens, j, lambda t: pauses(t) or t.number or t.kinds & VERBAL or t.low in RELATING)
    return k if k > 0 and tokens[k].raw == "," else j


def past_occasion(v, tokens, last):
    """First token after the verb, whom it told, and on what occasion: "told AFP in a statement on Monday"."""
    j = last + 1
    if tokens[last].low in TELLING:
        j = max(j, v.phrase(tokens, j)[1] + 1)
    while j < len(tokens) and of_occasion(tokens, j, last):
        j += 1
    return j


def of_occasion(tokens, j, last):
    """Is the word at j, after the verb at `last`, still of the occasion on which something was said?"""
    t, before = tokens[j], tokens[j - 1]
    if t.low in OCCASION_LINK or t.mention and t.mention.kind in ("date", "time"):
        return True
    if capitalised(t) and (before.low in ("told", "tells", "in", "at", "on", "the") or j > last + 1 and capitalised(before)):
        return True  # "told Radio Ardley"
    if j > last + 1 and (t.low in OCCASION or t.low in PUBLISHED and before.low in OCCASION):
        return True
    return t.low == "'s" and bool(before.mention) or t.low == "day" and low_at(tokens, j + 1) in ("earlier", "later", "before")


def opens(tokens, a):
    """Only a fronted phrase stands before the subject at a ("In Kyiv, …", "On Monday, …")."""
    return not any(t.number or t.kinds & PREDICATIVE for t in tokens[:a])
