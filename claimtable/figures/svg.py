"""matplotlib's SVG made fit for a page: colors a page can restyle, no inline styles, ids that do not clash, links with names.

A page with a strict content security policy refuses style attributes, so each becomes a presentation attribute and, for a color, a
class (`fig-fill-ink`, `fig-stroke-actual`) that a style sheet may override. Without a style sheet the figure is a light one.
"""

import re
import xml.etree.ElementTree as ElementTree

SVG, LINK = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}href"
QUIET = "quiet."  # begins the id of words that are not read aloud
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
ElementTree.register_namespace("", SVG)


def themed(source, name, title, description, tips, palette, caption):
    """SVG text as matplotlib wrote it => SVG text for a page.

    name: prefix of every id. tips: {gid: words}, the name of the link around the element with that id. palette: {role: '#rrggbb'}.
    caption: kept as an attribute, for whoever shows the figure by its name.
    """
    root = ElementTree.fromstring(source)
    roles = {color: role for role, color in palette.items()}
    _drop(root)
    for element in root.iter():
        _restyle(element, roles)
    _inherit(root)
    _hush(root)
    _prefix(root, name)
    _name_links(root, tips)
    _join_links(root)
    root.set("font-family", FONTS)
    root.set("stroke-linejoin", "round")
    root.set("data-caption", caption)
    for tag, text in (("desc", description), ("title", title)):
        child = ElementTree.Element(f"{{{SVG}}}{tag}")
        child.text = text
        root.insert(0, child)
    root.attrib.pop("version", None)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _drop(root):
    """Remove metadata and matplotlib's style sheet: nothing in the file may need another file or an exception to the policy."""
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)


def _restyle(element, roles):
    style = element.attrib.pop("style", "")
    classes = []
    for key, value in re.findall(r"([\w-]+):\s*([^;]+)", style):
        if key == "font-family":
            continue
        role = roles.get(value) if key in ("fill", "stroke") else None
        if role:
            classes.append(f"fig-{key}-{role}")
        elif key in ("fill", "stroke") and value != "none":
            raise ValueError(f"a figure uses the color {value}, which has no role")
        element.set(key, value.strip())
    if classes:
        element.set("class", " ".join(classes))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]


def _inherit(root):
    """Shapes of markers take their color from where they are used: a page's rule does not reach into a copy (SVG 2, 5.5)."""
    for defs in root.iter(f"{{{SVG}}}defs"):
        for shape in defs:
            for key in ("fill", "stroke", "class"):
                shape.attrib.pop(key, None)


def _hush(root):
    """Words whose mark says already what they say, or that are an axis, are not read aloud."""
    for group in root.iter(f"{{{SVG}}}g"):
        if group.get("id", "").startswith(QUIET):
            for words in group:
                words.set("aria-hidden", "true")


def _prefix(root, name):
    """Ids become NAME.id, and what refers to them follows; ids that nothing uses go, links to claims stay as they are."""
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    used = set(re.findall(r'href="#([^"]+)', ElementTree.tostring(root, encoding="unicode")))
    for element in root.iter():
        if element.get("id") and not element.get("id").startswith(f"{name}."):
            element.set("id", f"{name}.{element.get('id')}")
            if element.get("id").removeprefix(f"{name}.") not in used:
                del element.attrib["id"]
        target = element.attrib.pop(LINK, None)
        if target:
            element.set("href", f"#{name}.{target[1:]}" if target[1:] in ids else target)


def _join_links(root):
    """Parts of a mark that follow each other, such as a box and the number in it, share one link; the groups around links go."""
    link = f"{{{SVG}}}a"
    for parent in root.iter():
        for group in [child for child in parent if len(child) == 1 and child[0].tag == link]:
            parent[list(parent).index(group)] = group[0]
        before = None
        for child in list(parent):
            if before is not None and child.tag == before.tag == link and _leads(child) == _leads(before):
                before.extend(child[1:])
                parent.remove(child)
            else:
                before = child


def _leads(link):
    """Where a link leads, and its words."""
    return link.get("href"), link.findtext(f"{{{SVG}}}title")


def _name_links(root, tips):
    """Each link gets its words; a claim drawn in several parts is one stop for the keyboard and is read once."""
    seen = set()
    for group in root.iter(f"{{{SVG}}}g"):
        for link in group.findall(f".//{{{SVG}}}a") if group.get("id") in tips else ():
            link.attrib.pop("target", None)
            words = ElementTree.Element(f"{{{SVG}}}title")
            words.text = tips[group.get("id")]
            link.insert(0, words)
            if (link.get("href"), words.text) in seen:
                link.set("tabindex", "-1")
                link.set("aria-hidden", "true")
            else:
                link.set("aria-label", words.text)
            seen.add((link.get("href"), words.text))
