"""Does a sentence go on with what the one before it said: "Of these, 300 …", "They might …", "Injured: 300"?"""

import re

ANAPHOR = re.compile(r"another\b|a further\b|"
                     r"(?:on|by|at|from|in) (?:this|that|these|those|such|the same (?:letter|statement|report|source|document|bulletin|"
                     r"briefing|interview|post|list|speech|study))\b|"
                     r"(?:that|this) (?:brings?|takes?|makes?|puts?|leaves?|raises?|brought|corresponds?|amounts?|equals?|represents?|means?)\b|"
                     r"that's (?:(?:about|roughly|around|some|over|nearly|almost|up to|more than|at least|as many as|close to) )?"
                     r"(?:an? |one |two |half\b|\d)|"
                     r"(?:they|these|those|this|that|it) (?:is|was|are|were|would|could|might|may|had|will|means?|comes?|included?)\b|"
                     r"of (?:them|these|those|that|this)\b|"
                     r"(?:in|on|by|at|for|last|a) [^,.;]{1,40}? (?:it|they|this|that|these) (?:had been|was|were|had|stood)\b|"
                     r"(?:for [^,.;]{1,30} )?the (?:figure|number|total|count|tally|toll) (?:is|was|for|there|stands?)\b")


def goes_on(s):
    """Does the sentence go on with what the one before it said ("Of these, …", "They might …", "For Syria the figure is …")?"""
    that_is = [t.low for t in s.tokens[:2]] in (["that", "'s"], ["that", "is"]) and len(s.tokens) > 2 and s.tokens[2].number
    return that_is or labelled(s) or bool(ANAPHOR.match(s.low.lstrip("\"' ")))


def labelled(s):
    """"Injured: 300.": only what is counted, before the number."""
    colon = next((k for k, t in enumerate(s.tokens[:4]) if t.raw == ":"), 0)
    return 0 < colon < len(s.tokens) - 1 and s.tokens[colon + 1].number and bool(s.tokens[colon - 1].classes)
