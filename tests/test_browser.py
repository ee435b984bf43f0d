"""The report in a real browser with the network cut off: as a reader on a desk, on a phone, in the dark, by keyboard, by touch and without script."""

import os
import re
import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from claimtable import paths

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REPORT = (paths.ROOT / "report" / "report.html").as_uri()
NOTEBOOK = (paths.ROOT / "report" / "notebooks" / "02_claims.html").as_uri()
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = {"light": {"viewport": DESK}, "dark": {"viewport": DESK, "color_scheme": "dark"}, "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True}}
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
    assert link.get_attribute("aria-describedby") == "passport-card"
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


# Tables


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
    assert head.get_attribute("aria-sort") is None


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
    field.fill("")
    assert sum(row.is_visible() for row in rows.all()) == total


def test_a_table_wider_than_the_phone_scrolls_inside_itself_by_keyboard(chromium):
    with opened(chromium, **LOOKS["phone"]) as page:
        page.locator("details.figure-data").first.evaluate("e => e.open = true")
        wide = page.locator("details.figure-data .scroll").first
        assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
        wide.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)
        assert wide.evaluate("e => e.scrollLeft > 0")
        assert overflow(page) <= 0


def test_on_a_phone_a_row_is_a_block_whose_cells_name_their_columns(chromium):
    with opened(chromium, **LOOKS["phone"]) as page:
        table = page.locator("#table-sources")
        heads = table.locator("thead th").evaluate_all("heads => heads.slice(1).map(head => head.textContent)")
        cells = table.locator("tbody tr").first.locator("td")
        assert cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content.slice(1, -1))") == heads
        boxes = [cell.bounding_box() for cell in cells.all()]
        assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in zip(boxes, boxes[1:]))
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def test_the_letters_of_a_drawing_can_be_read_on_a_phone(chromium):
    with opened(chromium, **LOOKS["phone"]) as page:
        sizes = page.locator("main figure svg").evaluate_all("""drawings => drawings.map(svg => Math.min(...[...svg.querySelectorAll("text")].map(
            text => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)))""")
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
    expect(current).to_have_attribute("href", f"#{section.get_attribute('aria-labelledby')}")
    expect(page.locator(".contents.wide")).to_be_in_viewport()
    expect(current).to_be_in_viewport()


def test_dark_and_light_differ_and_a_drawing_turns_with_the_page(chromium):
    shades = {}
    for look in ("light", "dark"):
        with opened(chromium, **LOOKS[look]) as page:
            shades[look] = [color(page.locator("html")), color(page.locator("figure svg text").first, "fill"), color(page.locator("main p").first, "color")]
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
