"""The PDF: the same tree as the page, through pandoc (HTML to Typst), set by Typst as PDF/UA-1 and PDF/A-3a with its data attached."""

import tempfile
from datetime import datetime, timezone
from pathlib import Path

import lxml.html
import matplotlib
import pypandoc
import typst
from lxml.html import builder as E

from . import __version__, annex, metadata, paths
from .typeset import prepared, string

TEMPLATES = Path(__file__).resolve().parent / "templates" / "report"
STANDARDS = ["ua-1", "a-3a"]
MIMES = {".csv": "text/csv", ".json": "application/json", ".jsonld": "application/ld+json", ".html": "text/html"}


def make(html_text, page, contents):
    """The report as PDF bytes. html_text: the page, attached whole; contents: {file name: bytes}, attached too.

    The same input gives the same bytes. Raises InputError where a link inside the report leads nowhere.
    """
    attachments = {"report.html": html_text.encode("utf-8"), **contents}
    drawings = [f"{figure.get('data-figure')}.svg" for figure in page.main.iterfind(".//figure[@data-figure]")]
    files = {**attachments, **{name: (paths.FIGURES / name).read_bytes() for name in drawings},
             "report.typ": (TEMPLATES / "report.typ").read_bytes(), "main.typ": source(page, attachments).encode("utf-8")}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        return compiled(Path(folder) / "main.typ")


def source(page, attachments):
    """The Typst source of the whole document."""
    released = metadata.released()
    lead = " ".join(p.text_content().strip() for p in page.main.iterfind("./div[@class='lead']/p"))
    version = f"{annex.day(released.isoformat())} · version {__version__} · data {metadata.data_version(attachments)}"
    head = ['#import "report.typ": *',
            f"#show: report.with(title: {string(page.title)}, subtitle: {string(version)}, description: {string(' '.join(lead.split()))},",
            f"  date: datetime(year: {released.year}, month: {released.month}, day: {released.day}))"]
    for name in attachments:
        about, kind = ("This report as a web page", "alternative") if name == "report.html" else (metadata.ABOUT[name], "data")
        head.append(f'#pdf.attach({string(name)}, relationship: "{kind}", mime-type: "{MIMES[Path(name).suffix]}", description: {string(about)})')
    tree = prepared(page.main)
    first = tree.find("h2")
    (first.addprevious if first is not None else tree.append)(E.PRE(E.CLASS("typst"), "#outline(depth: 2, title: [Contents])"))
    body = pypandoc.convert_text(lxml.html.tostring(tree, encoding="unicode"), "typst", format="html", extra_args=[
        "--wrap=none", "--shift-heading-level-by=-1", f"--lua-filter={TEMPLATES / 'typst.lua'}"])
    return "\n".join([*head, body])


def compiled(main):
    """A Typst file => PDF bytes, with the fonts of Typst and matplotlib and no others."""
    released = metadata.released()
    moment = datetime(released.year, released.month, released.day, tzinfo=timezone.utc)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(matplotlib.get_data_path()) / "fonts" / "ttf"])
    try:
        return typst.Compiler(input=main, root=main.parent, font_paths=fonts).compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
    except typst.TypstError as error:
        raise paths.InputError("report.pdf", "", f"Typst refuses it: {error.message}", "; ".join(error.hints) or "mend the text it names") from error
