"""A small invented report, made without running a notebook: two sources, a few claims, every kind of display once."""

import contextlib
import hashlib
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from claimtable import figures, html, paths, sources, tables
from claimtable.export import exporters
from claimtable.report import annex, prose

TEXTS = {
    "10": "Larkhaven fair draws about 4,000\n\nAbout 4,000 people came to the fair on 3 May 2031, the organizers said. “We had feared "
          "rain,” said the mayor.\n"
          "• Three stalls burned & one was saved.\n",
    "11": "Police count 3,100 at fair\r\nPolice counted 3,100 visitors <on Saturday>. Up to 250 of them slept in tents.\r\n",
}
CLAIMS = [  # source, measure, kind, words, low, high, modality, position, status, attributed_to, origin, quote
    ("10", "visitors", "quantity", "About 4,000", 4000, 4000, "approximately", "", "actual", "the organizers", "Organizers",
     "About 4,000 people came to the fair on 3 May 2031, the organizers said."),
    ("10", "visitors", "quantity", "about 4,000", 4000, 4000, "approximately", "", "actual", "", "source 10",
     "Larkhaven fair draws about 4,000"),
    ("10", "fair_date", "date", "3 May 2031", None, None, "", "", "actual", "the organizers", "Organizers",
     "About 4,000 people came to the fair on 3 May 2031, the organizers said."),
    ("10", "rain", "position", "had feared rain", None, None, "", "feared", "actual", "the mayor", "Mayor",
     "“We had feared rain,” said the mayor."),
    ("10", "stalls", "quantity", "Three", 3, 3, "exact", "", "actual", "", "source 10", "Three stalls burned & one was saved."),
    ("11", "visitors", "quantity", "3,100", 3100, 3100, "exact", "", "actual", "Police", "Police",
     "Police counted 3,100 visitors <on Saturday>."),
    ("11", "sleepers", "quantity", "Up to 250", None, 250, "at_most", "", "actual", "", "source 11", "Up to 250 of them slept in tents."),
]


def articles():
    return [sources.Source(id=i, file=f"{i}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), title=text.splitlines()[0], outlet=None,
                           outlet_why="The text names none.", url=None, published_from="2031-05-04", published_to="2031-05-05",
                           published_basis="inferred",
                           published_why="It speaks of 3 May as the day before.", language="en", chrome=(),
                           text=text) for i, text in TEXTS.items()]


def claims():
    rows = []
    for source, measure, kind, words, low, high, modality, position, status, who, origin, quote in CLAIMS:
        at = TEXTS[source].index(words, TEXTS[source].index(quote))
        rows.append({"claim_id": f"{source}:{at}", "source_id": source, "measure": measure, "kind": kind, "surface": words, "low": low,
                     "high": high,
                     "modality": modality, "unit": "persons" if measure == "visitors" else "", "position": position, "status": status,
                     "as_of_from": "2031-05-03" if kind == "date" else "", "as_of_to": "2031-05-03" if kind == "date" else "",
                     "as_of_basis": "stated" if kind == "date" else "published", "attributed_to": who, "origin": origin, "quote": quote,
                     "start": at, "end": at + len(words), "coded_by": "rule"})
    return tables.frame("claims", sorted(rows, key=lambda row: (row["source_id"], row["start"])))


def cell(source, shown):
    if hasattr(shown, "_repr_mimebundle_"):
        data, _ = shown._repr_mimebundle_()
    else:
        data = {"text/html": shown._repr_html_(), "text/plain": "a display"}
    return new_code_cell(source, outputs=[new_output("execute_result", data=data, execution_count=1)])


def notebook(rows, frame):
    """The report notebook as it is after a run."""
    visitors = rows[rows.measure == "visitors"].reset_index(drop=True)
    first, police = visitors.iloc[0], visitors.iloc[-1]
    drawn = figures.numbers(rows, frame, "visitors")
    columns = {"claim_id": "Claim", "surface": "Words", "low": "Low", "origin": "Origin"}
    derived = visitors.groupby("source_id", as_index=False).agg(claims=("claim_id", "count"))
    cells = [
        new_markdown_cell("# The fair at Larkhaven\n\nTwo sources speak of one fair."),
        cell("lead()", html.prose(html.calc(len(TEXTS), "Two", table="sources", agg="count"), " sources, published between ",
                                  prose.day("2031-05-04"), " and ", prose.day("2031-05-05"), ".")),
        new_markdown_cell("## How many came?\n\nThe numbers differ, as [](#fig-numbers_visitors) and [](#table-visitors) show; see also "
                          "[](#the-sources)."),
        cell("numbers()",
             html.prose("One gives ", html.claim(first.claim_id, "about 4,000"), ", the police ", html.claim(police.claim_id, "3,100"),
                                     " (", html.quote("Police counted 3,100 visitors", police.claim_id), "); the largest is ",
                                     html.calc(4000, table="claims", agg="max", col="high", where={"measure": "visitors"}), ".")),
        cell("note()", html.note("A number without a day is taken to speak of the day of publication.")),
        cell("says()", html.prose("So say the ", html.claim(police.claim_id, police.origin, police.surface), " in ",
                                  html.element("a", f"source {police.source_id}", href=f"#source-{police.source_id}", class_="source"),
                                  ".")),
        cell("quote()", html.blockquote(police.quote, police.claim_id, police.surface)),
        cell("figure()", html.figure(drawn)),
        cell("table()",
             html.table(visitors, "visitors", "What each source says", columns, link={"surface": "claim_id", "claim_id": "claim_id"},
                                   source="claims", key="claim_id")),
        cell("derived()", html.table(derived, "counts", "Claims by source", {"source_id": "Source", "claims": "Claims"})),
        new_code_cell("print('working')", outputs=[new_output("stream", name="stdout", text="working\n")]),
        new_markdown_cell("## Terms\n\n### What they mean"),
        cell("terms()", html.glossary({"claim": "a few words of a source", "origin": "the one whose claim it is"})),
        new_markdown_cell("## The sources"),
        cell("annex()", annex.annex(articles(), rows)),
    ]
    for n, one in enumerate(cells):
        one.id = f"cell-{n}"
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})


@contextlib.contextmanager
def at(folder):
    """The project, reading and writing below a folder, on one fixed day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "TABLES", folder / "data" / "tables")
        patch.setattr(paths, "FIGURES", folder / "figures")
        patch.setattr(sources, "load", articles)
        patch.setenv("SOURCE_DATE_EPOCH", "1935705600")  # 5 May 2031
        exporters.report_page.cache_clear()
        yield
    exporters.report_page.cache_clear()


def make(folder):
    """Write tables, figures, notebook and both pages below a folder. => SimpleNamespace(folder, notebook, html, page, contents)"""
    with at(folder):
        rows = claims()
        frame = sources.table(articles())
        frame["claims"] = [int((rows.source_id == i).sum()) for i in frame.source_id]
        empty = {name: tables.frame(name, []) for name in ("mentions", "agreements", "discrepancies", "checks")}
        for name, data in {"sources": frame, "claims": rows, **empty}.items():
            tables.write(name, data)
        path = folder / "05_report.ipynb"
        nbformat.write(notebook(rows, frame), path)
        exporters.html(path, folder / "report.html")
        exporters.notebook_html(path, folder / "notebooks" / "05_report.html")
        text, page, contents = exporters.report_page(exporters._body(path))
        return SimpleNamespace(folder=folder, notebook=path, html=text, page=page, contents=contents)
