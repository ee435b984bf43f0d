// The page is whole without this. It adds: at a link to a claim who says it, and where there is room its passport; what a link led to
// gets the focus, and the way back; tables that sort and filter; and the current section in the contents.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
  };
  const target = (link) => decodeURIComponent((link.getAttribute("href") || link.getAttribute("xlink:href") || "").slice(1));
  const links = [...document.querySelectorAll("a")].filter((a) => (a.getAttribute("href") || "").startsWith("#"));

  // Claims: what their passports in the annex say.
  const claim = (id) => {
    const mark = byId(id), passport = byId("p-" + id);
    if (!mark || !passport) return null;
    const facts = Object.fromEntries([...passport.querySelectorAll("dt")].map((term) => [term.textContent, term.nextElementSibling.textContent]));
    const source = "source " + mark.closest(".source-text").dataset.source, day = facts["As of"] === "not said" ? "day not said" : facts["As of"] || "";
    return {
      mark, passport, name: "claim " + ([...passport.parentNode.children].indexOf(passport) + 1) + " of " + source,
      brief: [(facts["Said by"] || "").replace(/, in the words .*/, ""), day.replace(/ \((\w+)\)$/, ", $1"), source].filter((words, n, all) => words && all.indexOf(words) === n).join(", "),
    };
  };
  const briefs = new Map();
  for (const link of links) {
    if (!link.classList.contains("claim")) continue;
    const id = target(link);
    if (!briefs.has(id)) briefs.set(id, (claim(id) || {}).brief);
    if (briefs.get(id)) link.setAttribute("aria-description", briefs.get(id));
  }

  // The card is a copy of what stands in the annex, so it can say nothing else. It never lies on its link: it takes what is free above
  // or below it, and where that is too little for reading, the link is just a link.
  const LEAST = 200, GAP = 6, EDGE = 8;
  let card = null, owner = null, timer = 0;
  const hide = () => {
    clearTimeout(timer);
    if (!card) return;
    card.remove();
    owner.classList.remove("shown");
    card = owner = null;
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 250); };
  const show = (link) => {
    clearTimeout(timer);
    if (owner === link) return true;
    const id = target(link), found = claim(id), at = link.getBoundingClientRect();
    const above = at.top - GAP - EDGE, below = innerHeight - at.bottom - GAP - EDGE;
    if (!found || Math.max(above, below) < LEAST) return false;
    hide();
    const sentence = (found.mark.closest(".sentence") || found.mark).cloneNode(true);
    for (const other of sentence.querySelectorAll(".ref, .return")) other.remove();
    for (const other of sentence.querySelectorAll("mark")) if (other.id !== id) other.replaceWith(...other.childNodes);
    for (const own of [sentence, ...sentence.querySelectorAll("mark")]) set(own, { id: null, tabindex: null, role: null, "aria-label": null });
    const heading = found.mark.closest(".source").querySelector("h3").textContent;
    card = make("div", { className: "passport-card", id: "passport-card" },
      make("blockquote", {}, make("p", {}, ...(sentence.matches("mark") ? [sentence] : sentence.childNodes))),
      found.passport.querySelector(".facts").cloneNode(true),
      make("p", {}, make("a", { href: "#" + id, textContent: "See it in " + heading, tabIndex: -1 })));
    set(card, { role: "group", "aria-label": "Passport of " + found.name });
    link.insertAdjacentElement("afterend", card);
    if (card.namespaceURI !== link.namespaceURI) (link.closest("figure") || document.body).append(card);
    link.classList.add("shown");
    owner = link;
    let size = card.getBoundingClientRect();
    const under = size.height <= below || below >= above;
    card.style.maxHeight = Math.min(size.height, under ? below : above) + "px";
    size = card.getBoundingClientRect();
    card.style.left = scrollX + Math.max(2 * EDGE, Math.min(at.left, document.documentElement.clientWidth - size.width - 2 * EDGE)) + "px";
    card.style.top = scrollY + (under ? at.bottom + GAP : at.top - GAP - size.height) + "px";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
    return true;
  };
  const link = (event) => event.target.closest && event.target.closest("a.claim, figure svg a");
  let touched = null;
  document.addEventListener("pointerover", (event) => { const a = link(event); if (a && event.pointerType === "mouse") { clearTimeout(timer); timer = setTimeout(() => show(a), 120); } });
  document.addEventListener("pointerout", (event) => { if (link(event) && event.pointerType === "mouse") later(); });
  document.addEventListener("focusin", (event) => {
    const a = link(event);
    if (a && a.matches(":focus-visible")) requestAnimationFrame(() => { if (document.activeElement === a) show(a); }); // once the window has scrolled to it
    if (card && a !== owner && !card.contains(event.target)) hide();
  });
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "mouse" ? null : link(event); if (card && !card.contains(event.target) && link(event) !== owner) hide(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !card) return;
    if (card.contains(document.activeElement)) owner.focus();
    hide();
  });

  // The way there and back. Each entry of the history keeps the link by which the reader left it.
  let departed = null, reached = null, way = null;
  document.addEventListener("click", (event) => {
    const a = event.target.closest && event.target.closest("a[href^='#']");
    if (a && a === touched && owner !== a && show(a)) { event.preventDefault(); return; }
    if (!a) return;
    departed = card && card.contains(a) ? owner : a === way ? null : a;
    hide();
    if (departed && links.includes(departed)) history.replaceState({ left: links.indexOf(departed) }, "");
    if (a.getAttribute("href") === location.hash) setTimeout(arrive);
  });
  const unfold = (there) => {
    let opened = false;
    for (let fold = there.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) opened = fold.open = true;
    if (opened) there.scrollIntoView();
  };
  const focus = (element) => {
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };
  const arrive = () => {
    const there = byId(decodeURIComponent(location.hash.slice(1)));
    if (!there) return;
    unfold(there);
    const found = claim(there.id.replace(/^p-/, "")), left = departed;
    departed = null;
    if (way && (left || there !== reached)) way = way.remove();
    reached = there;
    if (found && there === found.mark) set(there, { role: "group", "aria-label": "C" + found.name.slice(1) + ": " + there.textContent });
    if (found && left && !left.classList.contains("back") && !left.classList.contains("ref")) {
      left.id = left.id || "left-here";
      way = make("a", { className: "return", href: "#" + left.id, textContent: "Back to where you were" });
      const after = there === found.mark ? there.parentNode.querySelector("a.ref[href='#p-" + CSS.escape(there.id) + "']") || there : there.lastElementChild;
      after.after(" ", way);
    }
    focus(there.matches("section") ? there.querySelector("h2, h3") || there : there);
  };
  addEventListener("popstate", (event) => {
    const left = event.state && links[event.state.left];
    if (left) focus(left);
  });
  addEventListener("hashchange", () => { if (!(history.state && "left" in history.state)) arrive(); });
  if (location.hash) arrive();

  // What is wider than its place scrolls, and only then is it a stop for the keyboard.
  const labels = new Map();
  const reach = new ResizeObserver((changes) => {
    for (const region of new Set(changes.map((change) => change.target.closest(".scroll, pre")))) {
      const wide = region.scrollWidth > region.clientWidth, own = labels.get(region);
      set(region, wide ? own : Object.fromEntries(Object.keys(own).map((name) => [name, null])));
    }
  });
  for (const region of document.querySelectorAll(".scroll, pre[tabindex]")) {
    labels.set(region, Object.fromEntries(["role", "tabindex", "aria-label", "aria-labelledby"].filter((name) => region.hasAttribute(name)).map((name) => [name, region.getAttribute(name)])));
    reach.observe(region);
    if (region.matches(".scroll")) reach.observe(region.firstElementChild);
  }

  // Tables. A cell sorts by the value it carries, else by its words.
  const LONG = 8, narrow = matchMedia("(max-width: 47.99rem)"); // as in report.css
  const stops = () => { for (const button of document.querySelectorAll(".data[id] thead button")) button.tabIndex = narrow.matches ? -1 : 0; };
  narrow.addEventListener("change", stops);
  const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const number = (text) => (/^-?\d[\d,]*(\.\d+)?\s?%?$/.test(text) ? parseFloat(text.replace(/,/g, "")) : NaN);
  const compare = (a, b, sign) => {
    if (!a || !b) return !a - !b;
    const [x, y] = [number(a), number(b)];
    return sign * (Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, "en") : x - y);
  };
  const ORDERS = { ascending: 1, descending: -1 };
  const roles = (table, heads) => { // a table stays one where rows are shown as blocks
    set(table, { role: "table" });
    for (const part of [table.tHead, ...table.tBodies]) set(part, { role: "rowgroup" });
    for (const row of table.rows) set(row, { role: "row" });
    for (const cell of table.querySelectorAll("tbody > tr > *")) set(cell, { role: cell.tagName === "TH" ? "rowheader" : "cell" });
    for (const head of heads) if (head.tagName === "TH") set(head, { role: "columnheader" });
  };
  for (const table of document.querySelectorAll("table.data")) {
    const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0], rows = body ? [...body.rows] : [];
    if (table.id) roles(table, heads);
    if (rows.length < 2 || rows.some((row) => row.cells.length !== heads.length)) continue;
    const named = table.querySelector("caption .label") || table.caption, region = table.closest(".scroll");
    const name = (named ? named.textContent : region.getAttribute("aria-label") || "this table").replace(/\.$/, "").replace(/^The /, "the ");
    const repeated = rows.filter((row) => row.cells[0].classList.contains("same"));
    const count = make("output", { textContent: rows.length + " rows" }), input = make("input", { type: "search" }), choice = make("select");
    const sort = (column, order) => {
      heads.forEach((head, n) => { if (head.hasAttribute("aria-sort")) head.setAttribute("aria-sort", n === column ? order : "none"); });
      for (const row of repeated) row.cells[0].classList.toggle("same", order === "none");
      body.append(...(order === "none" ? rows : rows.slice().sort((a, b) => compare(value(a, column), value(b, column), ORDERS[order]))));
      choice.value = order === "none" ? "" : column + " " + order;
      said();
    };
    const said = () => {
      const shown = rows.filter((row) => !row.hidden).length, words = input.value.trim();
      const sorted = heads.find((head) => head.getAttribute("aria-sort") in ORDERS);
      count.textContent = (!words ? rows.length + " rows" : shown ? shown + " of " + rows.length + " rows" : "No row contains “" + words + "”") +
        (sorted ? ", sorted by " + sorted.getAttribute("aria-label") + ", " + sorted.getAttribute("aria-sort") : "");
    };
    heads.forEach((head, column) => {
      const title = head.textContent.trim();
      if (!title) return;
      const button = make("button", { type: "button" }, ...head.childNodes);
      set(button, { "aria-label": "Sort by " + title });
      set(head, { "aria-sort": "none", "aria-label": title });
      head.append(button);
      for (const order of Object.keys(ORDERS)) choice.append(make("option", { value: column + " " + order, textContent: title + ", " + order }));
      button.addEventListener("click", () => sort(column, { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")]));
    });
    if (rows.length <= LONG) continue;
    choice.prepend(make("option", { value: "", textContent: "the report’s own order", selected: true }));
    choice.addEventListener("change", () => { const [column, order] = choice.value.split(" "); sort(order ? +column : -1, order || "none"); });
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().split(/\s+/);
      for (const row of rows) row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
      said();
    });
    region.before(make("div", { className: "filter" }, make("label", {}, "Filter " + name + " by word ", input),
      make("label", { className: "sort" }, "Sort " + name + " by ", choice), count));
  }

  stops();

  // The section being read: the one that crosses a line a fifth down the window.
  const entries = new Map([...document.querySelectorAll(".contents.wide > ol > li > a")].map((a) => [target(a), a]));
  if ("IntersectionObserver" in window && entries.size) {
    const seen = new IntersectionObserver((changes) => {
      for (const change of changes) {
        const a = entries.get(change.target.dataset.heading), list = a.closest(".contents");
        if (!change.isIntersecting) { a.removeAttribute("aria-current"); continue; }
        a.setAttribute("aria-current", "true");
        const at = a.getBoundingClientRect(), frame = list.getBoundingClientRect();
        if (at.top < frame.top || at.bottom > frame.bottom) list.scrollTop += at.top - frame.top - frame.height / 3;
      }
    }, { rootMargin: "-20% 0px -79.9% 0px" });
    for (const section of document.querySelectorAll("main > section[data-heading]")) if (entries.has(section.dataset.heading)) seen.observe(section);
  }
})();
