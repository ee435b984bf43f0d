"""The report's tree made ready for paper: what only a screen can do goes, and what pandoc has no words for is written as Typst.

Typst stands in `code.typst` (within a line) and `pre.typst` (between paragraphs); the filter typst.lua lets it through pandoc.
The functions it calls are in templates/report/report.typ.
"""

import copy
import json

import lxml.html
from lxml.html import builder as E

from . import paths
from .hotspots import hotspots

TEXT_WIDTH, TEXT_HEIGHT = 447, 560  # points a figure may take, on A4 with the margins of report.typ
LINE = 112  # characters of a table's type across the page
WORD = 13  # a longer word is broken


def string(value):
    r"""A Typst string: 'say "a"' => '"say \"a\""'."""
    return json.dumps(value, ensure_ascii=False)


def prepared(main):
    """A copy of a page's tree, ready for pandoc."""
    main = copy.deepcopy(main)
    targets = {e.get("id") for e in main.iter() if e.get("id")}
    for element in main.xpath(".//details[@class='figure-data' or @class='working-fold'] | .//*[@class='tools']"):
        element.drop_tree()
    for element in main.xpath(".//details/summary"):  # what is folded on a screen lies open on paper
        element.tag = "p"
    _lines(main, targets)
    for path, convert in ((".//figure[@data-figure]", _figure), (".//table", _table), (".//ol[@class='passports']", _passports),
                          (".//dl", _facts), (".//div[@class='source-text']", _source_text)):
        for element in main.xpath(path):
            convert(element)
    for path, function in ((".//aside", "note"), (".//section[@class='card']", "card"), (".//p[@class='remark']", "remark")):
        for element in main.xpath(path):
            _block(element, function if len(element.text_content()) < 2500 else f"{function}.with(breakable: true)")
    lxml.etree.strip_tags(main, "span", "data", "time", "cite", "div", "section", "details")
    return main


def _lines(main, targets):
    """Within lines: marks, links, numbers of figures, quotations."""
    for mark in main.xpath(".//mark"):
        _wrap(mark, "#mark[", f"]{label(mark.get('id'))};")
    for link in main.xpath(".//a"):
        _link(link, targets)
    for name, function in (("sentence", "sentence"), ("chrome", "chrome"), ("label", "strong")):
        for element in main.xpath(f".//span[@class='{name}']"):
            _wrap(element, f"#{function}[", "];")
    for quote in main.xpath(".//q"):
        quote.insert(0, _then("“", quote.text))
        quote.text = None
        quote.append(E.SPAN("”"))
        quote.drop_tag()


def _then(first, rest):
    span = E.SPAN(first)
    span.tail = rest
    return span


def label(name):
    return f"#label({string(name)})" if name else ""


def _wrap(element, opening, closing):
    """Typst before and after what an element within a line holds, in place of its tag."""
    before = E.CODE(E.CLASS("typst"), opening)
    before.tail, element.text = element.text, None
    element.insert(0, before)
    element.append(E.CODE(E.CLASS("typst"), closing))
    element.drop_tag()


def _block(element, function):
    """The same for a block: #function[ … ], with the element's id as a label inside."""
    name = element.get("id")
    before = E.PRE(E.CLASS("typst"), f"#{function}[" + (f"#anchor({string(name)});" if name else ""))
    if element.tag == "p":  # a paragraph cannot hold blocks
        inner = E.P(*element)
        inner.text, element.text = element.text, None
        element[:] = [inner]
    element.insert(0, before)
    element.append(E.PRE(E.CLASS("typst"), "]"))
    element.tag = "div"
    element.drop_tag()


def _link(link, targets):
    """A link inside the report leads to a label; from a claim in prose the page is named too. Attached files need no link."""
    href, name = link.get("href", ""), link.get("id", "")
    if href.startswith("data:"):
        link.drop_tag()
    if not href.startswith("#"):
        return
    if href[1:] not in targets:
        raise paths.InputError("report.pdf", f"the link to {href}", "nothing in the report has this name", "correct the link")
    if link.get("class") == "ref":
        _wrap(link, f"#reference({string(href[1:])}, {link.get('data-n')})", ";")
        return
    paged = link.get("class") == "claim" and next(link.iterancestors("table", "figure"), None) is None
    anchor = f"#anchor({string(name)});" if name.startswith("use-") else ""
    _wrap(link, f"{anchor}#{'claim' if paged else 'quiet'}({string(href[1:])})[", "];")


def markup(element):
    """What an element holds as Typst, without pandoc, for text whose every character counts and for the many cells of tables."""
    out = [_words(element.text)]
    for child in element:
        inner = markup(child)
        if child.tag == "code" and child.get("class") == "typst":
            out.append(child.text)
        elif child.tag == "code":
            out.append(f"#raw({string(child.text_content())});")
        elif child.tag in ("em", "strong"):
            out.append(f"#{child.tag.replace('em', 'emph')}[{inner}];")
        elif child.tag in ("p", "li", "div", "ul", "ol"):
            out.append(f"\n\n{inner}\n\n")
        else:
            out.append(inner)
        out.append(_words(child.tail))
    return "".join(out)


def _words(text):
    """Plain text in markup: words as a string, which Typst takes as they are; space stays space, since lines break there."""
    if not text or not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}#{string(' '.join(text.split()))};{' ' if text[-1].isspace() else ''}"


def _replace(element, typst):
    block = E.PRE(E.CLASS("typst"), typst)
    block.tail = element.tail
    element.getparent().replace(element, block)


def _source_text(element):
    _replace(element, f"#source-text[{markup(element)}]")


def _facts(element):
    """A list of facts or terms as lines 'Published: …'."""
    lines = [f"#strong[{_words(pair[0].text_content())}:] {markup(pair[1])}" for pair in element.iterfind("div")]
    _replace(element, f"#{element.get('class', 'facts')}[" + " \\\n".join(lines) + "]")


def _passports(element):
    """Each passport as one paragraph: its number, the words, the facts, where the report uses it."""
    items = []
    for item in element.iterfind("li"):
        facts = [f"#emph[{_words(pair[0].text_content())}:] {markup(pair[1])}" for pair in item.iterfind("dl/div")]
        words, uses = item.findall("p")
        items.append(f"#anchor({string(item.get('id'))});#strong[{item.get('value')}] {markup(words)}. {' · '.join(facts)} · {markup(uses)}")
    _replace(element, "#passports[" + "\n\n".join(items) + "]")


def _figure(figure):
    """The SVG file with links over its marks, and its caption."""
    name, picture, caption = figure.get("data-figure"), figure.find("img"), figure.find("figcaption")
    width, height, links = hotspots(paths.FIGURES / f"{name}.svg")
    scale = min(1.0, TEXT_WIDTH / width, TEXT_HEIGHT / height)
    places = "".join(f"({string(target)}, {x:.4f}, {y:.4f}, {w:.4f}, {h:.4f})," for target, x, y, w, h in links)
    drawing = f"picture({string(name + '.svg')}, {string(picture.get('alt', ''))}, {width * scale:.2f}pt, ({places}))"
    _replace(figure, f"#figure({drawing}, kind: image, caption: [{markup(caption)}]){label(figure.get('id'))}")


def _table(table):
    """The table with widths from what its columns hold, so that it is never wider than the page; numbers to the right."""
    rows = table.xpath(".//tr")
    texts = [[cell.text_content() for cell in row] for row in rows]
    columns = [[row[n] for row in texts if len(row) > n] for n in range(max(map(len, texts), default=0))]
    right = ["num" in cell.get("class", "").split() for cell in rows[-1]] if rows else []
    head = len(table.xpath("./thead/tr"))
    cells = [[f"[{markup(cell)}]" for cell in row] for row in rows]
    shares = widths(columns)
    layout = ", ".join(f"{share:.2f}fr" for share in shares) if shares else ", ".join(["auto"] * len(columns))
    caption = table.find("caption")
    body = [f"table(columns: ({layout},), align: ({', '.join('right' if r else 'left' for r in right)},),",
            f"table.header({', '.join(cell for row in cells[:head] for cell in row)}),", *(", ".join(row) + "," for row in cells[head:]), ")"]
    typst = f"#figure({chr(10).join(body)}, kind: table, caption: {f'[{markup(caption)}]' if caption is not None else 'none'}){label(table.get('id'))}"
    region = table.getparent()
    need = sum(map(longest, columns))
    _replace(region if region.get("class") == "scroll" else table,
             typst if need <= LINE else f"#dense[{typst}]" if need <= 1.2 * LINE else f"#wide[{typst}]")


def widths(columns):
    """Columns of texts => what share of the width each gets; [] when all fit as they are.

    Shares grow with a column's text, more slowly than it; a column that would not hold its longest word gets that much
    and the others share the rest.
    """
    if not columns or sum(max(map(len, column)) + 3 for column in columns) <= LINE:
        return []
    least, wish = [longest(column) for column in columns], [max(1, sum(map(len, column))) ** 0.75 for column in columns]
    shares, fixed = [0.0] * len(columns), set()
    while True:
        free = [n for n in range(len(columns)) if n not in fixed]
        spare = LINE - sum(least[n] for n in fixed)
        for n in range(len(columns)):
            shares[n] = least[n] if n in fixed else max(1, spare) * wish[n] / sum(wish[m] for m in free)
        short = {n for n in free if shares[n] < least[n]}
        if not short:
            return shares
        fixed |= short


def longest(column):
    """Characters that the longest word of a column needs, with the space between columns."""
    return min(WORD, max((len(word) for text in column for word in text.split()), default=1)) + 3

