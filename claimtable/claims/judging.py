"""The words with which a text judges a number: that nobody has confirmed it, or that somebody rejects it, calls it wrong or corrects it."""

import re

# ---------------------------------------------------------------- what is judged

COUNT = r"(?:figure|number|claim|report|count|toll|estimate|total)s?|tall(?:y|ies)"
FIGURE = rf"{COUNT}|(?:account|tale|rumou?r|allegation|accusation|charge|assertion|version|article)s?|stor(?:y|ies)"
POINTER = rf"(?:it|this|that|them|these|those|(?:the|this|that|these|those|such an?|his|her|its|their) (?:{FIGURE}))"
# After a pronoun that stands alone: "denied that on Monday".
JUDGED_ALONE = r"(?=\s*(?:$|[.,;:!?)\"]|(?:on|in|at|to|by|as|and|but|for|with|too|either|outright|\w+ly)\b))"

# ---------------------------------------------------------------- nobody has confirmed it

CONFIRMING = (
    r"(?:confirm|verif|corroborat|substantiat|authenticat)\w*|\b(?:checked|checking|to check|proven)\b|"
    r"\b(?:sa(?:y|id)|be) (?:(?:for )?(?:sure|certain)|with (?:any )?certainty) that\b"
)
NOT_CONFIRMED = re.compile(
    # "not one source confirmed it", "cannot be verified", "declined to confirm"
    r"\b(?:not|no|nobody|none|nothing|never|cannot|yet to|without|neither|nor|unable to|impossible to|(?:declin|refus|fail)\w* to|\w+n't)\b"
    rf"(?:(?:\W+\w+){{0,5}}?\W+|(?: \w+){{6,8}}? )(?:{CONFIRMING})|"
    # "confirmation was not possible"
    r"\b(?:confirmation|verification|corroboration)(?: \w+){0,2}? "
    r"(?:not (?:yet )?(?:been )?(?:possible|available|obtained|forthcoming)|impossible|lacking|outstanding)\b|"
    # "unconfirmed", "confirmed by nobody"
    r"\bun(?:confirmed|verified|corroborated|substantiated|proven)\b|"
    r"\b(?:confirmed|verified|corroborated|backed up) by (?:nobody|no one|no-one|none)\b|"
    # "nothing in the files bears this out"
    r"\b(?:nothing|nobody|no one|none)\b(?: \w+){0,4} (?:back|support|bear|bore)(?:s|ed)? (?:him|her|it|that|this|them)\b|"
    r"\bawait\w* (?:verification|confirmation)|\black\w* confirmation|"
    # "without any proof", "did not provide evidence"
    r"\b(?:without|no|not|n't|yet to)(?: (?:offer|provid|produc|giv|show|present|publish)\w*)?(?: any)? (?:evidence|proof)"
)
REFERS = re.compile(
    rf"\b(?:{FIGURE}|(?:back|support|bear|bore)\w* (?:him|her|them)|its (?:author|maker|owner|sender|source)|"
    r"this|that|it|these|those|neither|none|footage|statement|information|data|both|authenticity|"
    r"the (?:post|video|clip|message|tweet|story|article)|(?:confirm|verific|corrobor|substanti)ation)\b"
)
BARE = re.compile(r"\W*(?:unverified|unconfirmed)")
UNPROVEN = re.compile(
    r"\b(?:no|without|any) (?:proof|evidence|source|confirmation|details?)\b(?! (?:of|for|that)\b(?! (?:it|this|that)\b))|"
    r"\A ?(?:it|this|that|they|which) (?:may|might|could) (?:well )?(?:have|be|include|also)\b"
)
# "if the video is genuine"
GENUINE = re.compile(
    r"\b(?:if|provided|assuming|should)\b(?: that)? [^,.;:]{2,60}?"
    r"\b(?:genuine|authentic|real|not (?:a )?(?:fake|forged|forgery|staged|doctored))(?=\W*(?:$|[,.;:)]))"
)
LEADS_ON = re.compile(  # up to a number of its own: "could confirm a rumour that …"
    r"\b(?:that|of|about|whether) (?:(?:another|a further|the|those|these|some) )?\Z"
)
# What is in doubt, before the number it tells.
TALK_OF = re.compile(rf" (?:of |for )?(?:\w+ ){{0,3}}?(?:(?:{FIGURE})|talk) (?:that|of|about) ")
ELSE_OF = re.compile(  # … is of something else
    rf"\W*(?:that(?!\s+(?:{FIGURE})\b)(?!{JUDGED_ALONE})|"
    rf"(?:of|for|on|to)\b(?! (?:that|this|it|either|(?:the|this|that|any|such) (?:{FIGURE}))\b))\b"
)
TRULY = re.compile(
    r"\s+(?:that|whether|if) (?:it|this|that|they|the \w+)(?:'s|'re| is| was| are| were) "
    r"(?:real|genuine|authentic|true|correct|accurate|right)\b"
)
ELSE_OBJECT = re.compile(
    rf"(?!{TRULY.pattern})\s+(?:the|a|its|any|his|their|that(?!{JUDGED_ALONE})|whether|who|how)\b(?!\s+(?:{FIGURE})\b)"
)

# ---------------------------------------------------------------- somebody rejects it

# What a denial points back at: "denied it", "rejected the figure", "dismissed by"; not "denied a claim that …".
BACK = re.compile(
    r"\W*(?:$|[.;!?]|by\b|"
    r"as\b(?!\W{1,2}(?:an? )?\w+(?: \w+)?\W{1,2}(?:an?|the|any|every|all|those|that)\b)|"
    r"that\b(?=\s*(?:$|[.,;:!?)\"]|(?:and|but|outright|categorically|flatly|too)\b))|"
    r"(?:it|this|them|these|those|both)\b(?=\s*(?:$|[.,;:!?)\"]|(?:as|and|but|on|in|at|outright|categorically|flatly|by|too|for)\b))|"
    rf"(?:the|this|that|these|those|both|such|all|his|her|its|their|any)\s+(?:\w+\s+)?(?:{FIGURE})\b(?!\s+(?:that|of|by)\b))"
)
# The same where no number follows that it could be about.
BACK_AT = re.compile(rf"{BACK.pattern}|\W*(?:it|this|that|them|these|those|both){JUDGED_ALONE}|\W*such an? (?:{FIGURE})\b")
THAT_CLAUSE = re.compile(rf" that\b(?! (?:{FIGURE})\b){JUDGED_ALONE.replace('(?=', '(?!', 1)}")
# "called that figure false", "has since withdrawn it as false"
CALLED_SO = re.compile(
    rf"\b(?:(?:call|brand|label|dub|term|deem|pronounc|declar)\w* {POINTER}(?: as)?|"
    rf"(?:withdr[ae]w|retract|delet|remov|dropp)\w*(?: {POINTER})? as) "
)
# "… called "a lie" the 300 dead"
POSTPONED = re.compile(
    r"\b(?:call|brand|label|dub|describ|denounc|decri|mock|dismiss|blast|slam|scorn|ridicul|reject)\w*(?: as)? "
    r"[\"'](?!.{0,30}(?:real|credib|plausib|realis|true|accura|conserva|reliab))[^\"']{3,50}[\"'] "
    r"(?:the|those|that|any|all) (?:\w+ ){0,4}\Z"
)
CALLED = re.compile(
    r"\b(?:call|brand|label|dub|describ|denounc|decri|mock|dismiss|blast|slam|lampoon|ridicul)"
    r"(?:s|e|es|ed|ing|led|ling|ied|ies)?\b[^.;:]*\Z"
)
# "…, which the union called sheer nonsense"
NICKNAMED = re.compile(
    r"\b(?:call|brand|label|dub|deem|pronounc|declar)(?:s|e|es|ed|ing|led|ling)?"
    r"(?: an?| all| mere| pure| sheer| plain| simply| just| complete| total)* \Z"
)
NAMED = re.compile(r"\b(?:an?|as|pure|sheer|mere|utter|complete|total) \W*(?:\w+ )?\Z")
A_COUNT = re.compile(r"[\w.,]+(?: \w+){0,5} \"?")  # "called the 300 dead "invented""
LIKE = re.compile(
    r"\b(?:and|or|among) (?:other|another|more|similar|such)(?: \w+)? \Z|\bas (?:a |an |the |pure |mere |sheer |simply |just |being )*\"?\Z"
)
OPENING = re.compile(r"\W*[^.!?;:,]*")  # of a sentence, up to its first sign
EXCLAIMED = re.compile(r"\W*(?:(?:pure|sheer|utter|complete|total|plain|an?|that's|more) )*")  # ""Pure fabrication," says the agency."
# "300, which the union rejected within hours"
HUNG = re.compile(
    rf", (?:which|something|an? (?:\w+ )?(?:{FIGURE})(?: that| which)?) "
    r"(?!(?:ha[sd]|have|is|are|was|were|would|will|did|does|do|also|later|then|now|never|not|itself|\w+ly)\b)[^.,;:\d]{1,60}"
    r"(?:, (?!(?:when|where|as|after|and|but|while|who)\b)[^.,;:\d]{1,30},?)? (?<!\bthe )(?<!\ba )(?<!\bits )(?<!\btheir )\Z"
)
NOT_ACCEPTED = re.compile(
    r"\b(?:not|neither|nobody|no one|never|n't)\b[^.;]{0,40}"
    rf"\b(?:accept|endorse|recognis|recogniz|stand by|share)\w* (?:that|this|the|such a) (?:{FIGURE})\b"
)
NOBODY = re.compile(  # "no serious analyst disputes"
    r"\b(?:nobody|no one|no-one|hardly anyone|scarcely anyone|few)\b[^.,;:]{0,40}\Z|"
    r"\b(?:no|hardly any|scarcely any) (?!\w+ly )(?:(?!and|or|but|to|in|from|of)\w+ ){1,2}\Z"
)
# "They haven't.", "It did not."
NOT_SO = re.compile(
    r"\W*(?:they|he|she|it|we|you) (?:have|has|had|do|does|did|are|is|were|was|will|would|can|could)(?:n't| not)\W*"
)

# ---------------------------------------------------------------- it is wrong

NO = re.compile(r"\W*(?:no|nope|not at all|certainly not|hardly|nonsense|rubbish)\b")
THAT = re.compile(
    rf"\W*(?:that|this|those|these|the|such an?|their|his|her|its)(?: (?:{FIGURE}))?(?:(?: \w+)? (?:is|are|was|were)(?:n't)?|'s)\b"
)
THE_FIGURE = re.compile(
    rf"\b(?:that|this|the) (?:{FIGURE}|post|video|clip|tweet|message|rumou?r|story|table) (?:is|was|are|were|had been)\b"
)
WRONG = re.compile(
    rf"(?:\bnot|n't)(?: even)? an? (?:real |serious |proper )?(?:{COUNT}|fact|statistic)\b|"
    r"\b(?<!not )(?:a nought too many|a zero too many|a typo|a slip|an error|a mistake|"
    r"wrong|mistaken|incorrect|false|overstated|too high|too low|off the mark)\b"
)
APPOSED = re.compile(rf", (?:a|an|the|this|that) (?:{FIGURE})\b")
TOO_HIGH = re.compile(
    rf"[^.;,]{{0,60}}, (?:an?|the) (?:\w+ )?(?:{FIGURE}|sum|value|reading|tale|story)\b[^.;:]{{0,60}}"
    r"\b(?:wrong|mistaken|misleading|too high|too low|exaggerated|inflated|implausible|improbable|absurd|impossible|unbelievable|"
    r"not credible|far-fetched|overblown|ridiculous)\b"
)
# At the head of the next paragraph: "Moscow called this a slander."
REJECTED = re.compile(
    r"\W*(?:\w[\w'’-]* ){1,7}?(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es?|ed)|refut(?:es?|ed)|"
    r"brush(?:es|ed) (?:aside|off)|(?:call|brand|label|describ|denounc)(?:s|es|ed)?) "
    rf"{POINTER}(?! (?:that|of|by|which)\b)\b"
)
YOURS = re.compile(r"\W*your (?:\w+ ){1,2}(?:is|are|was|were) ")  # the answer to a letter
# "Your nephew is wrong."
SOMEBODY_WRONG = re.compile(
    r"\W*(?:he|she|they|(?:your|my|our|the|this|that) (?:\w+ ){1,3}?)\s?(?:is|are|was|were) "
    r"(?:\w+ly |quite |simply |also )?(?:wrong|mistaken|in error|lying)(?=[.,;!]|\Z)"
)
TURNED = re.compile(r"[^;\d]*?(?:; |, (?:but|though|although|yet) )(?=\D+\Z)")  # a clause after the number that may judge it

# ---------------------------------------------------------------- it was corrected, or faked

# "later revised to 300"
CORRECTED_TO = re.compile(
    r"(?:[^,;.]{0,30}\b(?:revis|correct|rais|lower|upgrad|downgrad|amend|chang|adjust|settl)\w*)?"
    r"(?: it| that| this| them)? (?:up |down |upwards? |downwards? )?(?:to|at|as|by) (?:\w+ ){0,2}"
)
CORRECTED = re.compile(
    r"\b(?:earlier|previous|original|first) (?:version|edition)|\bwe (?:had |have )?(?:said|wrote|written|reported|stated|gave|given)\b"
)
CORRECTS = re.compile(
    r"\W*(?:our (?:own )?(?:slip|error|mistake|fault)|(?:that|this|it) was (?:an error|a mistake|a slip|wrong)|in fact|actually|in reality|"
    r"the (?:correct|right|true|actual|real)\b|(?:it|that|this) (?:should|is|was)\b)"
)
FAKED = re.compile(
    r"\b(?:the|this|that|it|which)(?: \w+)? (?:was|is|has been|had been|turned out to be|proved)(?: \w+){0,2}? "
    r"(?:an? )?(?:hoax|fake|doctored|photoshopped|forged|forgery|satire|spoof)\b"
)
FAKES = re.compile("hoax|fake|doctored|photoshopped|forge|satire|spoof")


def is_faked(low, start=0):
    """Does a sentence say, after an offset, that what was shown or told is a fake? The words come first: hardly any sentence has one."""
    return FAKES.search(low, start) and FAKED.search(low, start)
