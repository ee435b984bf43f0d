"""The exporters: a notebook as one self-contained page, and as a PDF. `jupyter nbconvert --to report-html` uses them too."""

import base64
import functools
import hashlib
import json
from pathlib import Path

import jinja2
import nbformat
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import Highlight2HTML
from traitlets.config import Config

from .. import __version__, paths, sources
from ..figures import style
from ..html import MIME
from ..report import metadata
from . import narrow, page

REPORT_ADDRESS = "../report.html"  # of the report, as seen from a notebook's page
SHOWN = [MIME, "text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]


class PageExporter(TemplateExporter):
    """A notebook's cells through the template `report`, then through `finish`."""

    file_extension = ".html"
    output_mimetype = "text/html"
    template_name = "report"
    template_file = "index.html.j2"

    def __init__(self, config=None, **kwargs):
        super().__init__(config=config, extra_template_basedirs=[str(paths.TEMPLATES)], **kwargs)

    @property
    def default_config(self):
        config = (super().default_config or Config()).copy()
        config.merge(Config({"NbConvertBase": {"display_data_priority": SHOWN}}))
        return config

    def default_filters(self):
        yield from super().default_filters()
        yield "highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=self)

    def from_notebook_node(self, nb, resources=None, **kwargs):
        body, resources = super().from_notebook_node(nb, resources, **kwargs)
        return self.finish(body, resources), resources


class ReportHTMLExporter(PageExporter):
    """The report as one HTML file with its data inside."""

    export_from_notebook = "Report (HTML)"

    def finish(self, body, resources):
        return report_page(body)[0]


class ReportPDFExporter(PageExporter):
    """The report as a PDF with its data attached."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "Report (PDF)"

    def finish(self, body, resources):
        from . import typeset  # typst and pandoc are loaded only when a PDF is wanted

        return typeset.make(*report_page(body))


class NotebookPageExporter(PageExporter):
    """Any of the notebooks as one HTML file in the report's style."""

    export_from_notebook = "Notebook page"

    def finish(self, body, resources):
        return notebook_page(body, resources.get("metadata", {}).get("name", "notebook"))


def html(notebook, out):
    """Write the report as HTML, and what goes with the tables (claims.jsonld, datapackage.json) beside them. => path"""
    text, _, contents = report_page(_body(notebook))
    for name in ("claims.jsonld", "datapackage.json"):
        if name in contents:
            paths.write(paths.TABLES / name, contents[name])
    return paths.write(out, text)


def pdf(notebook, out):
    """Write the report as PDF. => path"""
    from . import typeset

    return paths.write(out, typeset.make(*report_page(_body(notebook))))


def notebook_html(notebook, out):
    """Write a notebook as a page. => path"""
    return paths.write(out, notebook_page(_body(notebook), Path(notebook).stem))


def _body(notebook):
    """The notebook's cells as one stream of HTML, before it is made into anything."""
    return _streamed(Path(notebook).read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=8)
def _streamed(notebook):
    return _stream().from_notebook_node(nbformat.reads(notebook, as_version=4))[0]


@functools.cache
def _stream():
    exporter = PageExporter()
    exporter.finish = lambda body, resources: body
    return exporter


@functools.lru_cache(maxsize=2)
def report_page(body):
    """The report's stream => (HTML text, Page, {file name: bytes}); HTML and PDF of one run share the work."""
    articles = sources.load()
    title = page.title(body)
    contents = metadata.files(title, articles)
    made = page.report(body, paths.FIGURES, str(metadata.closing(title, contents)))
    summary = " ".join(p.text_content().strip() for p in made.main.iterfind("./div[@class='lead']/p"))
    dataset = metadata.dataset(title, summary or title, contents, articles)
    return _shell("report", made, summary=summary, data_version=metadata.data_version(contents),
                  dataset=json.dumps(dataset, ensure_ascii=False, indent=1).replace("</", "<\\/")), made, contents


def notebook_page(body, name):
    made = page.notebook(body, paths.FIGURES, REPORT_ADDRESS)
    return _shell("notebook", made, name=name, report_address=REPORT_ADDRESS, summary=f"The notebook {name}")


def _shell(kind, made, **more):
    """A Page in the page template, with the hashes of its style and script in its security policy."""
    look = "\n".join((_template("report.css"), style.css("figure svg"), narrow.stacked(made.main)))
    script, day = _template("report.js"), metadata.iso()
    return _templates().get_template("page.html.j2").render(
        kind=kind, title=made.title, main=page.to_html(made.main, paths.FIGURES), contents=_nested(made.contents),
        style=look, style_hash=_hash(look), script=script, script_hash=_hash(script), version=__version__, date=metadata.shown(day),
        date_iso=day, **more)


def _nested(contents):
    """The flat list of headings => sections, each with its parts."""
    nested = []
    for level, name, number, text in contents:
        entry = {"id": name, "number": number, "text": text, "parts": []}
        (nested if level == 2 or not nested else nested[-1]["parts"]).append(entry)
    return nested


@functools.cache
def _templates():
    return jinja2.Environment(loader=jinja2.FileSystemLoader(paths.TEMPLATES / "report"), undefined=jinja2.StrictUndefined,
                              keep_trailing_newline=True)


@functools.cache
def _template(name):
    return (paths.TEMPLATES / "report" / name).read_text(encoding="utf-8")


def _hash(text):
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
