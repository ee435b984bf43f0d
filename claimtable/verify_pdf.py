"""verify for the PDF: the page it carries must hold, the files must be that page's, and the text must have the page's numbers."""

import io
import re

import lxml.html
import pypdf

from . import derive, evidence, paths, proof

TOKEN = re.compile(rf"\d+(?:[,.\u201a]\d+)*|\b(?:{'|'.join(derive.WORDS)})\b", re.I)
NOISE = re.compile(r"[\s\u00ad\u2010\u2011\u2060\u200b-]+")  # what line breaking adds and takes away
BETWEEN = re.compile(r"(?<=\d)[\s\u2060\u200b]+(?=\d)")  # but two numbers stay two
MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"})
ON_SCREEN = ".//*[@class='tools'] | .//details[@class='figure-data' or @class='working-fold'] | .//ul[@class='files']"
WHOLE, PAGED = re.compile(r"(?!\d)"), re.compile(r"\|?(?:\(?p?\.?\d{1,3}\)?)?(?!\d)")  # after a link the page it leads to may follow
CONTEXT = 12  # characters before a number by which it is found again


def problems(data):
    """Bytes of report.pdf => problems, as for HTML. Raises InputError for a PDF that is not ours."""
    from .verify import check  # which calls this module

    reader = pypdf.PdfReader(io.BytesIO(data))
    attached = {name: contents[0] for name, contents in reader.attachments.items()}
    if "report.html" not in attached:
        raise paths.InputError("the PDF", "", "it carries no report.html", "verify a report.pdf made by `make report`")
    text = attached.pop("report.html").decode("utf-8")
    yield from (f"attached report.html: {problem}" for problem in check(text))
    page = evidence.read(text)
    for name in sorted(page.files.keys() | attached.keys()):
        if page.files.get(name) != attached.get(name):
            yield f"attached {name}: is not the file that report.html carries ({_difference(page.files.get(name), attached.get(name))})"
    yield from compare(page.tree, [leaf.extract_text() for leaf in reader.pages])
    yield from _links(reader, page)


def _difference(one, other):
    if one is None or other is None:
        return "it is missing" if other is None else "the page has no such file"
    lines = zip(one.decode("utf-8").splitlines(), other.decode("utf-8").splitlines())
    return next((f"the page has “{a}”, the attachment “{b}”" for a, b in lines if a != b), "one is longer")


def compare(tree, leaves):
    """The numbers of the page's text, each with the words before it, against the text of the PDF's pages."""
    printed = _squeeze("\n".join(_running_lines(tree, leaves)))
    found = [*_numbers(tree.find(".//main"))]
    wanted = {(before, number): where for before, number, _, where in reversed(found)}
    for (before, number), where in wanted.items():
        alike = [linked for other, same, linked, _ in found if same == number and other.endswith(before)]
        lacking = len(alike) - _count(printed, before + number, any(alike))
        if lacking > 0:
            others = {n for n in re.findall(rf"{re.escape(before)}({TOKEN.pattern})", printed, re.I) if (before, n) not in wanted} if len(before) > 5 else ()
            yield f"{where}: the page has “{number}” after “…{before}”; the PDF lacks it {lacking} time(s)" + "".join(f" and has “{n}” there" for n in sorted(others))


def _count(printed, words, linked):
    """How often the words stand in the text, as a whole number; after a link its page may follow."""
    count, at, end = 0, printed.find(words), PAGED if linked else WHOLE
    while at >= 0:
        count += bool(end.match(printed, at + len(words)))
        at = printed.find(words, at + 1)
    return count


def _tally(keys):
    """(before, number, linked) => {(before, number): [how many, whether one ends a link]}"""
    tally = {}
    for before, number, linked in keys:
        entry = tally.setdefault((before, number), [0, False])
        entry[0], entry[1] = entry[0] + 1, entry[1] or linked
    return tally


def _running_lines(tree, leaves):
    """The pages' lines without heads and feet, and without figures and captions, which may stand in the middle of a sentence."""
    title = " ".join(tree.xpath("string(//h1)").split())
    drawn = {_squeeze(text.text_content()) for text in tree.xpath("//figure//*[local-name()='svg']//*[local-name()='text']")}
    captions = _squeeze("\n".join(caption.text_content() for caption in tree.iter("figcaption")))
    kept = []
    for leaf in leaves:
        run = []  # lines that a figure has too: one or two may be chance
        for line in leaf.splitlines():
            squeezed = _squeeze(line)
            if re.search(r"\d+ / \d+\s*$", line) or line.startswith(title):
                continue
            if squeezed in drawn or (len(run) > 2 and squeezed and squeezed in captions):
                run.append(line)
                continue
            kept += run if len(run) < 3 else []
            run = []
            kept.append(line)
        kept += run if len(run) < 3 else []
    return kept


def _squeeze(text):
    return NOISE.sub("", BETWEEN.sub("|", text.translate(MARKS)))


def _numbers(main):
    """(characters before it, number, whether a link ends with it, place) for each number of the page that paper has too.

    The characters before do not reach back beyond the end of a link, since the page it leads to is printed there.
    """
    for block in _blocks(main):
        text, ends = _flatten(block)
        begin, previous = 0, block.getprevious() if block.tag in ("td", "th") else None
        if previous is not None:  # a cell alone is often but a number: the cell before it tells which
            before, earlier = _flatten(previous)
            begin = len(before) + 1
            text, ends = f"{before} {text}", earlier | {end + begin for end in ends}
        where = None
        for found in TOKEN.finditer(text, begin):
            since = max((end for end in ends if end <= found.start()), default=0)
            where = where or proof.place(block)
            yield _squeeze(text[since:found.end()])[-CONTEXT - len(found[0]):-len(found[0])], _squeeze(found[0]), found.end() in ends, where


def _blocks(main):
    """Innermost blocks of text."""
    skipped = set(main.xpath(ON_SCREEN))
    for element in main.iter("p", "li", "dt", "dd", "td", "th", "caption"):
        if element.find("p") is None and next(element.iterancestors("figure"), None) is None and not skipped & set(element.iterancestors()) and element not in skipped:
            yield element


def _flatten(block):
    """A block's text and the ends of the links in it, where a page number may follow."""
    parts, ends, position = [], set(), 0
    for event, element in lxml.etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            piece = element.text or ""
        else:
            if element.tag in ("a", "mark"):
                ends.add(position)
            piece = (element.tail or "") if element is not block else ""
        parts.append(piece)
        position += len(piece)
    return "".join(parts), ends


def _links(reader, page):
    """Every claim has a place in the PDF that links can lead to, and links do."""
    targets = set(reader.named_destinations)
    links = sum(1 for leaf in reader.pages for note in leaf.get("/Annots", []) if note.get_object().get("/Subtype") == "/Link")
    if not links:
        yield "the PDF has no links"
    if targets:
        missing = [row.claim_id for row in page.frames["claims"].itertuples() if row.claim_id not in targets]
        if missing:
            yield f"the PDF has no place named {', '.join(missing[:5])}"
