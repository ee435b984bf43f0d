"""The report in a real browser with the network cut off: as a reader on a desk, on a phone, in the dark, by keyboard, by touch and without
script."""

import io
import json
import os
import re
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader

from claimtable import export, paths, tables
from claimtable.report import annex

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REPORT = (paths.ROOT / "report" / "report.html").as_uri()
NOTEBOOK = (paths.ROOT / "report" / "notebooks" / "02_claims.html").as_uri()
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = {"light": {"viewport": DESK}, "dark": {"viewport": DESK, "color_scheme": "dark"},
         "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True}}
# Rows, passports and drawings repeat a few kinds of element; for colors, some of each kind stand for all.
SAMPLE = """() => {
    for (const list of document.querySelectorAll("tbody, .passports, .source-text")) [...list.children].slice(6).forEach(e => e.remove());
    for (const drawing of document.querySelectorAll("figure svg")) drawing.remove();
    [...document.querySelectorAll(".card")].slice(5).forEach(e => e.remove());
}"""
MEASURE = """() => {
    const range = document.createRange(), counts = [];
    for (const p of document.querySelectorAll("main > div > p, main > section > p")) {
        const lines = new Map();
        for (const node of function* texts(n) { for (const c of n.childNodes) c.nodeType === 3 ? yield c : yield* texts(c); }(p))
            for (let i = 0; i < node.length; i++) {
                range.setStart(node, i); range.setEnd(node, i + 1);
                const box = range.getBoundingClientRect(), line = Math.round(box.bottom / 8);
                if (box.width) lines.set(line, (lines.get(line) || 0) + 1);
            }
        counts.push(...[...lines.values()].slice(0, -1));
    }
    return counts;
}"""


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM:
        message = "no Chromium is installed (looked for chromium, chromium-browser, google-chrome); the browser tests need one"
        if os.environ.get("CLAIMTABLE_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(chromium, address=REPORT, **look):
    """A page with no network; on leaving it, nothing may have been asked for and nothing complained of."""
    context = chromium.new_context(offline=True, **({"viewport": DESK} | look))
    page, complaints, asked = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    page.goto(address)
    yield page
    assert complaints == []
    assert [url for url in asked if url.partition("#")[0] != address] == []
    context.close()


@pytest.fixture(scope="module")
def desk(chromium):
    """The report on a desk, for tests that leave it as they found it."""
    with opened(chromium) as page:
        yield page


@pytest.fixture
def page(desk):
    desk.goto("about:blank")
    desk.goto(REPORT)
    return desk


def card(page):
    return page.locator("#passport-card")


def first_claim(page):
    return page.locator(".answers a.claim").first


def color(locator, what="background-color"):
    return locator.evaluate("(e, what) => getComputedStyle(e).getPropertyValue(what)", what)


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("address", [REPORT, NOTEBOOK], ids=["report", "notebook"])
def test_it_opens_without_a_complaint_or_a_request_and_fits_the_screen(chromium, address, look):
    with opened(chromium, address, **LOOKS[look]) as page:
        expect(page.locator("h1")).to_be_visible()
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert overflow(page) <= 0


# From a number to its words and back


def test_a_claim_link_lands_on_its_sentence_highlighted_in_its_source(page):
    link = first_claim(page)
    claim_id = link.get_attribute("href")[1:]
    link.click()
    mark = page.locator("mark:target")
    expect(mark).to_have_id(claim_id)
    expect(mark).to_be_in_viewport()
    assert color(mark) != color(page.locator(".source-text mark:not(:target)").first)
    sentence = mark.locator("xpath=ancestor::span[contains(@class, 'sentence')]")
    assert color(sentence) != color(page.locator(".source-text .sentence:not(:has(mark:target))").first)


def test_a_mark_in_a_figure_leads_to_its_claim(page):
    mark = page.locator("#fig-numbers_troops_deployed svg a:not([aria-hidden])").first
    mark.scroll_into_view_if_needed()
    mark.locator("text").first.click()
    expect(page.locator("mark:target")).to_have_id(mark.get_attribute("href")[1:])
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_a_passport_leads_back_to_every_use(page):
    link = first_claim(page)
    passport = page.locator(f"[id='p-{link.get_attribute('href')[1:]}']")
    link.click()
    page.locator("mark:target + a.ref").click()
    expect(passport).to_be_in_viewport()
    ways = passport.locator(".uses a")
    assert link.get_attribute("id") in {way.get_attribute("href")[1:] for way in ways.all()}
    ways.first.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_hovering_a_number_shows_whose_words_it_is_and_escape_puts_that_away(page):
    link = first_claim(page)
    link.hover()
    expect(card(page)).to_be_visible()
    claim_id = link.get_attribute("href")[1:]
    words = page.locator(f"[id='{claim_id}']").text_content()
    expect(card(page).locator("mark")).to_have_text(words)
    assert card(page).locator("dl.facts").text_content() == page.locator(f"[id='p-{claim_id}'] dl.facts").text_content()
    box = card(page).bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= DESK["width"] and box["y"] + box["height"] <= DESK["height"]
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)


def test_the_keyboard_reaches_the_passport_and_follows_the_link(page):
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    link = first_claim(page)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_have_id(link.get_attribute("href")[1:])
    expect(card(page)).to_have_count(0)


def test_a_finger_sees_the_passport_first_and_then_follows_it(chromium):
    with opened(chromium, **LOOKS["phone"]) as page:
        link = first_claim(page)
        link.tap()
        expect(card(page)).to_be_visible()
        assert "#" not in page.url
        box = card(page).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        card(page).get_by_role("link").tap()
        expect(page.locator("mark:target")).to_have_id(link.get_attribute("href")[1:])
        expect(card(page)).to_have_count(0)


# By ear and by keyboard


def held(page):
    """What has the focus: (its tag, its id, its label)."""
    return tuple(page.evaluate("(e => [e.localName, e.id, e.getAttribute('aria-label') || ''])(document.activeElement)"))


def heard(page, selector):
    """What assistive technology is told of an element: {role, name, description} as far as they are there."""
    client = page.context.new_cdp_session(page)
    found = client.send("Runtime.evaluate", {"expression": f"document.querySelector({json.dumps(selector)})"})["result"]["objectId"]
    (node, *_) = client.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"]
    return {part: node[part]["value"] for part in ("role", "name", "description") if node.get(part, {}).get("value")}


def test_a_claim_link_is_described_by_who_says_it_of_which_day_and_in_which_source(page):
    claims = tables.read("claims", paths.ROOT / "data" / "tables").set_index("claim_id")
    dated = claims[(claims.origin != "") & (claims.as_of_from != "") & (claims.relay == "") & (claims.kind != "text")]
    link = next(a for a in page.locator(".answers a.claim").all() if a.get_attribute("href")[1:] in dated.index)
    row = dated.loc[link.get_attribute("href")[1:]]
    told = heard(page, f".answers a.claim[href='#{row.name}']")["description"]
    assert told.split(", ") == list(dict.fromkeys([row.origin, annex.dates(row.as_of_from, row.as_of_to), row.as_of_basis,
                                                   f"source {row.source_id}"]))


def test_a_link_that_is_words_and_no_number_is_described_too(page):
    links = page.locator("main a.claim").evaluate_all("links => links.map(a => [a.textContent, a.getAttribute('aria-description')])")
    wordy = [told for text, told in links if not re.search(r"\d", text)]
    assert len(wordy) > 20 and all(re.search(r", source \S+$|^source \S+, ", told) for told in wordy)


@pytest.mark.parametrize("width, height", [(1280, 900), (640, 512), (320, 256)])
def test_no_card_lies_on_its_link_or_outside_the_window(chromium, width, height):
    with opened(chromium, viewport={"width": width, "height": height}) as page:
        seen = page.evaluate("""async () => {
            const seen = [];
            for (const a of [...document.querySelectorAll("main a.claim")].filter(a => a.checkVisibility()).slice(0, 60)) {
                a.focus({focusVisible: true});
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                const card = document.getElementById("passport-card");
                if (!card) continue;
                const y = card.getBoundingClientRect();
                const meets = x => x.right > y.left && x.left < y.right && x.bottom > y.top && x.top < y.bottom;
                const covers = [...a.getClientRects()].some(meets);
                const inside = y.top >= 0 && y.left >= 0 && y.bottom <= innerHeight && y.right <= innerWidth;
                seen.push([covers, inside, card.scrollHeight <= card.clientHeight + 2 || getComputedStyle(card).overflowY === "auto"]);
            }
            return seen;
        }""")
        assert all(each == [False, True, True] for each in seen)
        assert len(seen) > 50 or height < 300


def test_the_card_is_no_stop_on_the_way_to_the_next_link(page):
    links = page.locator(".answers a[href]")
    links.nth(0).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()


def test_following_a_claim_puts_the_focus_on_its_words_and_says_which_claim_it_is(page):
    link = first_claim(page)
    claim_id = link.get_attribute("href")[1:]
    link.focus()
    page.keyboard.press("Enter")
    mark = page.locator(f"[id='{claim_id}']")
    expect(mark).to_be_focused()
    number = page.locator(f"a.ref[href='#p-{claim_id}']").get_attribute("data-n")
    assert heard(page, f"[id='{claim_id}']")["name"] == f"Claim {number} of source {claim_id.partition(':')[0]}: {mark.text_content()}"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(f"a.ref[href='#p-{claim_id}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"[id='p-{claim_id}']")).to_be_focused()


def test_going_back_returns_the_focus_to_the_link_that_was_left(page):
    link = first_claim(page)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_be_focused()
    page.go_back()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


def test_at_a_claim_there_is_a_link_to_where_the_reader_was(page):
    link = page.locator(".card blockquote a.claim").nth(2)
    link.focus()
    page.keyboard.press("Enter")
    way = page.get_by_role("link", name="Back to where you were")
    expect(way).to_have_count(1)
    way.focus()
    page.keyboard.press("Enter")
    expect(link).to_be_focused()


def test_with_colors_of_the_readers_own_the_target_stands_out(chromium):
    with opened(chromium, forced_colors="active") as page:
        first_claim(page).click()
        mark, page_color = page.locator("mark:target"), color(page.locator("html"))
        assert color(mark) not in (page_color, color(page.locator(".source-text mark:not(:target)").first))
        assert color(mark, "color") != color(mark) and color(mark, "outline-color") != page_color


def test_no_table_and_no_section_is_a_landmark_and_no_table_a_stop_that_does_not_scroll(page):
    assert page.get_by_role("region").count() == 0
    tables = page.locator(".table:visible > .scroll")
    for scrolls, stop in tables.evaluate_all("all => all.map(e => [e.scrollWidth > e.clientWidth, e.tabIndex === 0])"):
        assert stop == scrolls
    narrow = page.locator("#table-origins").locator("xpath=..")
    assert narrow.get_attribute("tabindex") is None and narrow.get_attribute("role") is None


# Tables


def test_a_sort_button_says_what_it_does_and_the_header_keeps_its_name(page):
    head = page.locator("#table-sources th").nth(2)
    assert head.get_attribute("aria-sort") == "none"
    assert heard(page, "#table-sources th:nth-child(3)")["name"] == "Outlet"
    expect(head.get_by_role("button")).to_have_accessible_name("Sort by Outlet")


def test_every_table_of_several_rows_sorts(page):
    assert page.evaluate("""[...document.querySelectorAll("table.data")].filter(t => t.tBodies[0].rows.length > 1).filter(
        t => [...t.tHead.rows[0].cells].some(head => head.textContent.trim() && !head.querySelector("button"))).length""") == 0


def test_what_is_stated_sorts_by_its_value_a_day_by_the_calendar_and_a_rating_by_rank(page):
    claims = tables.read("claims", paths.ROOT / "data" / "tables").set_index("claim_id")
    rows = page.locator("#table-numbers-how-many-soldiers tbody tr")
    shown = lambda: claims.loc[rows.evaluate_all("rows => rows.map(row => row.dataset.key)")]  # noqa: E731
    head = lambda name: page.locator(f"#table-numbers-how-many-soldiers th[data-col={name}]").get_by_role("button")  # noqa: E731
    before = list(shown().index)
    for name, values in (("surface", lambda: shown().low.fillna(shown().high).dropna().tolist()),
                         ("as_of", lambda: [day for day in shown().as_of_from if day])):
        head(name).click()
        assert values() == sorted(values()) and len(set(values())) > 2
        head(name).click()
        assert values() == sorted(values(), reverse=True)
        head(name).click()
        assert list(shown().index) == before
    head("credibility").click()
    ranks = page.locator("#table-numbers-how-many-soldiers td:last-child").evaluate_all("cells => cells.map(cell => +cell.dataset.sort)")
    assert ranks == sorted(ranks) and len(set(ranks)) > 1


def test_on_a_narrow_screen_a_table_keeps_its_headers_and_can_be_sorted(chromium):
    with opened(chromium, viewport={"width": 640, "height": 512}) as page:
        assert heard(page, "#table-sources thead th:nth-child(2)") == {"role": "columnheader", "name": "Title"}
        assert heard(page, "#table-sources tbody td")["role"] == "cell"
        assert heard(page, "#table-sources tbody tr")["role"] == "row"
        assert set(page.locator(".data[id] thead button").evaluate_all("buttons => buttons.map(button => button.tabIndex)")) == {-1}
        table = page.locator("#table-numbers-how-many-soldiers")
        field = page.locator(".table").filter(has=table).get_by_role("combobox")
        name = table.locator("caption .label").text_content().rstrip(".")
        expect(field).to_have_accessible_name(re.compile(f"^Sort {name} by"))
        before = table.locator("tbody th").all_text_contents()
        field.select_option(label="Source, descending")
        assert table.locator("tbody th").all_text_contents() == sorted(before, reverse=True) != before
        field.select_option(index=0)
        assert table.locator("tbody th").all_text_contents() == before


def test_a_table_sorts_numbers_as_numbers_and_words_as_words(page):
    table = page.locator("#table-origins")
    head = table.locator("th[data-col=reports]")
    column = head.evaluate("th => th.cellIndex")
    shown = lambda: [int(cell.text_content()) for cell in table.locator(f"tbody tr > :nth-child({column + 1})").all()]  # noqa: E731
    before = shown()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending" and shown() == sorted(before)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending" and shown() == sorted(before, reverse=True)
    table.locator("th[data-col=measure] button").click()
    assert head.get_attribute("aria-sort") == "none"


def test_a_long_table_can_be_filtered(page):
    block = page.locator(".table").filter(has=page.locator("#table-explained"))
    block.evaluate("e => { const fold = e.closest('details'); if (fold) fold.open = true; }")
    rows, field = block.locator("tbody tr"), block.get_by_role("searchbox")
    total = rows.count()
    word = re.findall(r"\w{4,}", rows.last.locator("td").first.text_content())[0]
    field.fill(word)
    kept = [row.text_content().lower() for row in rows.all() if row.is_visible()]
    assert kept and all(word.lower() in text for text in kept) and len(kept) < total
    expect(block.locator("output")).to_have_text(f"{len(kept)} of {total} rows")
    name = block.locator("caption .label").text_content().rstrip(".")
    expect(field).to_have_accessible_name(f"Filter {name} by word")
    field.fill("zzzz")
    expect(block.locator("output")).to_have_text("No row contains “zzzz”")
    field.fill("")
    assert sum(row.is_visible() for row in rows.all()) == total


def test_a_table_wider_than_the_phone_scrolls_inside_itself_by_keyboard(chromium):
    with opened(chromium, NOTEBOOK, **LOOKS["phone"]) as page:
        at = page.locator(".scroll").evaluate_all("regions => regions.findIndex(e => e.scrollWidth > e.clientWidth)")
        assert at >= 0
        wide = page.locator(".scroll").nth(at)
        expect(wide).to_have_attribute("tabindex", "0")
        wide.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)
        assert wide.evaluate("e => e.scrollLeft > 0")
        assert overflow(page) <= 0


@pytest.mark.parametrize(("look", "words"), [(DESK, 25), (PHONE, 20)], ids=["desk", "phone"])
def test_a_long_text_in_a_listing_of_a_notebook_has_room(chromium, tmp_path, look, words):
    made = export.notebook_html(paths.ROOT / "notebooks" / "03_discrepancies.ipynb", tmp_path / "page.html")
    with opened(chromium, made.as_uri(), viewport=look) as page:
        letter = page.locator(".plain").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") / 2
        rooms = page.locator(".plain .long").evaluate_all("cells => cells.map(e => e.clientWidth)")
        assert rooms and min(rooms) / letter > words
        text = page.locator("main > section > p").first.bounding_box()["width"]
        assert all(width > text for width in page.locator(".scroll.wide").evaluate_all("l => l.map(e => e.clientWidth)")) or look == PHONE
        assert overflow(page) <= 0


def test_a_card_grows_with_its_data_and_its_words_stay(page):
    card = page.locator(".card:has(.figure-data)").first
    words, data = card.locator("blockquote").first, card.locator(".figure-data").first
    before, own = card.bounding_box()["width"], words.bounding_box()["width"]
    data.locator("summary").click()
    assert card.bounding_box()["width"] > before and words.bounding_box()["width"] == own
    assert all(data.locator(".scroll").evaluate_all("l => l.map(e => e.scrollWidth <= e.clientWidth)"))
    data.locator("summary").click()
    assert card.bounding_box()["width"] == before


def test_on_a_phone_a_row_is_a_block_whose_cells_name_their_columns(chromium):
    with opened(chromium, **LOOKS["phone"]) as page:
        table = page.locator("#table-sources")
        heads = table.locator("thead th").evaluate_all("heads => heads.slice(1).map(head => head.textContent)")
        cells = table.locator("tbody tr").first.locator("td")
        page.locator("details.figure-data").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
        assert page.locator(".scroll").evaluate_all("regions => regions.filter(e => e.scrollWidth > e.clientWidth).length") == 0
        assert cells.evaluate_all("""cells => cells.map(cell => getComputedStyle(cell, "::before").content.split('"')[1])""") == heads
        boxes = [cell.bounding_box() for cell in cells.all()]
        assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in zip(boxes, boxes[1:]))
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def test_the_letters_of_a_drawing_can_be_read_on_a_phone(chromium):
    with opened(chromium, **LOOKS["phone"]) as page:
        sizes = page.locator("main figure svg").evaluate_all("""drawings => drawings.map(svg => Math.min(
            ...[...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)))""")
        assert sizes and min(sizes) >= 10, sizes


def test_a_link_into_what_is_folded_opens_it(page):
    fold = page.locator("details.fold").last
    assert not fold.evaluate("e => e.open")
    inside = fold.locator("[id]").last
    page.evaluate("id => { location.hash = id; }", inside.get_attribute("id"))
    expect(inside).to_be_in_viewport()
    assert fold.evaluate("e => e.open")


# Reading


def test_lines_are_of_a_length_that_reads_well(page):
    counts = sorted(page.evaluate(MEASURE))
    middle = counts[len(counts) // 2]
    assert 55 <= middle <= 75 and counts[int(len(counts) * 0.95)] <= 80, (middle, counts[-5:])


@pytest.mark.parametrize("width, zoom", [(640, 200), (320, 400)])
def test_the_page_holds_when_it_is_enlarged(chromium, width, zoom):
    with opened(chromium, viewport={"width": width, "height": 450}, device_scale_factor=zoom / 100) as page:
        assert overflow(page) <= 0
        expect(page.locator("details.contents > summary")).to_be_visible()
        first_claim(page).click()
        expect(page.locator("mark:target")).to_be_in_viewport()


def test_the_contents_stay_and_say_where_the_reader_is(page):
    section = page.locator("main > section").nth(14)
    section.evaluate("e => window.scrollTo({top: e.getBoundingClientRect().top + scrollY + 400, behavior: 'instant'})")
    current = page.locator(".contents.wide a[aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_have_attribute("href", f"#{section.get_attribute('data-heading')}")
    expect(page.locator(".contents.wide")).to_be_in_viewport()
    expect(current).to_be_in_viewport()


def test_dark_and_light_differ_and_a_drawing_turns_with_the_page(chromium):
    shades = {}
    for look in ("light", "dark"):
        with opened(chromium, **LOOKS[look]) as page:
            shades[look] = [color(page.locator("html")), color(page.locator("figure svg text").first, "fill"),
                            color(page.locator("main p").first, "color")]
    assert all(one != other for one, other in zip(shades["light"], shades["dark"]))


def test_on_paper_there_is_the_text_and_nothing_to_click(page):
    page.emulate_media(media="print")
    try:
        for selector in (".contents.wide", ".contents.narrow", ".skip", ".tools", ".filter", ".working-fold"):
            assert not page.locator(selector).first.is_visible(), selector
        for selector in ("h1", ".bottom-line", "figure svg", "table", ".source-text", ".passport"):
            assert page.locator(selector).first.is_visible(), selector
        assert color(page.locator("html")) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    finally:
        page.emulate_media(media="screen")


def test_on_paper_no_head_of_a_table_stands_alone_at_the_foot_of_a_page(page):
    words_of_row = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()).join(' '))"
    heads = set(page.locator(".table thead tr").evaluate_all(words_of_row))
    leaves = [[" ".join(line.split()) for line in leaf.extract_text().splitlines() if line.strip()]
              for leaf in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    feet = [" ".join(lines[-3:]) for lines in leaves]
    assert any(head in " ".join(lines) for head in heads for lines in leaves)  # so that they are found at all
    told = [(n, foot) for n, foot in enumerate(feet, 1) if any(re.search(rf"{re.escape(head)}(?: \d+ / \d+)?$", foot) for head in heads)]
    assert told == []


def test_the_page_is_whole_without_script_and_in_a_frame_that_forbids_everything(chromium):
    with opened(chromium, java_script_enabled=False) as page:
        plain = page.locator("main").text_content()
        first_claim(page).click()
        expect(page.locator("mark:target")).to_be_in_viewport()
    with opened(chromium) as page:
        scripted = page.locator("main").text_content()
        without = page.locator(".filter").all_text_contents()
    for text in without:
        scripted = scripted.replace(text, "", 1)
    assert plain == scripted
    context = chromium.new_context(offline=True, viewport=DESK)
    outer = context.new_page()
    outer.set_content(f'<iframe sandbox width="1200" height="800" srcdoc="{REPORT_TEXT()}"></iframe>')
    inner = outer.frame_locator("iframe")
    expect(inner.locator("h1")).to_be_visible()
    assert inner.locator("main").text_content() == plain
    context.close()


def REPORT_TEXT():
    return (paths.ROOT / "report" / "report.html").read_text(encoding="utf-8").replace("&", "&amp;").replace('"', "&quot;")


# axe-core


@pytest.mark.parametrize("look", ["light", "phone"])
def test_axe_finds_nothing_in_the_whole_page(chromium, look):
    with opened(chromium, bypass_csp=True, **LOOKS[look]) as page:
        assert violations(page, {"rules": {"color-contrast": {"enabled": False}}}) == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_every_word_legible(chromium, look):
    with opened(chromium, bypass_csp=True, **LOOKS[look]) as page:
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        first_claim(page).focus()
        page.evaluate(SAMPLE)
        assert violations(page, {"runOnly": ["color-contrast", "link-in-text-block"]}) == []


def test_axe_finds_nothing_in_the_page_of_a_notebook(chromium):
    with opened(chromium, NOTEBOOK, bypass_csp=True) as page:
        page.evaluate(SAMPLE)
        assert violations(page, {}) == []


def violations(page, options):
    found = Axe().run(page, options={"resultTypes": ["violations"]} | options).response["violations"]
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found]
