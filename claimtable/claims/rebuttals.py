"""Fact checks: the lines that only repeat a claim which the text goes on to call false.

"CLAIM / Posts say 300 …" over "VERDICT: FALSE", "Myth: 300 …", a headline "Fact check: No, 300 have not …": who repeats a claim in
order to reject it does not make it.
"""

import re
from functools import lru_cache

from .. import lexicon as lexicons
from ..grammar.clauses import pattern, words

BEFORE_LABEL = "(?:the |our |this |also |and |equally |likewise |similarly |just as |another )*"
NO = re.compile(r"no\b[,:;]? ")
TRUTH = re.compile(
    r"\b(?:true|truth|right|correct|really|possible|believe|so|credible|plausible|realistic|accurate|exaggerat\w+|"
    r"can (?:it|that|this) be)\b"
)
REPLY = re.compile(  # under a question: "No. The ministry …"
    r"(?:no|false|wrong|not at all|certainly not|absolutely not)(?: *[.!,:;–—-]| (?:it|that|this|they|he|she)\b|$)"
)
ASKED = re.compile(r"\?(?:[\"')]+[ –—-]{0,3}[\w .,'()-]{0,40})?\Z")  # also with who asks behind it: "Is he right?" Pavel, Brno


@lru_cache(maxsize=8)
def vocabulary():
    """Of the lexicon: ({label: claim, verdict, myth or check}, pattern of a line that begins with a label, of the words for false)."""
    lists = lexicons.section(lexicons.load(), "status")["checked"]
    labels = {label: role for role in lists if role != "untrue" for label in words(lists[role])}
    headed = re.compile(rf"\W*{BEFORE_LABEL}({lexicons.alternatives(labels)})s?(?: \d+| too| as well| again)?\s*(?:[:–—]|$|- )")
    return labels, headed, pattern(words(lists["untrue"]))


def rebutted(doc):
    """Numbers of the units of a document that only repeat what it calls false."""
    labels, headed, untrue = vocabulary()
    found, under, settled = set(), set(), False
    asked = 0  # the first unit of the paragraph
    inside = ""  # 'line' under a label with the claim after it, 'heading' under one on a line of its own
    for u in range(len(doc.units)):
        line = doc.lower(u)
        opens = not doc.same_paragraph(u - 1, u)
        if opens:
            near = range(u - 1, max(asked, u - 2) - 1, -1) if REPLY.match(line) else ()
            question = next((v for v in near if ASKED.search(doc.lower(v))), -1)
            if question >= 0:  # "I read that 300 have died. Is that so? (Ada, 17)" / "No. …"
                found.update(range(asked, u) if TRUTH.search(doc.lower(question)) else [question])
            asked = u
        match = headed.match(line)
        role = labels.get(match.group(1)) if match else None
        rest = line[match.end():].strip() if match else ""
        verdict = doc.lower(u + 1).lstrip() if role == "claim" and u + 1 < len(doc.units) else ""
        if verdict and (word := untrue.match(verdict)) and verdict[word.end():word.end() + 1] in ("", ".", ":", ",", "!"):
            found.add(u)  # "Claim: … / False. …"
        if role == "myth" and rest or role == "check" and NO.match(rest):
            found.add(u)
        settled = settled or role == "verdict" and bool(untrue.search(rest or doc.lower(min(u + 1, len(doc.units) - 1))))
        if role or u in doc.headed or inside == "line" and opens:
            inside = ("line" if rest else "heading") if role == "claim" else ""
        if inside:
            under.add(u)
    return found | under if settled else found
