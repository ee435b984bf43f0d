"""Does a date whose year or month the words leave open lie ahead of the day of publication?"""

import re

BEHIND = re.compile(r"(?:since|following(?:[ ]\w+){1,6}|was|were|had)(?:[ ](?:on|in|the|last))*[ ]\Z")
MAY = re.compile(r"(?<![a-z])may(?=[ ]\d)|(?<=(?:in|on|of|by|to)[ ])may(?![a-z])")  # the month
HAD = re.compile(r"\bhad(?: been)? (?!to\b)\w+")  # over by then, whatever was to come before it in the sentence
DONE_BY = re.compile(r"\bhad(?: been)? (?!to\b|hoped\b|wanted\b|meant\b|wished\b)\w+")  # "had sent 300 by May"
AND_THEN = re.compile(r",? (?:and|but|while|with) \w+")  # "sent 300 by May, and deliveries could …"
BY = re.compile(r"(?:by|until|till|before|ahead of|for)(?:[ ]the)?[ ]\Z")
FORESEES = re.compile(  # "sees 300 by spring"
    r"\b(?:sees?|talks? of|speaks? of|reckons? (?:with|on)|counts? on)\b(?!.*\b(?:was|were|had|ha[vs]e?|dead|lost|\w{2,}ed)\b)"
)
CLAUSE_SIGNS = (", ", "; ", ": ", "—", "–")  # that end a clause; no comma of a number
NEAR = 40  # characters within which the first verb after a date tells its time: "by March the contingent could swell"
STARTS = re.compile(r"\b(?:that|which|who|where|when|if|\w+ed)\b")
DONE = re.compile(r",?(?:[ ]\w+){1,3}?[ ](?!\w+eed\b)\w+ed\b")  # "by June, he named 300"
PAST_FORM = re.compile(r"\b[a-z]{3,}(?<!e)ed\b")
STOP = re.compile(r"[.!?\n\r](?:[ \n\r\"]|\Z)|\n[ \t]*[-•*–—·▪]")


def looks_ahead(low, start, end, g):
    """True where the clause before a date looks forward ('will be sent ... on November 1'); None where it may ('by December',
    'on November 1 they will'); False else, and where it looks back ('said Monday', 'since October')."""
    begin = max(0, start - 140)
    begin = max(begin, low.rfind("\n", begin, start) + 1, low.rfind(". ", begin, start) + 1)
    clause = MAY.sub("___", low[begin:start])
    if g.said.search(clause) or BEHIND.search(clause):
        return False
    forward = g.ahead.search(clause)
    if forward:
        return not (HAD.search(clause, forward.end()) or forward.group() == "until" and HAD.search(low, end, end + 40))
    own = clause[max(map(clause.rfind, CLAUSE_SIGNS)) + 1:]
    by = BY.search(clause)
    after = low[end:end + 70]
    over = PAST_FORM.search(own) or g.past.search(own)
    if over and (not by or AND_THEN.match(after)) or by and DONE_BY.search(own):
        return False  # "marched on Saturday against plans to cut pensions"
    stop = STOP.search(after)
    after = after[:stop.start()] if stop else after
    ahead = g.ahead.search(after)
    end = ahead.start() if ahead and by else len(after)  # not "by May it will be 300, he said"
    if g.past.search(after, 0, end) or by and DONE.match(after) or not (ahead or by):
        return None if ahead and not by else False
    near = ahead and ahead.start() < NEAR and not STARTS.search(after, 0, ahead.start())
    return True if near or by and FORESEES.search(clause) else None
