"""A report's figures: as parts of the page, and against the data they carry: table, CSV, claims, links and words of the drawing."""

import hashlib
import re
from html import unescape

import lxml.etree
import lxml.html

from .. import html, tables
from ..figures import marks
from ..html import QUOTES, SVG
from . import annex, figuretables
from .proof import numbers, numeral, place, rows_told

COUNTED = re.compile(r"\b(\d[\d,]*) (times|source|origin)s?\b")  # what a mark says of several statements
BODY = "10.5px"  # the size of most words in a drawing
NUMBER = r"(-?[\d.]+)"
BOX = re.compile(rf"M {NUMBER} {NUMBER} L {NUMBER} \2 L \3 {NUMBER} L \1 \4z")
LEVEL, UPRIGHT = re.compile(rf"M {NUMBER} {NUMBER} L {NUMBER} \2(?= ?$)"), re.compile(rf"M {NUMBER} {NUMBER} L \1 {NUMBER}(?= ?$)")
LEVEL, UPRIGHT = re.compile(rf"M {NUMBER} {NUMBER} L {NUMBER} \2(?= ?$)"), re.compile(rf"M {NUMBER} {NUMBER} L \1 {NUMBER}(?= ?$)")
COORDINATES = re.compile(r'(?<=\s)(?:d|x|y|x1|x2|y1|y2|transform|points)="[^"]*"')
SHARED = {"measure", "surface", "low", "high", "modality", "unit", "status", "hedge", "place", "attributed_to", "position", "source_id",
          "origin"}  # columns of a figure's data that say what claims.csv says

def inline(figures, name, alt):
    """A figure's SVG as a part of the page: no prolog, coordinates in hundredths, its finding as its name (its alt text if it has no
    data) instead of a tooltip; a link is named by its own title alone, and what most parts have in common is said once."""
    svg = (figures / f"{name}.svg").read_text(encoding="utf-8")
    if (figures / f"{name}.csv").exists():  # what a picture shows is heard more easily from a table than in one breath
        alt = f"{unescape(re.search('<title>([^<]*)</title>', svg)[1])}. The data follow in a table."
    svg = re.sub(r"\s*<(title|desc)>[^<]*</\1>", "", svg[svg.index("<svg"):], count=2)
    svg = re.sub(r' data-caption="[^"]*"', "", svg, count=1)
    svg = COORDINATES.sub(lambda found: re.sub(r"(\.\d\d)\d+", r"\1", found[0]).replace("  ", " "), svg)
    svg = re.sub(r"\s+(?=/?>)|(?<=>)\s+(?=<)", "", svg).replace(' z "', 'z"')
    svg = re.sub(r'(?: (?:fill|stroke)="#\w+")+(?=[^>]* class="fig-)', "", svg)  # the page's style sheet has the color of every role
    svg = re.sub(r' aria-label="([^"]*)"(?=[^>]*><title>)', "", svg).replace(' text-anchor="start"', "")
    svg = svg.replace(f' font-size="{BODY}"', "").replace("<svg", f'<svg font-size="{BODY}"', 1)
    svg = re.sub(r' fill="none"([^>]*) stroke-linecap="square"([^>]* class=")', r"\1\2line ", svg)
    svg = re.sub(r' d="([^"]*)"', lambda m: f' d="{shortened(m[1])}"', svg)
    svg = _without_bare_groups(svg)
    role = "group" if "<a " in svg else "img"  # what has links inside must not hide them
    return svg.replace("<svg", f"<svg{html.attributes(role=role, aria_label=alt)}", 1).strip()


def shortened(path):
    """'M 4 1 L 9 1 L 9 3 L 4 3z' => 'M4 1H9V3H4z': a path's data in fewer letters."""
    box = BOX.fullmatch(path)
    if box:
        return f"M{box[1]} {box[2]}H{box[3]}V{box[4]}H{box[1]}z"
    path = LEVEL.sub(r"M\1 \2H\3", UPRIGHT.sub(r"M\1 \2V\3", path))
    return re.sub(r" ?([A-Za-z]) ?", r"\1", path)


def _without_bare_groups(svg):
    """Without groups that say nothing of what they hold, and without what holds nothing."""
    root = lxml.etree.fromstring(svg)
    for group in root.iter(f"{SVG}g"):
        if not group.attrib:
            group.tag = f"{SVG}bare"
    lxml.etree.strip_tags(root, f"{SVG}bare")
    for empty in root.xpath("//*[(local-name()='g' or local-name()='defs') and not(*)]"):
        empty.getparent().remove(empty)
    return lxml.etree.tostring(root, encoding="unicode")


def digest(figure):
    """Sixteen characters that change with any number, word, line or link of a drawing or its caption; layout and case of names do not
    matter.

    figure: the <figure> element, as read by lxml.html, with the SVG in it.
    """
    seen = []
    for part in (*figure.xpath("./*[local-name()='svg']"), *figure.xpath("./figcaption")):
        for element in part.iter(lxml.etree.Element):
            said, after = (" ".join((text or "").split()) for text in (element.text, element.tail))
            seen.append((element.tag, sorted(element.attrib.items()), said, after))
    return hashlib.sha256(repr(seen).encode("utf-8")).hexdigest()[:16]


def seal(text):
    """HTML of a page => the same with each drawing's digest written on its figure."""
    sealed = []
    for piece in text.split("<figure "):
        if "data-figure=" in piece.partition(">")[0]:
            figure = lxml.html.fragment_fromstring("<figure " + piece.partition("</figure>")[0] + "</figure>")
            piece = f'data-digest="{digest(figure)}" {piece}'
        sealed.append(piece)
    return "<figure ".join(sealed)


def problems(evidence):
    """What does not hold of each figure: its table, its CSV, its marks, and the drawing itself against its seal."""
    claims = {row["claim_id"]: row for row in evidence.frames["claims"].to_dict("records")}
    for figure in evidence.tree.xpath("//figure[@data-figure]"):
        data = evidence.frames.get(f"figures/{figure.get('data-figure')}")
        if data is None:
            yield f"{place(figure)}: the figure carries no data"
            continue
        found = [*_table(figure, data, evidence), *_data(figure, data, claims), *_marks(figure, data, claims, evidence.names)]
        yield from found
        if not found and figure.get("data-digest") != digest(figure):
            yield (f"{place(figure)}: the drawing or its caption was changed after it was made: its seal is {figure.get('data-digest')}, "
                   f"it should be {digest(figure)}")


def _table(figure, data, evidence):
    """The table that folds open says what the CSV says, in the words of the report, and its words lead to their claims."""
    wanted, heads = figuretables.read(data, evidence.labels, evidence.names)
    shown = [[cell.text_content() for cell in row] for row in figure.xpath(".//table/thead/tr")]
    if shown != [list(heads.values())]:
        yield f"{place(figure)}: its table has the columns {', '.join(sum(shown, []))}; its CSV gives {', '.join(heads.values())}"
        return
    rows, every = figure.xpath(".//table/tbody/tr"), len(wanted)
    wanted = html.abridged(wanted, next(iter(heads)))
    if len(rows) != len(wanted):
        yield f"{place(figure)}: its table has {len(rows)} rows, its CSV gives {len(wanted)}"
        return
    yield from rows_told(figure.xpath("./details")[0], figure, len(rows), every)
    linked = figuretables.links(data, wanted)
    for n, (row, given) in enumerate(zip(rows, wanted.to_dict("records")), 1):
        for column, cell in zip(heads, row):
            says, gives = cell.text_content(), given[column]
            if says != gives:
                yield f"{place(figure)}, data row {n}, {heads[column]}: its table says “{says}”; its CSV gives “{gives}”"
            led = [link.get("href") for link in cell.iter("a")]
            if led != ([f"#{given[linked[column]]}"] if column in linked else []):
                yield f"{place(figure)}, data row {n}, {heads[column]}: leads to {', '.join(led) or 'nothing'}"


def _data(figure, data, claims):
    """The CSV says what claims.csv says, in every column that both have."""
    for n, row in enumerate(data.to_dict("records"), 1):
        ids = tables.split(row.get("claim_ids", "")) or ([row["claim_id"]] if row.get("claim_id") else [])
        unknown = [i for i in ids if i not in claims]
        if unknown:
            yield f"{place(figure)}, data row {n}: claims.csv has no claim {', '.join(unknown)}"
        elif "claim_ids" in row and row.get("claims", "").isdigit() and int(row["claims"]) != len(ids):
            yield f"{place(figure)}, data row {n}: counts {row['claims']} claims and names {len(ids)}"
        elif row.get("claim_id"):
            known = claims[row["claim_id"]]
            for column in row.keys() & known.keys() & SHARED:
                says, has = row[column], numeral(known[column])
                if numeral(says) != has:
                    yield f"{place(figure)}, data row {n}, {column}: says “{says}”; claim {row['claim_id']} has “{has}”"


def in_signs(claim):
    """A claim's value as drawings shorten it: '≈ 5.5 million' and '≈ 5.5m'."""
    return [marks.value_words(claim, short) for short in (False, True)] if claim["kind"] == "quantity" else []


def overstated(words, row, rows):
    """Does a mark count more statements than there are of its value among a figure's rows: '3 times', '4 sources, 2 origins'?"""
    same_as_row = lambda other: all(other.get(column) == row.get(column) for column in ("measure", "low", "high", "modality", "status"))
    alike = list(filter(same_as_row, rows))
    most = {"times": sum(other.get("source_id") == row.get("source_id") for other in alike),
            "source": len({other.get("source_id") for other in alike}), "origin": len({other.get("origin") for other in alike})}
    return any(int(number.replace(",", "")) > most[noun] for number, noun in COUNTED.findall(words))


def _marks(figure, data, claims, names):
    """Every mark leads to a claim of the data, and what is written on it is that claim's."""
    rows, every = {}, data.to_dict("records")
    for row in every:
        for claim_id in tables.split(row.get("claim_ids", "")) + [row.get("claim_id", "")]:
            rows.setdefault(claim_id, []).append(row)
    for link in figure.xpath("./*[local-name()='svg']//*[local-name()='a']"):
        claim_id = link.get("href", "")[1:]
        if claim_id not in rows or claim_id not in claims:
            yield f"{place(figure)}: a mark leads to {claim_id}, which is not in its data"
            continue
        claim = claims[claim_id]
        allowed = _numbers_of(claim, rows[claim_id])
        for words in (" ".join((text.text or "").split()) for text in link.xpath(".//*[local-name()='text']")):
            told = names.without(words)
            if "low" in data:
                counts_more = COUNTED.search(told) and all(overstated(told, row, every) for row in rows[claim_id])
                said = numbers(COUNTED.sub("", told))
            else:
                counts_more, said = False, numbers(told)
            if counts_more or not allowed.issuperset(said):
                yield f"{place(figure)}: the mark of claim {claim_id} says “{words.strip(QUOTES)}”; the claim says “{claim['surface']}”"


def _numbers_of(claim, rows):
    """Every number that may stand on the mark of a claim: of its words, its value and its rows of the data, as written and without zeros
    before it."""
    cells = [str(cell) for row in rows for cell in row.values()]
    found = set()
    for text in (claim["surface"], " ".join(claim["surface"].split()), annex.value(claim), *in_signs(claim), *cells):
        found.update(numbers(text), (str(int(digits)) for digits in re.findall(r"\d+", text)))
    return found
