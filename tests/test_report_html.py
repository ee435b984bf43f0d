"""The report as a file: one page that asks nobody for anything, whose every link leads somewhere, and that can be read without sight."""

import base64
import hashlib
import io
import json
import re
import urllib.parse

import lxml.html
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtable import html, paths, shortnames, sources, tables
from claimtable.export import narrow, page
from claimtable.report import annex

REPORT = paths.ROOT / "report" / "report.html"
PAGES = [REPORT, *sorted((paths.ROOT / "report" / "notebooks").glob("*.html"))]
ALLOWED = {"default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'"}


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def any_page(request):
    return lxml.html.fromstring(request.param.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report():
    assert REPORT.exists(), "there is no report yet; `make report` writes it"
    return lxml.html.fromstring(REPORT.read_text(encoding="utf-8"))


def every(tree, tag):
    """Elements by name, inside SVG too."""
    return tree.xpath(f"//*[local-name()='{tag}']")


def words(element):
    return " ".join(element.text_content().split())


def test_the_pages_are_there():
    assert [path.stem for path in PAGES] == ["report", "01_sources", "02_claims", "03_discrepancies", "04_numbers_across_reports",
                                             "05_report"]


def test_the_file_stays_small():
    assert REPORT.stat().st_size < 1_500_000


# One file that asks nobody for anything


def test_nothing_is_fetched_from_anywhere(any_page):
    for element in any_page.iter(lxml.etree.Element):
        for name, value in element.attrib.items():
            local = name.split("}")[-1]
            if local in ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest"):
                assert value.startswith("data:"), f"<{element.tag} {name}={value[:60]}>"
            if local == "href" and not value.startswith(("#", "data:")):
                assert element.tag == "a", f"<{element.tag} href={value[:60]}>"
    styles = "".join(style.text for style in every(any_page, "style"))
    assert "@import" not in styles and not re.search(r"url\((?!['\"]?data:)", styles)


def test_links_to_other_places_tell_them_nothing(any_page):
    for link in any_page.xpath("//a[starts-with(@href, 'http')]"):
        assert {"noopener", "noreferrer"} <= set(link.get("rel", "").split()), link.get("href")


def test_the_policy_forbids_all_but_this_style_and_this_script(any_page):
    (policy,) = any_page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag in ("style", "script"):
        (element,) = [e for e in every(any_page, tag) if e.get("type") in (None, "text/javascript")]
        digest = base64.b64encode(hashlib.sha256(element.text.encode("utf-8")).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    rules = {rule.strip() for rule in policy.split(";")}
    assert {rule for rule in rules if not re.fullmatch(r"(style|script)-src 'sha256-[^' ]+'", rule)} == ALLOWED
    before = any_page.xpath("//meta[@http-equiv='Content-Security-Policy']/preceding::*[self::style or self::script or self::link]")
    assert not before, "the policy stands before whatever it governs"


def test_no_element_carries_a_style_or_a_script_of_its_own(any_page):
    for element in any_page.iter(lxml.etree.Element):
        own = [name for name in element.attrib if name == "style" or name.lower().startswith("on")]
        assert not own, f"<{element.tag}> {own}"
        assert not re.match(r"\s*javascript:", element.get("href", ""), re.I)


# Every link leads somewhere


def test_every_id_names_one_place(any_page):
    ids = any_page.xpath("//*/@id")
    assert sorted(ids) == sorted(set(ids))


def test_every_link_inside_leads_somewhere(any_page):
    ids = set(any_page.xpath("//*/@id"))
    for element in any_page.iter(lxml.etree.Element):
        for name in ("href", "cite", "aria-labelledby", "aria-describedby", "for"):
            for target in element.get(name, "").split() if name.startswith("aria") else [element.get(name, "")]:
                if name.startswith("aria") or target.startswith("#"):
                    assert urllib.parse.unquote(target.removeprefix("#")) in ids, f"<{element.tag} {name}={target}>"


def test_links_of_a_notebook_page_lead_into_the_report(any_page, report):
    places = set(report.xpath("//*/@id"))
    for address in any_page.xpath("//a/@href[contains(., '.html')]"):
        file, _, place = address.partition("#")
        assert any(path.name == file.rsplit("/", 1)[-1] for path in PAGES), address
        if place and file.endswith("report.html") and "notebooks" not in file:
            assert place in places, address


def test_every_claim_stands_marked_in_its_source_with_a_passport_and_the_way_back(report):
    claims = tables.read("claims", paths.ROOT / "data" / "tables")
    marks = {mark.get("id"): mark for mark in every(report, "mark") if mark.get("id")}
    assert sorted(marks) == sorted(claims.claim_id)
    passports = {passport.get("id"): passport for passport in report.xpath("//li[@class='passport']")}
    for row in claims.itertuples():
        home = next(a for a in marks[row.claim_id].iterancestors("div") if a.get("class") == "source-text")
        assert home.get("data-source") == row.source_id
        assert passports[f"p-{row.claim_id}"].xpath(".//a[@class='back']/@href") == [f"#{row.claim_id}"]
    used = {link.get("href")[1:] for link in report.xpath("//a[@class='claim']")}
    for claim_id in used:
        assert passports[f"p-{claim_id}"].xpath(".//p[@class='uses']//a"), f"{claim_id} is used, and its passport leads back to no use"


def test_the_texts_of_the_annex_are_the_files_letter_by_letter(report):
    shown = {place.get("data-source"): place.text_content() for place in report.xpath("//div[@class='source-text']")}
    assert shown == {source.id: source.text for source in sources.load()}


# Read without sight


def test_one_h1_and_no_level_of_headings_is_skipped(any_page):
    levels = [int(heading.tag[1]) for heading in any_page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels


def test_landmarks_and_the_skip_link_come_first(any_page):
    assert any_page.get("lang") == "en"
    assert len(every(any_page, "main")) == 1 and len(any_page.xpath("//body/header")) == 1 and len(any_page.xpath("//body/footer")) == 1
    assert all(nav.get("aria-label") for nav in every(any_page, "nav"))
    first = any_page.xpath("//body//a")[0]
    assert first.get("class") == "skip" and any_page.xpath("//main/@id") == [first.get("href")[1:]]


def test_every_picture_has_words(any_page):
    for image in every(any_page, "img"):
        assert image.get("alt", "").strip() or image.get("role") == "presentation"
    for drawing in every(any_page, "svg"):
        assert drawing.get("role") in ("img", "group") and len(drawing.get("aria-label", "")) > 20
        assert all(link.xpath("*[local-name()='title']/text()") or link.get("aria-hidden") == "true"
                   for link in drawing.xpath(".//*[local-name()='a']"))


def test_a_drawing_is_named_by_its_finding_in_one_breath(report):
    for figure in report.xpath("//figure[@data-figure]"):
        name = figure.xpath("string(./*[local-name()='svg']/@aria-label)")
        assert name.endswith(". The data follow in a table.") and len(name.split()) < 40 and figure.xpath("./details//table"), name


def test_a_drawing_names_the_claims_that_it_draws(report):
    for figure in report.xpath("//figure[@data-figure]"):
        rows = pd.read_csv(io.BytesIO(html.downloaded(figure.xpath(".//a[@download]/@href")[0])), dtype=str, keep_default_na=False)
        known = {claim_id for column in ("claim_id", "claim_ids") if column in rows for cell in rows[column]
                 for claim_id in tables.split(cell)}
        linked = {link.get("href")[1:] for link in figure.xpath("./*[local-name()='svg']//*[local-name()='a']")}
        assert linked and linked <= known, figure.get("id")


def test_every_table_has_a_name_headers_with_scope_and_a_region_to_scroll_in(any_page):
    for table in every(any_page, "table"):
        assert table.xpath("./thead//th") and all(th.get("scope") == "col" for th in table.xpath("./thead//th"))
        assert all(th.get("scope") == "row" for th in table.xpath("./tbody//th"))
        region = table.getparent()
        assert region.get("role") == "group" and region.get("tabindex") == "0"
        assert (region.get("aria-label") or region.get("aria-labelledby"))


def test_figures_and_tables_are_numbered_in_order_and_named_by_a_caption(report):
    for kind, captions in (("Figure", report.xpath("//main//figure/figcaption")),
                           ("Table", report.xpath("//main//table/caption[span[@class='label']]"))):
        assert [words(c)[:len(f"{kind} {n}.")] for n, c in enumerate(captions, 1)] == [f"{kind} {n}." for n in range(1, len(captions) + 1)]
        assert captions and all(len(words(c)) > len(f"{kind} 00. ") for c in captions)
    assert len(report.xpath("//main//figure/figcaption")) == len(report.xpath("//main//figure"))


def test_the_contents_list_every_section(report):
    sections = [words(heading) for heading in report.xpath("//main/section/h2")]
    for nav in report.xpath("//nav[@aria-label='Contents']"):
        assert [words(link) for link in nav.xpath("./ol/li/a")] == sections


# The data inside


def test_the_tables_inside_are_the_tables_of_the_project(report):
    files = {link.get("download"): html.downloaded(link.get("href")) for link in report.xpath("//a[@class='file']")}
    folder = paths.ROOT / "data" / "tables"
    assert set(files) == {f"{name}.csv" for name in tables.COLUMNS} | {"claims.jsonld", "datapackage.json"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}


def test_every_table_can_be_saved_as_it_is_shown(report):
    names, bare = shortnames.here(), lambda words: re.sub(r"[\s,]", "", words)
    tools = report.xpath("//div[contains(concat(' ', @class, ' '), ' table ')]")
    assert tools
    for block in tools:
        saved = pd.read_csv(io.BytesIO(html.downloaded(block.xpath(".//a[@download]/@href")[0])), dtype=str, keep_default_na=False)
        rows = block.xpath(".//table/tbody/tr")
        assert len(saved) == len(rows) and list(saved.columns) == block.xpath(".//table/thead//th/@data-col")
        for shown, kept in zip(rows, saved.values.tolist()):
            for cell, words in zip(shown, kept):  # a file keeps the ids of sources where the page has their names
                assert bare(cell.text_content()) in map(bare, (words, names.plain(words), names.tag(words)))


def test_the_description_for_machines_names_the_files_inside(report):
    (described,) = report.xpath("//script[@type='application/ld+json']/text()")
    described = json.loads(described)
    assert described["@context"] == "https://schema.org" and described["@type"] == "Dataset"
    assert described["name"] == words(report.xpath("//h1")[0])
    assert described["dateModified"] == report.xpath("//header//time/@datetime")[0]
    assert len(described["isBasedOn"]) == len(sources.load())
    for part in described["distribution"]:
        (link,) = report.xpath("//a[@id=$name]", name=part["contentUrl"][1:])
        data = html.downloaded(link.get("href"))
        found = (link.get("download"), part["sha256"], part["contentSize"])
        assert found == (part["name"], hashlib.sha256(data).hexdigest(), f"{len(data)} B")


# How the page is made: what is refused and what is cleaned


def made(body):
    return page.report("<h1>A march</h1>" + body, paths.FIGURES)


@pytest.mark.parametrize("body, says", [
    ('<h2>One</h2><p><img alt="a" src="https://example.org/a.png"></p>', "would be fetched from https://example.org/a.png"),
    ('<h2>One</h2><p><img alt="a" src="//example.org/a.png"></p>', "would be fetched from //example.org/a.png"),
    ('<h2>One</h2><p>See <a href="#fig-nowhere"></a>.</p>', "nothing in the report has this name"),
    ('<h2>One</h2><p><a class="claim" href="#000:1">ten</a></p>', "the annex has no claim 000:1"),
    ('<h2>One</h2><figure id="fig-x" data-figure="no_such_figure"><img alt="x"><figcaption><p>x</p></figcaption></figure>',
     "no such figure"),
], ids=["image from elsewhere", "image without a scheme", "reference to nothing", "claim without its source", "figure that was not drawn"])
def test_what_would_not_hold_is_refused_in_words(body, says):
    with pytest.raises(paths.InputError, match=re.escape(says)):
        made(body)


def test_what_a_strict_policy_would_refuse_is_taken_out():
    tree = made('<h2>One</h2><p style="color:red" onclick="x()">a<script>x()</script><style>p{}</style><iframe '
                'src="https://a"></iframe><!-- c --></p>').main
    assert lxml.html.tostring(tree.find(".//p"), encoding="unicode").strip() == "<p>a</p>"


def test_references_are_filled_with_the_number_of_what_they_name():
    table = str(html.table(pd.DataFrame({"a": [1]}), "one", "The first"))
    references = '<a href="#table-one"></a>, <a href="#two"></a>, <a href="#part"></a>'
    tree = made(f"<h2>One</h2>{table}<h2>Two</h2><h3>Part</h3><p>See {references}.</p>").main
    assert words(tree.findall(".//section")[1].find("p")) == "See Table 1, Section 2, Section 2.1."


def test_each_column_of_a_table_has_its_name_in_a_rule_for_narrow_screens():
    shown = "".join(str(html.table(pd.DataFrame({"a": [1], "b": [2], "c": [3]}), name, "A table",
                                   {"a": "First", "b": 'In "words"', "c": last}))
                    for name, last in (("one", "Where"), ("2:two", "When")))
    rules = narrow.stacked(made(f"<h2>One</h2>{shown}").main)
    assert ('#table-one td:nth-child(2)::before,#table-2\\3a two td:nth-child(2)::before{content:"In \\22 words\\22 ";content:"In \\22 '
            'words\\22 "/""}') in rules
    assert '#table-one td:nth-child(3)::before{content:"Where";content:"Where"/""}' in rules and "First" not in rules
    data = page.data_table("x", "claim_id,measure,source_id,surface\n1:1,dead,1,ten\n", {})
    fold = f'<figure id="fig-x"><figcaption>A figure</figcaption>{data}</figure>'
    assert "#data-x td:nth-child(2)::before" in narrow.stacked(made(f"<h2>One</h2>{fold}").main)
    assert all(narrow.NARROW in (paths.TEMPLATES / "report" / name).read_text() for name in ("report.css", "report.js"))


def test_code_is_folded_at_the_end_of_its_section():
    tree = made('<h2>One</h2><div class="working code"><pre>f()</pre></div><p>text</p><h2>Two</h2><p>more</p>').main
    first, second = tree.findall("section")
    assert [e.tag for e in first] == ["h2", "p", "details"] and first[-1].find("summary").text == "Program code of section 1"
    assert second.find("details") is None


def test_two_headings_of_one_name_get_two_addresses():
    assert [name for _, name, _, _ in made("<h2>Same</h2><h2>Same</h2>").contents] == ["same", "same-2"]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 25)), max_size=6)


printed = st.characters(exclude_characters="\x00\x0b\x0c", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n \r<&>\"'")


@settings(max_examples=200, deadline=None)
@given(st.text(printed, min_size=1, max_size=60), spans)
def test_marking_any_spans_of_any_text_leaves_its_words_alone(text, places):
    spans = [(start, min(start + length, len(text)), f'<mark id="m{n}">', "</mark>") for n, (start, length) in enumerate(places)
             if start < len(text)]
    shown = annex.marked(text, spans)
    tree = lxml.html.fragment_fromstring(f"<div>{shown}</div>")
    assert tree.text_content() == text
    for name in tree.xpath(".//mark/@id"):
        assert len(tree.xpath(f".//*[@id='{name}']")) == 1
