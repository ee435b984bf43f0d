"""verify: does every number, quotation, link and figure of a report follow from the data it carries?"""

import base64
import collections
import hashlib
import re
from pathlib import Path

from . import __version__, paths
from .report import drawings, evidence, metadata, proof

OUTSIDE = re.compile(r"^(?:https?:)?//|^(?:https?|ftp|file|blob):", re.I)


def verify(path):
    """A report.html or report.pdf => list of problems, each with its place and both values; empty when all holds.

    Raises InputError for a file that is neither.
    """
    data = Path(path).read_bytes()
    try:
        if data.startswith(b"%PDF"):
            from .report import verify_pdf  # reads every page; not needed for HTML

            return list(verify_pdf.problems(data, path))
        return check(data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        raise paths.InputError(path, f"byte {error.start}", "not UTF-8 text",
                               "verify a report.html or report.pdf made by `make report`") from error
    except paths.InputError:
        raise
    except Exception as error:  # a damaged file can make its readers raise anything
        raise paths.InputError(path, "", f"cannot be read to its end ({type(error).__name__}: {error})",
                               "get the file again, or make it anew with `make report`") from error


def check(text, name="the report"):
    """The HTML of a report => list of problems."""
    found = evidence.read(text, name)
    parts = (evidence.problems(found), proof.problems(found), drawings.problems(found), _links(found.tree), _numbering(found.tree),
             _policy(found.tree), _version(found))
    return [problem for part in parts for problem in part]


def _links(tree):
    """Every id is one place; every link inside leads to one; nothing is asked of any other place."""
    names = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
    known = collections.Counter(names)
    yield from (f"the id {name} names {count} places" for name, count in known.items() if count > 1)
    for element in tree.xpath("//*[@href or @src or @srcset or @data or @poster or @action or @cite]"):
        for attribute in ("href", "src", "srcset", "data", "poster", "action", "cite"):
            address = element.get(attribute, "")
            if address.startswith("#") and address[1:] not in known:
                yield f"{proof.place(element)}: “{element.text_content().strip()[:60]}” leads to {address}, which is nowhere"
            if OUTSIDE.match(address) and not (element.tag == "a" and attribute == "href"):
                yield f"{proof.place(element)}: <{element.tag}> would ask {address[:60]}"


def _numbering(tree):
    """Sections, figures and tables are numbered in order, and every reference and the contents name them so."""
    names = {}
    numbered = {"Section": "//main//*[self::h2]", "Figure": "//main//figure[@id]/figcaption", "Table": "//main//table[@id]/caption"}
    for kind, path in numbered.items():
        holders = [e for e in tree.xpath(path) if e.xpath(".//span[@class='number' or @class='label']")]
        for n, holder in enumerate(holders, 1):
            shown = holder.xpath("string(.//span[@class='number' or @class='label'])").strip().rstrip(".")
            wanted = str(n) if kind == "Section" else f"{kind} {n}"
            names[holder.get("id") if kind == "Section" else holder.getparent().get("id")] = f"{kind} {n}"
            if shown != wanted:
                yield f"{proof.place(holder)}: is numbered “{shown}”; it is {wanted} in order"
    yield from _parts(tree)
    for card in tree.xpath("//main//section[@class='card']"):
        names[card.get("id")] = "Section " + card.xpath("string(h3/span[@class='number'])")
    places = {e.get("id"): e for e in tree.iter() if isinstance(e.tag, str) and e.get("id")}
    for link in tree.xpath("//main//a[starts-with(@href, '#')]"):
        said = " ".join(link.text_content().replace("\u00a0", " ").split())
        target = link.get("href")[1:]
        wanted = names.get(target) or _section(places.get(target), names)
        if wanted and re.fullmatch(r"(?:Section|Figure|Table) [\d.]+", said) and said != wanted:
            yield f"{proof.place(link)}: says “{said}” and leads to {wanted}"
    headings = {e.get("id"): " ".join(e.text_content().split()) for e in tree.iter("h2", "h3") if e.get("id")}
    for nav in tree.iter("nav"):
        for link in nav.iter("a"):
            said, wanted = " ".join(link.text_content().split()), headings.get(link.get("href")[1:])
            if said != wanted and not (wanted or "").startswith(f"{said}: "):  # a source goes by its number there
                yield f"the contents say “{said}”; the heading says “{wanted}”"


def _parts(tree):
    """The parts of each section are numbered in order."""
    section, part = "", 0
    for heading in tree.xpath("//main//*[self::h2 or self::h3][span[@class='number']]"):
        shown = heading.findtext("span[@class='number']")
        section, part = (shown, 0) if heading.tag == "h2" else (section, part + 1)
        if heading.tag == "h3" and shown != f"{section}.{part}":
            yield f"{proof.place(heading)}: is numbered “{shown}”; it is {section}.{part} in order"


def _section(element, names):
    """The name of the card or section that holds a use of a claim."""
    if element is None or not element.get("id").startswith("use-"):
        return None
    named = ((a.get("id") if a.get("class") == "card" else a.get("data-heading")) for a in element.iterancestors("section"))
    return next((names[name] for name in named if name in names), None)


def _policy(tree):
    """The security policy allows just the style and script that are here."""
    policy = tree.xpath("string(//meta[translate(@http-equiv, 'CSP', 'csp')='content-security-policy']/@content)")
    if "default-src 'none'" not in policy:
        yield "the page has no policy that forbids it to ask other places"
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        for element in tree.xpath(f"//{tag}[not(@type) or @type='text/javascript']"):
            digest = base64.b64encode(hashlib.sha256((element.text or "").encode("utf-8")).digest()).decode("ascii")
            if f"{kind} 'sha256-{digest}'" not in policy:
                yield f"the page's <{tag}> was changed: the policy does not know sha256-{digest}"


def _version(found):
    """Date and data version agree wherever they are said, and the version is that of the tables."""
    tree, version = found.tree, metadata.data_version(found.files)
    iso = tree.xpath("string(//header//time/@datetime)")
    said = {"the byline": tree.xpath("string(//header//*[@class='byline'])"), "the citation": tree.xpath("string(//*[@class='citation'])"),
            "the foot": tree.xpath("string(//footer)")}
    for place, text in said.items():
        wanted = [metadata.shown(iso), f"version {__version__}"] + ([f"data {version}"] if place != "the foot" else [])
        yield from (f"{place} says “{' '.join(text.split())}”; it should name {part}" for part in wanted
                    if part.lower() not in " ".join(text.split()).lower())
    for name, wanted in (("description", evidence.summary(tree)), ("dcterms.date", iso), ("generator", f"claimtable {__version__}")):
        shown = tree.xpath("string(//meta[@name=$name]/@content)", name=name)
        if shown != wanted:
            yield f"the page's own {name} says “{shown}”; it should be “{wanted}”"
    for item in tree.xpath("//ul[@class='files']/li"):
        name, size = item.xpath("string(./a)"), item.xpath("string(./span[@class='size'])")
        wanted = metadata.size(found.files.get(name, b""))
        if size != wanted:
            yield f"the list of files says {name} has {size}; it has {wanted}"
