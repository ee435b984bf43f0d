"""Checks on the words: garbled text, remarks on exact wording, and what the texts leave impossible to check. Kept, never corrected."""

import re
from types import SimpleNamespace

from .. import tables
from ..text import sentences
from . import verdicts, wording

# What a careful human writer does not leave in print. Each: name, pattern, what it is.
MARKS = (
    ("lower-case", re.compile(r"(?<=[a-z]{3}[.!?]) +(?=[a-z]{1,12} [a-z])"),
     "a sentence begins with a small letter after a full stop: words were lost or moved"),
    ("doubled", re.compile(r"\b([A-Za-z]{3,}) \1\b(?! \1)"), "a word is doubled"),
)
GARBLED = "garbled"  # the kind of the checks that find words that cannot be meant as they stand
LOOKALIKE = re.compile("[\u201a](?=\\d)|\u201a\\s|(?<=\\w)\u02bc(?=\\w)")
WRONG_CLOSE = re.compile(r"(?<=\w)“(?!\w)")  # an opening mark used to close
NO_APOSTROPHE = re.compile(
    r"\b(?:isnt|arent|dont|doesnt|didnt|cant|wont|couldnt|wouldnt|shouldnt|havent|hasnt|theyll|theyre|youre|wasnt|werent)\b", re.I)


def noted(book, judged):
    """Claims whose coder marked them as garbled, with the coder's reason; a claim that another check has judged gets no second verdict."""
    rule = SimpleNamespace(id="garbled-claim", kind=GARBLED)
    for claim in book.claims[book.claims["note"].str.startswith("garbled") & ~book.claims["claim_id"].isin(judged)].itertuples():
        why = tables.split(claim.note)[0].split(":", 1)[-1].strip()
        yield verdicts.result(rule, [claim], verdicts.said(claim), "read by a person",
                              verdicts.FAILS, f"probably garbled: {why}")


def marks(book):
    """Marks of machine rewording in the texts: quotation marks that do not pair, lost words, look-alike characters."""
    for source, text in sorted(book.texts.items()):
        found = [(name, at, why) for name, pattern, why in MARKS for at in [m.start() for m in pattern.finditer(text)]]
        found += [("quotation", at, "quotation marks do not pair, so where the quotation ends is a guess") for at in unpaired(text)]
        for name, at, why in sorted(found, key=lambda item: item[1]):
            begin, end = next(((b, e) for b, e in sentences(text) if b <= at < e), (max(0, at - 60), at + 60))
            inside = [c for c in book.rows if c.source_id == source and c.start < end and c.end > begin]
            if any(c.note.startswith("garbled") for c in inside):
                continue  # a person has already said so, with a reason
            shown = re.sub(r"\s+", " ", text[max(begin, at - 80): min(end, at + 80)]).strip()
            rule = SimpleNamespace(id=f"mark-{source}-{at}", kind=GARBLED)
            outcome = verdicts.CANNOT if name == "quotation" else verdicts.FAILS
            yield verdicts.single(rule, inside, f"source {source}: …{shown}…", "the marks of the sentence as they stand", outcome,
                                  f"probably garbled: {why}")
        yield from characters(source, text)


def characters(source, text):
    """Look-alike characters and dropped apostrophes: counted, one row a source."""
    odd, dropped = len(LOOKALIKE.findall(text)) + len(WRONG_CLOSE.findall(text)), len(NO_APOSTROPHE.findall(text))
    if odd + dropped < 3:
        return
    parts = [f"{odd} look-alike characters in place of commas, apostrophes or closing quotation marks"] if odd else []
    parts += [f"{dropped} words without their apostrophe"] if dropped else []
    rule = SimpleNamespace(id=f"characters-{source}", kind=GARBLED)
    yield verdicts.result(rule, [], f"source {source}: characters and spelling", " and ".join(parts), verdicts.FAILS,
                          "marks of copying or rewording by machine; the numbers are read as meant")


def unpaired(text):
    """Where, paragraph by paragraph, curly quotation marks do not pair: the offset of the first mark that is out of turn."""
    out = []
    for paragraph in re.finditer(r"[^\n]+", text):
        open_at = None
        for mark in re.finditer("[“”]", paragraph.group()):
            at = paragraph.start() + mark.start()
            if mark.group() == "“" and not WRONG_CLOSE.match(text, at):
                if open_at is not None:
                    out.append(open_at)
                    open_at = None
                    break
                open_at = at
            elif open_at is None:
                out.append(at)
                break
            else:
                open_at = None
        else:
            if open_at is not None:
                out.append(open_at)
    return out


def remark(book, rule):
    """An analyst's remark on exact words of a source. If the source no longer holds the words, the remark says so and proves nothing."""
    text = book.texts.get(rule.source)
    if text is None:
        return []
    at, said = text.find(rule.text), f"source {rule.source}: {wording.quoted(rule.text)}"
    if at < 0:
        return [verdicts.result(rule, [], said, "the words are not in the source", verdicts.CANNOT, rule.why)]
    inside = [c for c in book.rows if c.source_id == rule.source and c.start < at + len(rule.text) and c.end > at]
    return [verdicts.single(rule, inside, said, "the words as they stand", rule.verdict or verdicts.HOLDS_IF, rule.why)]


def left_open(book, rule):
    """What no text and no fact at hand can settle."""
    claims = book.chosen(rule.side, rule.source)
    if not claims:
        return []
    shown = "; ".join(verdicts.said(claim) for claim in claims)
    return [verdicts.single(rule, claims, shown, "nothing to compute with", verdicts.CANNOT, rule.why)]
