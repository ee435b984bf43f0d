"""One sheet of paper for every figure: colors by role, text that is measured before it is set, and saving that repeats byte for byte.

A sheet is drawn in points from its top left corner, so that a figure is as tall as its content and nothing is placed by luck.
Colors are named by role. The palette is Okabe and Ito's ("Color universal design", 2008) with its pale colors replaced by Paul
Tol's darker ones, because marks must keep a contrast of 3:1 on white; the dark theme has its own values (see `css`).
Color never stands alone: a status also has its own shape and fill.
"""

import functools
import io
import re
import textwrap
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from PIL import Image

from .. import html, paths
from . import svg

LIGHT = {"ink": "#1b1f24", "muted": "#57606a", "band": "#eff2f5", "shade": "#d3dbe3", "paper": "#ffffff", "hollow": "#fefefe",
         "actual": "#0072b2", "expected": "#c75300", "unverified": "#aa4499", "denied": "#4d555e"}
DARK = {"ink": "#e8eaed", "muted": "#aab2bb", "band": "#262c33", "shade": "#3b444e", "paper": "none", "hollow": "#14171a",
        "actual": "#56b4e9", "expected": "#ff9a4d", "unverified": "#dd99cc", "denied": "#c3c9d0"}
WIDTH = 346  # points, 4.8 inches: shown at 374 px on a phone the smallest text is still 11 px tall
MARGIN = 4
SMALL, NORMAL, TITLE = 10.5, 11, 13
SHAPES = {"actual": "o", "expected": "o", "unverified": "s", "denied": "X"}
STATUSES = tuple(SHAPES)
HOUSE = Path(__file__).resolve().parents[2] / "matplotlibrc"


@dataclass(frozen=True)
class Drawn:
    """A figure as it was written: `name`.svg, .png and .csv in paths.FIGURES, with its words and the data it drew."""

    name: str
    title: str
    caption: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    drawing: Figure = field(repr=False, compare=False)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return html.picture(self.name, f"{self.title}. {self.alt}")


def css(selector="figure svg"):
    """CSS rules that let a page restyle every color role: custom properties with the light values, and the dark ones by media query.

    >>> css().splitlines()[2]
    'figure svg .fig-fill-ink{fill:var(--fig-ink)}'
    """
    values = lambda theme: "".join(f"--fig-{role}:{color};" for role, color in theme.items())
    rules = [f"{selector}{{{values(LIGHT | {'paper': 'none', 'hollow': '#ffffff'})}}}",
             f"@media screen and (prefers-color-scheme:dark){{{selector}{{{values(DARK)}}}}}"]
    rules += [f"{selector} .fig-{part}-{role}{{{part}:var(--fig-{role})}}" for role in LIGHT for part in ("fill", "stroke")]
    return "\n".join(rules)


@functools.cache
def house():
    """The settings of matplotlibrc, whatever the folder the program was started in."""
    return matplotlib.rc_params_from_file(HOUSE, use_default_template=True)


@functools.cache
def font(size, weight):
    return font_manager.FontProperties(family="DejaVu Sans", size=size, weight=weight)


@functools.cache
def measure(text, size=NORMAL, weight="normal"):
    """Width of a line of text in points, in the house font (system fonts are narrower, so what fits here fits there)."""
    face = font_manager.get_font(font_manager.findfont(font(size, weight)))
    face.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter the font lacks is measured as its box
        face.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return face.get_width_height()[0] / 64


def clean(text):
    """Text on one line without control characters, which SVG does not allow."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+", " ", str(text)).strip()


def fit(text, width, size=NORMAL, weight="normal"):
    """The text if it fits in `width` points, else its beginning with an ellipsis: fit('National Service', 50) => 'National…'. A number is
    never cut, since its beginning is another number."""
    text = whole = clean(text)
    if measure(text, size, weight) <= width:
        return text
    text = text[:int(width)]  # no letter is narrower than a point
    while text and measure(text + "…", size, weight) > width:
        text = text[:-1].rstrip(" ,·")
    last = text.split()[-1:] or [""]
    if whole[len(text):len(text) + 1].strip() and any(c.isdigit() for c in last[0]):
        text = text[:-len(last[0])].rstrip(" ,·")
    return text + "…" if text else ""


def wrap(text, width, size=NORMAL, weight="normal"):
    """The text as lines that fit in `width` points."""
    lines = [""]
    for word in clean(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(fit(word, width, size, weight))
    return [line for line in lines if line]


class Sheet:
    """Paper to draw on, in points, y downward. `y` is the next free line; the height is set when the sheet is saved."""

    def __init__(self, name, title):
        self.name, self.title, self.tips, self.y, self.drawn = name, title, {}, MARGIN, 0
        self.figure = Figure(figsize=(WIDTH / 72, 1), facecolor=LIGHT["paper"])
        self.axes = self.figure.add_axes([0, 0, 1, 1], frameon=False)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_xticks([])
        self.axes.set_yticks([])
        if title:
            self.paragraph(title, size=TITLE, weight="bold", quiet=True)
        self.y += 4

    def paragraph(self, text, size=NORMAL, weight="normal", role="ink", quiet=False):
        for line in wrap(text, WIDTH - 2 * MARGIN, size, weight):
            self.y += size * 1.25
            self.text(MARGIN, self.y, line, role, size, weight, quiet=quiet)
        self.y += 3

    def legend(self, entries):
        """What the marks mean, in a row that goes on below where it is full: [(draw(x, y) with y its middle, width, words)]."""
        x, self.y = MARGIN, self.y + SMALL
        for draw, width, words in entries:
            if x > MARGIN and x + width + 5 + measure(words, SMALL) > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + SMALL + 5
            draw(x, self.y - 3.5)
            self.text(x + width + 5, self.y, words, "muted", SMALL, quiet=True)
            x += width + 5 + measure(words, SMALL) + 12
        self.y += 8

    def text(self, x, y, text, role="ink", size=NORMAL, weight="normal", ha="left", link=None, rotation=0, quiet=False):
        """One line of text with its baseline at y; nothing is drawn for an empty one. quiet: nothing to be read aloud, as it only tells
        where on an axis a mark stands, or repeats what links and names say."""
        if not clean(text):
            return None
        artist = self.axes.text(x, y, clean(text), color=LIGHT[role], fontproperties=font(size, weight), ha=ha, va="baseline",
                                rotation=rotation, rotation_mode="anchor", clip_on=False, parse_math=False)
        if quiet:
            artist.set_gid(f"{svg.QUIET}{self.drawn}")
        return self._linked(artist, link)

    def line(self, xs, ys, role="muted", width=1, dash=None, link=None, marker=None, size=7, fill=None, edge=1.5):
        style = "none" if width == 0 else (0, dash) if dash else "-"
        artist = Line2D(xs, ys, color=LIGHT[role], linewidth=width, linestyle=style, marker=marker, markersize=size,
                        markerfacecolor=LIGHT[fill or role], markeredgecolor=LIGHT[role], markeredgewidth=edge, clip_on=False)
        return self._linked(self.axes.add_artist(artist), link)

    def mark(self, x, y, status="actual", size=8, link=None):
        """A filled dot for what is said to be so; hollow, and of another shape, for what is expected, unverified or denied."""
        status = status if status in SHAPES else "actual"
        fill = status if status == "actual" else "hollow"
        return self.line([x], [y], status, 0, marker=SHAPES[status], size=size, fill=fill, link=link, edge=1.6)

    def box(self, x, y, width, height, fill="band", edge=None, link=None, line=1.4):
        artist = Rectangle((x, y), width, height, facecolor=LIGHT[fill], edgecolor=LIGHT[edge] if edge else "none",
                           linewidth=line if edge else 0, clip_on=False)
        return self._linked(self.axes.add_artist(artist), link)

    def curve(self, x0, y0, x1, y1, role="muted", width=1.2, dash=None, link=None):
        """A line from left to right that leaves and arrives level."""
        middle = (x0 + x1) / 2
        outline = Outline([(x0, y0), (middle, y0), (middle, y1), (x1, y1)], [Outline.MOVETO] + [Outline.CURVE4] * 3)
        artist = PathPatch(outline, facecolor="none", edgecolor=LIGHT[role], linewidth=width, linestyle=(0, dash) if dash else "-",
                           clip_on=False)
        return self._linked(self.axes.add_artist(artist), link)

    def _linked(self, artist, link):
        """What comes later lies on top and is read later. `link` is (claim id, words for the pointer and the screen reader)."""
        self.drawn += 1
        artist.set_zorder(self.drawn)
        if link:
            claim, tip = link
            artist.set_url(f"#{claim}")
            artist.set_gid(f"{self.name}.{claim}.{len(self.tips)}")
            self.tips[artist.get_gid()] = clean(tip)
        return artist

    def finish(self):
        height = self.y + MARGIN
        self.figure.set_size_inches(WIDTH / 72, height / 72)
        self.axes.set_ylim(height, 0)
        return self.figure

    def save(self, caption, alt, data, title=None):
        """Write NAME.svg, NAME.png and NAME.csv into paths.FIGURES; the same data give the same bytes."""
        title = title or self.title
        with matplotlib.rc_context(house()), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing")  # the picture shows a box; the SVG and the CSV keep the letter
            figure, vector = self.finish(), io.StringIO()
            figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
            picture = png(figure)
        paths.write(paths.FIGURES / f"{self.name}.svg", svg.themed(vector.getvalue(), self.name, title, alt, self.tips, LIGHT, caption))
        paths.write(paths.FIGURES / f"{self.name}.png", picture)
        paths.write(paths.FIGURES / f"{self.name}.csv", data.to_csv(index=False, lineterminator="\n"))
        return Drawn(self.name, title, caption, alt, data, figure)


def png(figure):
    """A figure as PNG with the few colors it has, a third of the usual size: it is kept in git and in two notebooks."""
    canvas, dpi, out = FigureCanvasAgg(figure), figure.dpi, io.BytesIO()
    figure.set_dpi(matplotlib.rcParams["savefig.dpi"])
    canvas.draw()
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    few = drawn.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG")
    figure.set_dpi(dpi)
    return out.getvalue()


def shorten(text, characters):
    """For words that are not set in a figure (alt texts): cut at a word."""
    return textwrap.shorten(clean(text), characters, placeholder="…")


def label(measure_name, codebook=None):
    """The name of a measure in words: 'troops_deployed' => 'troops deployed', or the codebook's label."""
    names = {m.name: m.label for m in codebook.measures} if codebook else {}
    return clean(names.get(measure_name) or measure_name.replace("_", " "))
