"""verify for the PDF: the page it carries must hold, the files must be that page's, and the text must have the page's numbers."""

import collections
import io
import logging
import re

import pypdf

from .. import derive, paths
from . import evidence, proof

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds wrong is told once, by us
TOKEN = re.compile(rf"\d+(?:[,.\u201a]\d+)*|\b(?:{'|'.join(derive.WORDS)})\b", re.I)
NOISE = re.compile(r"[\s\u00ad\u2010\u2011\u2060\u200b-]+")  # what line breaking adds and takes away
BETWEEN = re.compile(r"(?<=\d)[\s\u00ad\u2010\u2011\u2060\u200b-]+(?=\d)")  # but two numbers stay two
MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"})
ON_SCREEN = ".//*[@class='tools'] | .//details[@class='figure-data' or @class='working-fold'] | .//ul[@class='files']"
# The page a link leads to, raised beside it (as report.typ sets it) or in brackets.
PAGE = re.compile(r"\u2006\u2060?\d{1,4}(?!\d)|\s*\(p\.\s+\d{1,4}\)")
DRAWING = 6  # lines in a row by which a drawing is told from a table
# A source's lines are numbered at the side; a page's numbers come before its foot.
MARGIN = re.compile(r"(?:\n\d+)+\s*(?=\n[^\n]*\d+ / \d+\s*$)")
CONTEXT = 12  # characters before a number by which it is found again


def problems(data, name="the PDF"):
    """Bytes of report.pdf => problems, as for HTML. Raises InputError, with the file's name, for a PDF that is not ours."""
    from ..verify import check  # which calls this module

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise paths.InputError(name, "", "is locked with a password", "verify the report.pdf that `make report` wrote")
    attached = {name: contents[0] for name, contents in reader.attachments.items()}
    if "report.html" not in attached:
        raise paths.InputError(name, "", "carries no report.html", "verify a report.pdf made by `make report`")
    text = attached.pop("report.html").decode("utf-8")
    yield from (f"attached report.html: {problem}" for problem in check(text))
    page = evidence.read(text)
    for name in sorted(page.files.keys() | attached.keys()):
        if page.files.get(name) != attached.get(name):
            yield f"attached {name}: is not the file that report.html carries ({_difference(page.files.get(name), attached.get(name))})"
    leaves = [leaf.extract_text() for leaf in reader.pages]
    yield from compare(page.tree, leaves)
    yield from furniture(page.tree, leaves)
    yield from _links(reader, page)


def _difference(one, other):
    if one is None or other is None:
        return "it is missing" if other is None else "the page has no such file"
    lines = zip(one.decode("utf-8").splitlines(), other.decode("utf-8").splitlines())
    return next((f"the page has “{a}”, the attachment “{b}”" for a, b in lines if a != b), "one is longer")


def compare(tree, leaves):
    """The numbers of the page's text, each with the words before it, against the text of the PDF's pages."""
    pages = list(_running_lines(tree, leaves))
    printed, seams = _squeeze("\n".join(line for lines in pages for line in lines)), None
    wanted = {}
    for before, number, where in _numbers(tree.find(".//main")):
        wanted.setdefault((before, number), where)
    alike = collections.Counter()
    for (before, number) in wanted:
        alike[before, number] = 0
    for before, number, _ in _numbers(tree.find(".//main")):
        for length in range(len(before) + 1):
            if (before[length:], number) in alike:
                alike[before[length:], number] += 1
    for (before, number), where in wanted.items():
        lacking = alike[before, number] - _count(printed, before + number)
        if lacking > 0:
            seams = _seams(pages) if seams is None else seams
            lacking -= sum(_meets(seam, before, number) for seam in seams)
        if lacking > 0:
            there = re.findall(rf"{re.escape(before)}({TOKEN.pattern})", printed, re.I) if len(before) > 5 else []
            others = "".join(f" and has “{n}” there" for n in sorted(set(there)) if (before, n) not in wanted)
            yield f"{where}: the page has “{number}” after “…{before}”; the PDF lacks it {lacking} time(s){others}"


def furniture(tree, leaves):
    """Headings with their numbers, what is written in drawings, and date and version at the foot of each page."""
    printed = _squeeze("\n".join(leaves))
    texts = tree.xpath("//main//figure[@data-figure]//*[local-name()='svg']//*[local-name()='text']")
    drawn = collections.Counter(words for words in (_squeeze(text.text_content()) for text in texts) if re.search(r"\d{2}", words))
    for words, count in drawn.items():
        if printed.count(words) < count:
            yield f"a drawing says “{words}” {count} time(s) on the page, {printed.count(words)} time(s) in the PDF"
    for heading in tree.xpath("//main//*[self::h2 or self::h3]"):
        if _squeeze(heading.text_content()) not in printed:
            yield f"the page has the heading “{' '.join(heading.text_content().split())}”; the PDF has not"
    foot = " ".join("".join(tree.xpath("//header//*[@class='byline']//text()[not(parent::a)]")).split()).rstrip(".")
    for number, leaf in enumerate(leaves, 1):
        if _squeeze(foot) not in _squeeze(leaf):
            yield f"page {number}: its foot does not say “{foot}”"


def _count(printed, words):
    """How often the words stand in the text, their number not a part of a longer one."""
    count, at = 0, printed.find(words)
    while at >= 0:
        count += not (words[-1].isdigit() and printed[at + len(words):at + len(words) + 1].isdigit())
        at = printed.find(words, at + 1)
    return count


def _seams(pages):
    """[(what stands up to the end of each line of a page, from the start of each line of the next)]. A row of a table that goes on there is
    read cell by cell, so that other cells stand between a cell's last line here and its first line there."""
    ends = [[_squeeze("\n".join(lines[max(0, n - 3):n + 1])) for n in range(len(lines))] for lines in pages]
    starts = [[_squeeze("\n".join(lines[n:n + 4])) for n in range(len(lines))] for lines in pages]
    return list(zip(ends, starts[1:]))


def _meets(seam, before, number):
    """Does a number stand behind a seam, and the words before it, or the first of them, before it?"""
    ends, starts = seam
    for at in range(1, len(before) + 1) if len(before) >= CONTEXT / 2 else ():
        rest = before[at:].lstrip("|") + number
        goes_on = lambda start: start.startswith(rest) and _count(start[:len(rest) + 1], rest)
        if any(end.endswith(before[:at]) for end in ends) and any(map(goes_on, starts)):
            return True
    return False


def _running_lines(tree, leaves):
    """Each page's lines without head and foot, and without figures and captions, which may stand in the middle of a sentence."""
    title = " ".join(tree.xpath("string(//h1)").split())
    words = {_squeeze(text.text_content()) for text in tree.xpath("//figure//*[local-name()='svg']//*[local-name()='text']")} - {""}
    # Texts of one height come out as one line.
    drawn = re.compile("(?:%s)+" % "|".join(["[|]", *map(re.escape, sorted(words, key=len, reverse=True))]))
    captions = _squeeze("\n".join(caption.text_content() for caption in tree.iter("figcaption")))
    for leaf in leaves:
        kept = []
        margin = MARGIN.search(leaf)
        if margin and margin[0].split() == [str(5 * n) for n in range(1, len(margin[0].split()) + 1)]:
            leaf = leaf[:margin.start()] + leaf[margin.end():]
        run = []  # lines that a figure has too: a few may be chance, such as a table's words that a drawing has as well
        for line in leaf.splitlines():
            squeezed = _squeeze(line)
            if re.search(r"\d+ / \d+\s*$", line) or line.startswith(title):
                continue
            if drawn.fullmatch(squeezed) or (len(run) >= DRAWING and squeezed and squeezed in captions):
                run.append(line)
                continue
            kept += run if len(run) < DRAWING else []
            run = []
            kept.append(line)
        kept += run if len(run) < DRAWING else []
        yield kept


def _squeeze(text):
    return NOISE.sub("", BETWEEN.sub("|", PAGE.sub("", text).translate(MARKS)))


def _numbers(main):
    """(characters before it, number, place) for each number of the page that paper has too."""
    for block in _blocks(main):
        previous, where = block.getprevious() if block.tag in ("td", "th") else None, None
        # A cell alone is often but a number: the cell before it tells which.
        lead = f"{previous.text_content()} " if previous is not None else ""
        text = PAGE.sub("", lead + block.text_content())
        for found in TOKEN.finditer(text, len(PAGE.sub("", lead))):
            where = where or proof.place(block)
            yield _squeeze(text[:found.end()])[-CONTEXT - len(found[0]):-len(found[0])], _squeeze(found[0]), where


def _blocks(main):
    """Innermost blocks of text."""
    skipped = set(main.xpath(ON_SCREEN))
    for element in main.iter("p", "li", "dt", "dd", "td", "th", "caption"):
        around = [element, *element.iterancestors()]
        in_figure = any(one.tag == "figure" for one in around[1:])
        if element.find("p") is None and not in_figure and skipped.isdisjoint(around):
            yield element


def _links(reader, page):
    """What the page links to its claims, the PDF does too, and no link of it leads outside its pages."""
    leaves = {leaf.indirect_reference.idnum for leaf in reader.pages}
    count = 0
    for leaf in reader.pages:
        for note in (note.get_object() for note in leaf.get("/Annots", [])):
            target = note["/Dest"].get_object() if note.get("/Subtype") == "/Link" and "/Dest" in note else None
            count += target is not None
            if isinstance(target, list) and target[0].idnum not in leaves:
                yield f"page {leaf.page_number + 1}: a link leads nowhere"
    folded = "[not(ancestor::details[@class='figure-data' or @class='working-fold'])][not(ancestor::figure)]"
    wanted = len(page.tree.xpath(f"//main//a[@class='claim']{folded}"))
    if count < wanted:
        yield f"the PDF has {count} links inside it; the page has {wanted} to claims alone"
