"""The report as a PDF: the page's tree through pandoc to typst, typeset as PDF/UA-1 and PDF/A-3a with the data attached.

What a page on a screen does with folding, scrolling and hovering, paper does with page numbers: code and the data of figures are
left out (the tables are attached), tables get widths that fit, and links to claims carry the page where the words stand.
"""

import copy
import datetime
import json
import re
from pathlib import Path

import lxml.html
import matplotlib
import pypandoc
import typst
from lxml.html import builder as E

from .. import __version__, paths
from ..report import metadata
from . import columns, overlay
from .shrink import shrink

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"  # the figures' font, and boxes for letters that no other font has
STANDARDS = ["ua-1", "a-3a"]
KINDS = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json", "html": "text/html"}
LEFT_OUT = ".//details[@class='figure-data' or @class='working-fold'] | .//p[@class='tools' or @class='paper'] | .//*[@class='filter']"
# A paragraph of a section that the next block belongs to: a question before its answer, the words before a table.
LEADING = ("section/p[substring(normalize-space(), string-length(normalize-space())) = '?' "
           "or following-sibling::*[1][self::table or self::div[.//table]]]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]")
SHORTHAND = re.compile(r"(-{2,}|\.{3,}|-\?)")  # what typst would read as a dash, an ellipsis or a place to hyphenate


def make(html_text, page, contents):
    """(the HTML report, its Page, {file name: bytes}) => bytes of the PDF, which has all of them attached.

    The same input gives the same bytes. Raises InputError when typst cannot set what it is given.
    """
    main = copy.deepcopy(page.main)
    passed = passports(main)
    main = printable(main, {passport["name"] for found in passed.values() for passport in found})
    drawings = sorted({image.get("src") for image in main.iter("img")})
    attached = {"report.html": html_text.encode("utf-8"), **contents}
    about = _about(page, contents, attached, drawings) | {"passports": passed}
    files = {"main": ('#import "report.typ": *\n#show: report\n' + typst_of(main)).encode("utf-8"),
             "report.typ": (paths.TEMPLATES / "report.typ").read_bytes(), "about.json": json.dumps(about).encode(),
             **attached, **{name: (paths.FIGURES / name).read_bytes() for name in drawings}}
    moment = datetime.datetime.combine(_dated(), datetime.time(), datetime.timezone.utc)
    try:
        return shrink(typst.compile(files, font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf", pdf_standards=STANDARDS,
                                    timestamp=int(moment.timestamp())))
    except typst.TypstError as error:
        raise paths.InputError("report.pdf", "", f"typst refuses it: {error}", "; ".join(error.hints) or "mend what it names") from error


def _dated():
    """The day in the file's own description, which PDF/A asks for: the report's, or where it has none, the day on which the file is
    made."""
    return metadata.released() or datetime.datetime.now(datetime.timezone.utc).date()


def _about(page, contents, attached, drawings):
    """What the template needs to know beside the text."""
    day = _dated()
    kind = lambda name: KINDS[name.rsplit(".", 1)[-1]]
    return {"title": page.title, "version": __version__, "data": metadata.data_version(contents), "date": metadata.shown(metadata.iso()),
            "day": [day.year, day.month, day.day],
            "attachments": [{"name": name, "mime": kind(name), "what": metadata.ABOUT.get(name, "this report as a web page"),
                             "relationship": "data" if name in contents else "alternative"} for name in attached],
            "drawings": {name: overlay.links((paths.FIGURES / name).read_text(encoding="utf-8")) for name in drawings}}


def typst_of(main):
    """The tree as typst markup: pandoc writes it, report.lua names the functions of report.typ."""
    text = UNPRINTABLE.sub("\ufffd", lxml.html.tostring(main, encoding="unicode"))
    extra = ["--wrap=none", f"--lua-filter={paths.TEMPLATES / 'report.lua'}"]
    return pypandoc.convert_text(text, "typst-smart", format="html", extra_args=extra)


def printable(main, elsewhere=()):
    """The tree with what paper can show, in the terms that report.lua knows; it is changed in place. elsewhere: names it may link to."""
    for element in main.xpath(LEFT_OUT):
        element.drop_tree()
    _headings(main)
    _blocks(main)
    for ref in main.iterfind(".//a[@class='ref']"):
        ref.text = ref.get("data-n")
    for leading in main.xpath(LEADING):
        columns.wrap(leading, "asked")
    for table in main.iterfind(".//table"):
        columns.fit(table)
    _live(main, elsewhere)
    _literal(main)
    return main


def _headings(main):
    """The number of a heading becomes an attribute: typst sets it, and repeats it in contents and running heads. The kind of a difference
    is no bookmark there, only bold words."""
    for heading in main.findall(".//div[@class='cause']/h4"):
        bold = E.STRONG(heading.text or "")
        heading.tag, heading.text = "p", None
        heading.insert(0, bold)
    for heading in main.iter("h2", "h3", "h4"):
        number = heading.find("span[@class='number']")
        if number is not None:
            heading.set("data-number", number.text)
            number.tail = (number.tail or "").lstrip()
            number.drop_tree()
        if heading.getparent().get("class") == "source":
            heading.set("data-short", heading.text_content().partition(":")[0])


def passports(main):
    """Take the passports out of the tree => {source id: [passport]}; the template sets them as data, each as one paragraph.

    On paper a line for every fact would take more pages than the sources themselves.
    """
    found = {}
    for listed in main.iterfind(".//ol[@class='passports']"):
        source = listed.xpath("ancestor::section[@class='source']//div[@class='source-text']")[0].get("data-source")
        found[source] = [_passport(item, number) for number, item in enumerate(listed.iterfind("li"), 1)]
        listed[:], listed.tag = [], "div"
        listed.set("data-source", source)
    return found


def _passport(item, number):
    words, uses = item.find("p/a"), item.find("p[@class='uses']")
    return {"name": item.get("id"), "number": str(number), "claim": words.get("href")[1:], "surface": _plain(words),
            "facts": [[_plain(term), _plain(fact)] for term, fact in zip(*(item.findall(f"dl/{tag}") for tag in ("dt", "dd")))],
            "uses": [[link.get("href")[1:], _plain(link)] for link in uses.iterfind("a")], "unused": "" if len(uses) else _plain(uses)}


def _plain(element):
    return UNPRINTABLE.sub("\ufffd", " ".join(element.text_content().split()))


def _blocks(main):
    """Classes go where pandoc keeps them: on a div around the paragraph or list."""
    for element in list(main.xpath(".//p[@class] | .//dl[@class]")):
        wrapper = E.DIV(E.CLASS(element.attrib.pop("class")))
        wrapper.tail, element.tail = element.tail, None
        element.getparent().replace(element, wrapper)
        wrapper.append(element)
    for repeated in main.findall(".//details[@class='table-fold']/summary"):  # the table's caption says the same
        repeated.drop_tree()
    for element in list(main.iter("aside", "details", "summary")):  # what folds open on a screen lies open on paper
        if element.tag == "summary" and len(element):
            element.drop_tag()  # a heading stays one
        else:
            element.tag = "p" if element.tag == "summary" else "div"


def _live(main, elsewhere):
    """A link whose target is left out on paper becomes plain words."""
    ids = {element.get("id") for element in main.iter() if element.get("id")}.union(elsewhere)
    for link in list(main.iterfind(".//a[@href]")):
        target = link.get("href")
        if target.startswith("data:") or (target.startswith("#") and target[1:] not in ids):
            link.drop_tag()


def _literal(main):
    """Signs that typst would set as other signs are set apart, so that words of a source stay as they are."""
    for element in list(main.iter(lxml.etree.Element)):
        for place in ("text", "tail"):
            first, *rest = SHORTHAND.split(getattr(element, place) or "")
            if rest:
                setattr(element, place, first)
                at = element if place == "text" else element.getparent()
                index = 0 if place == "text" else at.index(element) + 1
                for sign, after in zip(rest[::2], rest[1::2]):
                    literal = E.SPAN(E.CLASS("literal"), sign)
                    literal.tail = after
                    at.insert(index, literal)
                    index += 1
