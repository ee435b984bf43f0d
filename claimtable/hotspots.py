"""Where in a drawing its links lie: a PDF keeps an SVG's picture and loses its links, so they are laid over it again."""

import re

import lxml.etree

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def hotspots(path):
    """An SVG file => (width, height, [(target, left, top, width, height)]): each link's box, in parts of the picture's width.

    A second link to the same target that readers of a screen skip (aria-hidden) is skipped here too.
    """
    root = lxml.etree.parse(path).getroot()
    _, _, width, height = (float(n) for n in root.get("viewBox").split())
    boxes = {}
    for link in root.iterfind(".//{*}a"):
        points = [point for child in link.iter(lxml.etree.Element) for point in _reach(child)]
        if points and link.get("href", "").startswith("#") and link.get("aria-hidden") is None:
            xs, ys = [x / width for x, _ in points], [y / width for _, y in points]
            boxes[(link.get("href")[1:], min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))] = None
    return width, height, list(boxes)


def _reach(element):
    """Points that enclose an SVG element, about: a marker, a line of text, a path."""
    tag = lxml.etree.QName(element).localname
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    if tag == "use":
        return [(x - 5, y - 5), (x + 5, y + 5)]
    if tag == "text":
        size = float(NUMBER.search(element.get("font-size", "9"))[0])
        length = 0.55 * size * len(element.text or "")
        left = x - length * {"middle": 0.5, "end": 1}.get(element.get("text-anchor"), 0)
        return [(left, y - size), (left + length, y + 0.25 * size)]
    if tag == "path":
        numbers = [float(n) for n in NUMBER.findall(element.get("d", ""))]
        return [(x + margin, y + margin) for x, y in zip(numbers[::2], numbers[1::2]) for margin in (-2, 2)]
    return []
