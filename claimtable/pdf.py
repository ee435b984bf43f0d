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

from . import __version__, annex, columns, metadata, paths

TEMPLATES = Path(__file__).resolve().parent / "templates"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"  # the figures' font, and boxes for letters that no other font has
STANDARDS = ["ua-1", "a-3a"]
KINDS = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}
LEFT_OUT = ".//details | .//p[@class='tools'] | .//*[@class='filter']"
SHORT = 1500  # characters of a card that is kept on one page; about a third of one


def make(html_text, page, contents):
    """(the HTML report, its Page, {file name: bytes}) => bytes of the PDF. The same input gives the same bytes."""
    released = metadata.released()
    main = printable(page.main)
    about = {"title": page.title, "version": __version__, "data": metadata.data_version(contents), "date": annex.day(released.isoformat()),
             "year": released.year, "month": released.month, "day": released.day,
             "attachments": [{"name": name, "mime": KINDS[name.rsplit(".", 1)[-1]], "what": metadata.ABOUT.get(name, name)} for name in contents]}
    files = {"main": '#import "report.typ": *\n#show: report\n' + typst_of(main), "report.typ": (TEMPLATES / "report.typ").read_bytes(),
             "about.json": json.dumps(about), **contents}
    files |= {name: (paths.FIGURES / name).read_bytes() for name in sorted({img.get("src") for img in main.iter("img")})}
    moment = datetime.datetime(released.year, released.month, released.day, tzinfo=datetime.timezone.utc)
    return typst.compile({name: data.encode("utf-8") if isinstance(data, str) else data for name, data in files.items()},
                         font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf", pdf_standards=STANDARDS, timestamp=int(moment.timestamp()))


def typst_of(main):
    """The tree as typst markup: pandoc writes it, report.lua names the functions of report.typ."""
    text = lxml.html.tostring(main, encoding="unicode")
    return pypandoc.convert_text(text, "typst-smart", format="html", extra_args=["--wrap=none", f"--lua-filter={TEMPLATES / 'report.lua'}"])


def printable(main):
    """A copy of the page's tree with what paper can show, in the terms that report.lua knows."""
    main = copy.deepcopy(main)
    for element in main.xpath(LEFT_OUT):
        element.drop_tree()
    _headings(main)
    _passports(main)
    _blocks(main)
    for ref in main.iterfind(".//a[@class='ref']"):
        ref.text = ref.get("data-n")
    for table in main.iterfind(".//table"):
        columns.fit(table)
    _live(main)
    return main


def _headings(main):
    """The number of a heading becomes an attribute: typst sets it, and repeats it in contents and running heads."""
    for heading in main.iter("h2", "h3", "h4"):
        number = heading.find("span[@class='number']")
        if number is not None:
            heading.set("data-number", number.text)
            number.tail = (number.tail or "").lstrip()
            number.drop_tree()


def _passports(main):
    """A passport becomes one paragraph: on paper a line for every fact would take more pages than the sources themselves."""
    for passports in main.iterfind(".//ol[@class='passports']"):
        passports.tag = "div"
        for passport in passports.iterfind("li"):
            passport.tag = "div"
            passport.set("data-n", passport.get("value"))
            facts = passport.find("dl")
            line = E.P()
            line.append(passport.find("p/a"))
            for fact in facts:
                term = E.SPAN(E.CLASS("term"), fact.find("dt").text_content())
                term.tail = f" {fact.find('dd').text_content()}"
                line.append(term)
            passport[:] = [line, *passport.findall("p[@class='uses']")]


def _blocks(main):
    """Classes go where pandoc keeps them: on a div around the paragraph. What is short says so."""
    for paragraph in list(main.iterfind(".//p[@class]")):
        paragraph.tag = "div"
        paragraph[:], paragraph.text, words = [], None, _as_paragraph(paragraph)
        paragraph.append(words)
    for note in main.iter("aside"):
        note.tag = "div"
    for card in main.iterfind(".//section[@class='card']"):
        if len(card.text_content()) < SHORT:
            card.set("class", "card short")


def _as_paragraph(element):
    words = E.P()
    words.text = element.text
    words.extend(list(element))
    return words


def _live(main):
    """A link whose target is left out on paper becomes plain words."""
    ids = {element.get("id") for element in main.iter() if element.get("id")}
    for link in list(main.iterfind(".//a[@href]")):
        target = link.get("href")
        if target.startswith("data:") or (target.startswith("#") and target[1:] not in ids):
            link.drop_tag()
