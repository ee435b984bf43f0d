"""What the report notebook displays: pieces of HTML that say where their numbers come from.

Every piece is a `Fragment`: JupyterLab shows it, the exporter puts it into the page, and `verify` reads it again.
"""

import base64
import html
import json
import re
import textwrap
import urllib.parse
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import pandas as pd

from . import derive, paths, shortnames, tables

SVG = "{http://www.w3.org/2000/svg}"
# What a data address between ' and ' must not hold as it is; the rest stays readable, and a quarter smaller than base64.
UNSAFE = re.compile(r"""[%'&#<>\x00-\x1f\x7f]""")
MANY = 15  # rows of a table that lies folded unless it is said otherwise
SHOWN = 150  # rows of a table that a page has; its CSV has all of them
CELL = re.compile(r"<(t[dh])(?=[ >])(?![^>]*\bnum\b)")  # of words, which JupyterLab would set to the right; the exporter drops the style
DRAWING = re.compile(r'<img src="([\w.-]+)\.svg"')  # a figure inside a piece
QUOTES = "\"'“”‘’"
OPENS = re.compile(r"(?:The|They|Both|It|One|For)\b")  # a first word that is capital only because a sentence begins with it
LONG = 60  # letters of a cell that wants more room than the text has
FEW = 4  # columns for which the text has room
MIME = "application/vnd.claimtable+html"  # for pieces whose picture in JupyterLab is not what the exporter needs


@dataclass(frozen=True, repr=False)
class Fragment:
    """A piece of HTML. Inside another piece it is taken as it is; anything that is not a Fragment is escaped."""

    html: str

    def _repr_html_(self):
        return DRAWING.sub(_seen, CELL.sub(r'<\1 style="text-align: left"', shortnames.here().marked(self.html)))

    def __repr__(self):
        return textwrap.shorten(words(self), 160, placeholder=" …")

    def __str__(self):
        return self.html


@dataclass(frozen=True, repr=False)
class Picture(Fragment):
    """A figure: a PNG where notebooks are read, a place for the SVG in the exported page."""

    name: str
    alt: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        return picture(self.name, self.alt, {MIME: self.html})


def picture(name, alt, more=None):
    """What Jupyter shows for a figure of paths.FIGURES: its PNG, as wide as it was drawn, or its alt text. => (data, metadata)"""
    png, width = _png(name)
    return {"image/png": png, "text/plain": alt, **(more or {})}, {"image/png": {"width": width}}


def _seen(found):
    """A figure inside a piece, for JupyterLab, which finds no file outside the folder of the notebooks."""
    png, width = _png(found[1])
    return f'<img width="{width}" src="data:image/png;base64,{png}"'


def _png(name):
    """(a figure's PNG as base64, its width on a page)"""
    png = (paths.FIGURES / f"{name}.png").read_bytes()
    width = int.from_bytes(png[16:20], "big")  # PNG, 11.2.2
    return base64.b64encode(png).decode("ascii"), width // 2  # two of its pixels to one of the page


def escape(value):
    """HTML of a value: Fragments as they are, text escaped, whole numbers with separators, None and NaN empty."""
    if isinstance(value, Fragment):
        return value.html
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    return html.escape(value if isinstance(value, str) else derive.numeral(value), quote=False)


def attributes(**values):
    """{'id': 'a', 'data_key': None} => ' id="a"': attributes that have a value, _ written as -."""
    given = {name.rstrip("_").replace("_", "-"): html.escape(str(value)) for name, value in values.items() if value is not None}
    return "".join(f' {name}="{value}"' for name, value in given.items())


def element(tag, *parts, **values):
    """element('p', 'a < b', id='x') => Fragment('<p id="x">a &lt; b</p>')"""
    return Fragment(f"<{tag}{attributes(**values)}>{''.join(map(escape, parts))}</{tag}>")


def prose(*parts):
    return element("p", *parts)


def note(*parts):
    """A caveat, in the margin where there is one."""
    return element("aside", element("p", *parts), class_="note", role="note", aria_label="Note")


def fold(summary, *parts, class_=None):
    """What opens on demand: only its summary is in sight until then."""
    return element("details", element("summary", summary), *parts, class_=class_)


def claim(claim_id, text, surface=None):
    """A number or phrase in our words, tied to the words it comes from. surface: those words, for whoever hears the link without what
    stands around it, where the text names only a speaker."""
    return element("a", text, class_="claim", href=f"#{claim_id}", aria_label=f"{text}: {surface}" if surface else None)


def in_quotes(row):
    """A claim's words between quotation marks, linked: “10,000”."""
    return claim(row.claim_id, f"“{row.surface}”")


def calc(value, text=None, *, table, agg, col=None, where=None):
    """A number we computed, with the recipe `derive.value` follows: calc(5, table="sources", agg="count") => …>five</data>."""
    recipe = {k: v for k, v in {"table": table, "agg": agg, "col": col, "where": where}.items() if v}
    value = derive._plain(value)
    return element("data", derive.words(value) if text is None else text, class_="calc", value=value,
                   data_calc=json.dumps(recipe, ensure_ascii=False, sort_keys=True))


def cell(row, column, table, key="comparison_id", begins=True):
    """A cell of one of our tables in its own words, with the recipe that finds it by the table's key. row: of that table, from itertuples;
    begins: whether a sentence begins with it, or goes on ('they are 9% apart')."""
    words = getattr(row, column)
    if not begins and OPENS.match(words):
        shown = words[0].lower() + words[1:]
    else:
        shown = words
    return calc(words, shown, table=table, agg="cell", col=column, where={key: getattr(row, key)})


def quote(text, claim_id):
    """Words of a source, verbatim; … may stand for words left out. `verify` compares them with the source."""
    return element("q", text, cite=f"#{claim_id}")


def blockquote(text, claim_id, surface=None):
    """A sentence of a source, verbatim, with the claim's words marked in it and linked to the annex."""
    before, found, after = text.partition(surface or text)
    linked = element("a", element("mark", found), class_="claim", href=f"#{claim_id}") if found else ""
    return element("blockquote", element("p", before, linked, after), cite=f"#{claim_id}")


def glossary(terms):
    """{term: definition} => a list of definitions."""
    return element("dl", *(element("div", element("dt", t), element("dd", d)) for t, d in terms.items()), class_="glossary")


def figure(drawn, caption=None, alt=None):
    """A figure of paths.FIGURES with its caption, by name or as `figures` returned it; the exporter numbers it and adds its data.

    Caption and alt text come from the figure itself unless given. Raises InputError when it has not been drawn.
    """
    name = drawn if isinstance(drawn, str) else drawn.name
    kept = _kept(paths.FIGURES / f"{name}.svg")
    caption, alt = caption or kept["caption"], alt or kept["alt"]
    image = element("img", src=f"{name}.svg", alt=alt).html.removesuffix("</img>")
    body = element("figure", Fragment(image), element("figcaption", element("p", caption)), id=f"fig-{name}", data_figure=name)
    return Picture(body.html, name, alt)


def _kept(path):
    """What an SVG says about itself: {'caption', 'alt'}."""
    if not path.exists():
        raise paths.InputError(path, "", "this figure has not been drawn", "run notebook 04, or `make report`")
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    title, alt = (root.findtext(f"{SVG}{tag}") or "" for tag in ("title", "desc"))
    return {"caption": root.get("data-caption") or title, "alt": f"{title}. {alt}" if title and alt else alt or title}


def table(data, id, caption, columns=None, link=None, source=None, key=None, note=None, folded=None, order=None, whole=False):
    """A DataFrame as a table that can be read without sight, sorted, filtered, downloaded and checked.

    columns: {column: header}, in the order shown (default: all, by name). link: {column: column with its claim id or ids}.
    source, key: the table the rows were taken from and its key column; then `verify` derives each cell from there.
    Cells that are Fragments are shown as they are; in the download they are their words. folded: whether only the caption shows until
    the table is opened (default: when it has many rows). order: {column: column by which it sorts}, where that is not its words.
    whole: every row is shown, however many; of others the first of each kind, see `abridged`.
    """
    id = id if id.startswith("table-") else f"table-{id}"
    raw = pd.DataFrame({c: data[c].map(words) for c in columns or data.columns})
    folded = len(raw) > MANY if folded is None else folded
    some = data if whole else abridged(data, next(iter(columns or data.columns)))
    wide = len(raw.columns) > FEW or raw.map(len).to_numpy().max(initial=0) > LONG
    shown = element("div", grid(some, id, caption, columns, link, source, key, order, folded),
                    element("p", note, class_="remark") if note else "",
                    left_out(len(some), len(data)),
                    element("p", download(f"{id}.csv", raw.to_csv(index=False, lineterminator="\n"), "This table as CSV"), class_="tools"),
                    class_="table wide" if wide else "table")
    return fold(caption, shown, class_="table-fold") if folded else shown


def abridged(data, kind=None, most=SHOWN):
    """The rows of a long table that a page shows, in their order: of each kind, by the words in that column (default: the first), the
    first few."""
    if len(data) <= most:
        return data
    turn = data[data.columns[0] if kind is None else kind].map(words).reset_index(drop=True)
    turn = turn.groupby(turn, sort=False).cumcount().sort_values(kind="stable")
    return data.iloc[sorted(turn.index[:most])]


def left_out(some, every, name="its CSV, on the web page,"):
    """'150 of 1,234 rows are shown, …', where a table is abridged, else nothing."""
    if some == every:
        return ""
    return element("p", element("data", some, value=some), " of ", element("data", every, value=every),
                   f" rows are shown, the first of each kind; {name} has all.", class_="remark")


def listing(frame):
    """A DataFrame as a notebook shows it to be read: every cell whole, words set left, numbers right, no row numbers; of a long one
    some of each kind, of an empty one that it is empty."""
    if frame.empty:
        return prose("None.")
    every, frame = len(frame), abridged(frame)
    more = left_out(len(frame), every, "the table it was taken from")
    class_of = {c: "num" if _is_numeric(frame[c]) else None for c in frame}
    rows = (element("tr", *(element("td", row[c], class_=class_of[c]) for c in frame)) for row in frame.to_dict("records"))
    head = element("tr", *(element("th", c, class_=class_of[c]) for c in frame))
    table = element("table", element("thead", head), element("tbody", *rows), class_="dataframe")
    return Fragment(f"{table}{more}") if more else table


def grid(data, id, caption, columns=None, link=None, source=None, key=None, order=None, folded=False):
    """The table itself, in a region that scrolls when it is wider than the page and can be reached by keyboard. folded: its caption is
    said by what folds it open, and not once more."""
    columns, link, order = columns or {c: c.replace("_", " ") for c in data.columns}, link or {}, order or {}
    numeric = {c for c in columns if _is_numeric(data[c])}
    head = [element("th", header, scope="col", class_="num" if c in numeric else None, data_col=c) for c, header in columns.items()]
    rows, above, name = [], None, next(iter(columns))
    for row in data.to_dict("records"):
        repeated = words(row[name]) == above
        cells = [_cell(row, c, link.get(c), order.get(c), c in numeric, first=c == name, repeated=c == name and repeated) for c in columns]
        rows.append(element("tr", *cells, data_key=row[key] if key else None))
        above = words(row[name])
    title = element("caption", caption, id=f"{id}-caption", aria_hidden="true" if folded else None)
    body = element("table", title, element("thead", element("tr", *head)), element("tbody", *rows),
                   class_="data", id=id, data_source=source, data_key=key)
    return element("div", body, class_="scroll", role="group", aria_labelledby=f"{id}-caption", tabindex="0")


def download(name, content, text, **values):
    """A link that saves `content` (text or bytes, UTF-8) as a file named `name`; nothing is fetched from anywhere."""
    kind = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}[name.rsplit(".", 1)[-1]]
    address = UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", content if isinstance(content, str) else content.decode("utf-8"))
    return element("a", text, download=name, href=f"data:{kind};charset=utf-8,{address}", **values)


def downloaded(address):
    """The bytes in the address of a download: 'data:text/csv;charset=utf-8,a%0A1' => b'a\\n1'."""
    return urllib.parse.unquote_to_bytes(address.partition(",")[2])


def words(cell):
    """What a cell says, without markup: Fragment('<b>a &amp; b</b>') => 'a & b', 10000.0 => '10000'."""
    if isinstance(cell, Fragment):
        return html.unescape(re.sub(r"<[^>]*>", "", cell.html))
    return cell if isinstance(cell, str) else "" if cell is None else tables.plain(cell) if isinstance(cell, float) else str(cell)


def _is_numeric(column):
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _cell(row, column, link, order, numeric, first, repeated):
    content, ids = row[column], tables.split(str(row[link])) if link else []
    if ids and link == column:
        content = Fragment("; ".join(str(claim(i, i)) for i in ids))
    elif ids and escape(content):
        content = claim(ids[0], content)
    classes = ["num"] * numeric + ["same"] * repeated
    return element("th" if first else "td", content, scope="row" if first else None, class_=" ".join(classes) or None,
                   data_sort=words(row[order]) if order else None)
