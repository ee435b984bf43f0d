"""Where an SVG's links lie, for paper: a typeset page shows the drawing as one picture, and links are laid over it."""

import re
import xml.etree.ElementTree as ElementTree

from ..html import SVG

MARK = 5.0  # half the width of a marker, and of the place to click on a line


def links(svg):
    """SVG text => {"width", "height", "links": [[claim id, left, top, width, height], …]}, in the SVG's own units.

    A part that lies inside another link to the same claim (a number on its square) is left out.
    """
    root = ElementTree.fromstring(svg)
    width, height = map(float, root.get("viewBox").split()[2:])
    found = []
    for link in root.iter(f"{SVG}a"):
        claim, corners = link.get("href", "").removeprefix("#"), [corner for part in link for corner in _corners(part)]
        if corners:
            (left, top), (right, bottom) = map(min, zip(*corners)), map(max, zip(*corners))
            middle = ((left + right) / 2, (top + bottom) / 2)
            if not any(claim == other and x <= middle[0] <= x + w and y <= middle[1] <= y + h for other, x, y, w, h in found):
                found.append([claim, *(round(n, 2) for n in (left, top, right - left, bottom - top))])
    return {"width": width, "height": height, "links": found}


def _corners(part):
    """Points at the edge of a marker, a line of text, a box or a stroke; of a curve, around its middle."""
    tag, number = part.tag.removeprefix(SVG), lambda name: float(part.get(name, 0))
    if tag == "use":
        return _around(number("x"), number("y"))
    if tag == "text":
        size = float(part.get("font-size", "9").removesuffix("px"))
        length = 0.55 * size * len("".join(part.itertext()))
        left = number("x") - length * {"middle": 0.5, "end": 1}.get(part.get("text-anchor"), 0)
        return [(left, number("y") - size), (left + length, number("y") + 0.25 * size)]
    if tag == "path":
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", part.get("d", ""))]
        points = list(zip(numbers[::2], numbers[1::2]))
        if "C" in part.get("d"):
            return _around((points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2)
        return points if part.get("fill") != "none" else [corner for x, y in points for corner in ((x - 2, y - 2), (x + 2, y + 2))]
    return [corner for child in part for corner in _corners(child)]


def _around(x, y):
    return [(x - MARK, y - MARK), (x + MARK, y + MARK)]
