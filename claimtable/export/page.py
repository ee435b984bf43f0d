"""A notebook's HTML made into a report: sections, contents, numbers, cross-references, the working folded, the ways back.

HTML and PDF are made from the same tree, so they say the same.
"""

import copy
import io
import re
from dataclasses import dataclass, field

import lxml.html
import pandas as pd
from lxml.html import builder as E

from .. import html, paths, shortnames, tables
from ..report import annex, drawings, figuretables
from . import ways

ANNEX = "#annex"  # a link to the section with the sources, whatever it is called
NOUNS = {"figure": "Figure", "table": "Table", "section": "Section"}


@dataclass
class Page:
    """title: text; main: the tree; contents: (level, id, number, text) per heading; names: id => 'Figure 2' and the like."""

    title: str
    main: lxml.html.HtmlElement
    contents: list = field(default_factory=list)
    names: dict = field(default_factory=dict)


def report(body, figures, extra=""):
    """The report notebook's stream => Page. figures: folder of NAME.svg and NAME.csv; extra: HTML of one more section at the end."""
    page = Page("", _parse(shortnames.here().marked(body + extra)))
    _clean(page.main)
    for output in page.main.findall(".//div[@class='output']"):
        output.drop_tag()  # a display is as much a part of the report as a paragraph
    _figures(page.main, figures)
    _sections(page)
    _number(page)
    _refer(page)
    _fold(page.main)
    ways.back(page, figures)
    return page


def notebook(body, figures, report_address):
    """Any other notebook's stream => Page: code and outputs stay in the order they ran; claims are looked up in the report."""
    page = Page("", _parse(body))
    _clean(page.main)
    _figures(page.main, figures)
    _sections(page)
    _number(page)
    _refer(page)
    for link in page.main.iterfind(".//a[@class='claim']"):
        link.set("href", report_address + link.get("href"))
    return page


def _parse(body):
    return lxml.html.fragment_fromstring(body, create_parent="main")


# End tags that what follows implies (HTML, 13.1.2.4): a twentieth of the page.
IMPLIED = re.compile("|".join(rf"</{tag}>(?=</?(?:{after})\b)" for tag, after in (
    ("t[dh]", "td|th|tr"), ("tr", "tr|tbody|thead"), ("dt", "dd"), ("dd", "dt|dl|div"), ("li", "li|ol|ul"))))
STYLED = frozenset("k kn kc kd ow s1 s2 sa si sd mi mf c1 cm".split())  # kinds of words of code that the style sheet tells apart


def _clean(main):
    """Nothing that a strict content security policy would refuse, and nothing that asks another place for anything."""
    lxml.etree.strip_tags(main, lxml.etree.Comment)
    for element in list(main.iter("script", "style", "link", "iframe", "object", "embed", "base", "meta")):
        element.drop_tree()
    for element in list(main.iter("a")):
        if element.get("class") == "anchor-link":
            element.drop_tree()
    for span in main.xpath(".//div[contains(concat(' ', @class, ' '), ' highlight ')]//span[not(*)]"):
        if span.get("class", "") not in STYLED:
            span.drop_tag()
    for element in main.iter(lxml.etree.Element):
        for name in [n for n in element.attrib if n == "style" or n.startswith("on")]:
            del element.attrib[name]
        if element.tag == "img" and re.match(r"(?:\w+:)?//", element.get("src", "")):
            raise paths.InputError("notebook", "an image", f"it would be fetched from {element.get('src')}", "use a figure of the project")
    for number, table in enumerate(list(main.iterfind(".//table[@class='dataframe']")), 1):
        _frame(table, number)


def _frame(table, number):
    """pandas' own table: headers with scope, and a region that scrolls inside the page and takes more than the text's width where the cells
    want it."""
    for name in ("border", "class"):
        table.attrib.pop(name, None)
    table.set("class", "data plain")
    for cell in table.iterfind(".//thead//th"):
        cell.set("scope", "col")
    for cell in table.iterfind(".//tbody//th"):
        cell.set("scope", "row")
    for cell in table.iter("th"):
        if not cell.text_content().strip():  # the corner above the index: an empty header names nothing
            cell.tag = "td"
            cell.attrib.pop("scope", None)
    long = [cell for cell in table.iterfind("tbody/tr/*") if len(cell.text_content()) > html.LONG]
    for cell in long:
        cell.classes.add("long")
    wide = long or max((len(row) for row in table.iter("tr")), default=0) > html.FEW
    region = E.DIV(E.CLASS("scroll wide" if wide else "scroll"), role="group", tabindex="0")
    region.set("aria-label", f"Table {number} of this notebook")
    table.addprevious(region)
    region.append(table)


def _figures(main, figures):
    """Each figure gets its data: a table that folds open and the CSV; its SVG goes in when the page is written."""
    labels = annex.labels(tables.read("codebook")) if (paths.TABLES / "codebook.csv").exists() else {}
    for figure in main.iterfind(".//figure[@data-figure]"):
        name = figure.get("data-figure")
        figure.find("img").set("src", f"{name}.svg")
        data = figures / f"{name}.csv"
        if not (figures / f"{name}.svg").exists():
            raise paths.InputError(figures / f"{name}.svg", "", "no such figure", "draw it in notebook 04 before the report shows it")
        if data.exists():
            text = data.read_text(encoding="utf-8")
            figure.append(lxml.html.fragment_fromstring(str(data_table(name, text, labels))))


def data_table(name, text, labels):
    """The CSV a figure drew, in the words of the report, as a table inside <details>, with its download, which has all columns."""
    data = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    table, heads = figuretables.read(data, labels, shortnames.here())
    some = html.abridged(table, next(iter(heads)))
    grid = html.grid(some, f"data-{name}", "The data of this figure", heads, figuretables.links(data, table), folded=True)
    return html.fold("The data of this figure", grid, html.left_out(len(some), len(table)),
                     html.element("p", html.download(f"{name}.csv", text, "This data as CSV"), class_="tools"), class_="figure-data")


def _sections(page):
    """The first h1 becomes the title; every h2 and what follows it a section; what stands before the first h2 the lead."""
    title = page.main.find(".//h1")
    if title is not None:
        page.title = title.text_content().strip()
        title.drop_tree()
    current, out = E.DIV(E.CLASS("lead")), []
    for child in list(page.main):
        if child.tag == "h2":
            out.append(current)
            current = E.SECTION()
        current.append(child)
    out.append(current)
    page.main.text = None
    page.main.extend(section for section in out if len(section))
    taken = {e.get("id") for e in page.main.iter() if e.get("id") and e.tag not in ("h2", "h3")}
    for heading in page.main.iter("h2", "h3"):
        if heading.getparent().get("class") != "source":
            heading.set("id", _slug(heading.text_content(), taken))
    for section in page.main.iterchildren("section"):
        section.set("data-heading", section[0].get("id"))  # no name for it: a page with a landmark for every section has none


def _slug(text, taken):
    """'Where the five disagree' => 'where-the-five-disagree', with -2 and so on where that is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
    name = next(n for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if n not in taken)
    taken.add(name)
    return name


def _number(page):
    """Sections, figures and tables get their numbers in order of appearance, and their names for cross-references."""
    first = second = 0
    for heading in page.main.iter("h2", "h3"):
        place = heading.getparent().get("class")
        if heading.tag == "h2":
            first, second = first + 1, 0
        elif place != "source":
            second += 1
        number = "" if place == "source" else str(first) if heading.tag == "h2" else f"{first}.{second}"
        words = heading.text_content().strip()
        page.contents.append((int(heading.tag[1]), heading.get("id"), number, words.partition(":")[0] if place == "source" else words))
        if number:
            page.names[heading.get("id")] = f"Section {number}"
            _label(heading, number, "number")
    for kind, path in (("figure", ".//figure[@id]"), ("table", ".//table[@id]")):
        things = [t for t in page.main.iterfind(path) if t.find("figcaption" if kind == "figure" else "caption") is not None
                  and "figure-data" not in (a.get("class", "") for a in t.iterancestors())]
        for number, thing in enumerate(things, 1):
            page.names[thing.get("id")] = f"{NOUNS[kind]} {number}"
            caption = thing.find("figcaption") if kind == "figure" else thing.find("caption")
            label = f"{NOUNS[kind]} {number}."
            _label(caption.find("p") if caption.find("p") is not None else caption, label, "label")
            _name_data(thing, kind, number)
            fold = next((a for a in thing.iterancestors("details") if a.get("class") == "table-fold"), None)
            if fold is not None:
                _label(fold.find("summary"), label, "label")


def _name_data(thing, kind, number):
    """What folds open or saves a thing's data says whose: a list of links is also read without what stands around them."""
    if kind == "figure":
        for part in thing.xpath("./details/summary | ./details//caption"):
            part.text = f"The data of Figure {number}"
        links = thing.xpath("./details//a[@download]")
    else:
        links = thing.xpath("ancestor::div[contains(@class, 'table')][1]/p[@class='tools']/a[@download]")
    for link in links:
        link.text = f"{NOUNS[kind]} {number} as CSV"


def _label(element, text, kind):
    label = E.SPAN(E.CLASS(kind), text)
    label.tail = " " + (element.text or "").lstrip()
    element.text = None
    element.insert(0, label)


def _refer(page):
    """Links to a figure, table or section that are empty or say 'This figure' are filled with its name; to anything else they are an
    error."""
    for link in page.main.iterfind(".//a[@href]"):
        target, words = link.get("href"), link.text_content().strip().lower()
        if target == ANNEX:
            target = _annex(page.main)
            link.set("href", target)
        if target == "#content" and not words:
            link.text = "the report"
        elif target.startswith("#") and link.get("class") is None and words in ("", *(f"this {noun}" for noun in NOUNS)):
            if target[1:] not in page.names:
                raise paths.InputError("notebook", f"the link to {target}", "nothing in the report has this name",
                                       f"link to one of: {', '.join(sorted(page.names))}")
            link.text = page.names[target[1:]].replace(" ", "\u00a0")


def _annex(main):
    """The address of the section that has the sources in it; of the text as a whole where none has."""
    section = next((s for s in main.iterchildren("section") if s.find("section[@class='source']") is not None), None)
    return "#content" if section is None else f"#{section.get('data-heading')}"


def _fold(main):
    """Code, and what it printed, moves to the end of its section, folded; that of the lead to the first section's, so that nothing
    stands between the lead and the bottom line."""
    carried = []
    for section in main.iterchildren():
        working = carried + [e for e in section.iterfind(".//div[@class]") if "working" in e.get("class").split()]
        carried = working if section.get("class") == "lead" and section.getnext() is not None else []
        if not working or carried:
            continue
        number = section.findtext("h2/span[@class='number']")
        fold = E.DETAILS(E.CLASS("working-fold"), E.SUMMARY(f"Program code of section {number}" if number else "Program code"))
        for element in working:
            element.tail = None
            fold.append(element)
        section.append(fold)


def to_html(main, figures):
    """The tree as HTML text with every figure's SVG in its place."""
    main, pieces = copy.deepcopy(main), []
    main.set("id", "content")
    for figure in main.iterfind(".//figure[@data-figure]"):
        picture = figure.find("img")
        slot = lxml.etree.Comment(f"piece {len(pieces)}")
        slot.tail = picture.tail
        figure.replace(picture, slot)
        pieces.append(drawings.inline(figures, figure.get("data-figure"), picture.get("alt", "")))
    for link in main.iterfind(".//a[@download]"):  # set aside: the serializer would escape every space and letter in them
        pieces.append(f"href='{link.get('href')}'")
        link.set("href", f"piece-{len(pieces) - 1}")
    text = lxml.html.tostring(main, encoding="unicode").replace("\r", "&#13;")  # a bare one would be read as a line feed
    text = IMPLIED.sub("", text)
    return drawings.seal(re.sub(r'<!--piece (\d+)-->|href="piece-(\d+)"', lambda found: pieces[int(found[1] or found[2])], text))


def title(body):
    """The words of the first h1 of a stream, '' if it has none."""
    heading = _parse(body).find(".//h1")
    return "" if heading is None else re.sub(r"\s*¶$", "", heading.text_content()).strip()
