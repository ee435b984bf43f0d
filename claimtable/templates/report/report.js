// The page is whole without this. It adds three things: a claim's passport where the number stands, tables that sort and filter,
// and the current section in the contents.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Passports. The card is a copy of what stands in the annex, so it can say nothing else.
  let card = null, owner = null, timer = 0;
  const hide = () => {
    clearTimeout(timer);
    if (!card) return;
    card.remove();
    owner.removeAttribute("aria-describedby");
    card = owner = null;
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 250); };
  const target = (link) => decodeURIComponent((link.getAttribute("href") || link.getAttribute("xlink:href") || "").slice(1));
  const show = (link) => {
    clearTimeout(timer);
    if (owner === link) return;
    const id = target(link), mark = byId(id), passport = byId("p-" + id);
    if (!mark || !passport) return;
    hide();
    const sentence = (mark.closest(".sentence") || mark).cloneNode(true);
    for (const other of sentence.querySelectorAll(".ref")) other.remove();
    for (const other of sentence.querySelectorAll("mark")) if (other.id !== id) other.replaceWith(...other.childNodes);
    for (const own of sentence.querySelectorAll("mark")) own.removeAttribute("id");
    const source = mark.closest(".source").querySelector("h3").textContent;
    card = make("div", { className: "passport-card", id: "passport-card" },
      make("blockquote", {}, make("p", {}, ...sentence.childNodes)),
      passport.querySelector(".facts").cloneNode(true),
      make("p", {}, make("a", { href: "#" + id, textContent: "See it in " + source })));
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", "Where this number comes from");
    link.insertAdjacentElement("afterend", card);
    if (card.namespaceURI !== link.namespaceURI) (link.closest("figure") || document.body).append(card);
    link.setAttribute("aria-describedby", card.id);
    owner = link;
    const at = link.getBoundingClientRect(), size = card.getBoundingClientRect();
    const below = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 8;
    card.style.left = scrollX + Math.max(16, Math.min(at.left, document.documentElement.clientWidth - size.width - 16)) + "px";
    card.style.top = scrollY + Math.max(8, below ? Math.min(at.bottom + 6, innerHeight - size.height - 8) : at.top - size.height - 6) + "px";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", later);
  };
  const link = (event) => event.target.closest && event.target.closest("a.claim, figure svg a");
  let touched = null;
  document.addEventListener("pointerover", (event) => { const a = link(event); if (a && event.pointerType === "mouse") { clearTimeout(timer); timer = setTimeout(() => show(a), 120); } });
  document.addEventListener("pointerout", (event) => { if (link(event) && event.pointerType === "mouse") later(); });
  document.addEventListener("focusin", (event) => { const a = link(event); if (a && a.matches(":focus-visible")) show(a); else if (card && !card.contains(event.target)) hide(); });
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "mouse" ? null : link(event); if (card && !card.contains(event.target) && link(event) !== owner) hide(); });
  document.addEventListener("click", (event) => {
    const a = link(event);
    if (a && a === touched && owner !== a && byId("p-" + target(a))) { event.preventDefault(); show(a); } else if (a || (card && card.contains(event.target) && event.target.closest("a"))) hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // What lies folded is opened by a link into it. Most browsers do so by themselves; this is for the others.
  const unfold = () => {
    const there = byId(decodeURIComponent(location.hash.slice(1)));
    let opened = false;
    for (let fold = there && there.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) opened = fold.open = true;
    if (opened) there.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Tables.
  const value = (row, column) => row.cells[column].textContent.trim();
  const number = (text) => (/^[\d.,\s%-]+$/.test(text) ? parseFloat(text.replace(/[,\s%]/g, "")) : NaN);
  const compare = (a, b) => {
    const [x, y] = [number(a), number(b)];
    if (!a || !b) return !a - !b;
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, "en") : x - y;
  };
  for (const table of document.querySelectorAll("table.data")) {
    const body = table.tBodies[0], rows = body ? [...body.rows] : [];
    if (rows.length < 4 || rows.some((row) => row.cells.length !== table.tHead.rows[0].cells.length)) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        for (const row of rows) row.cells[0].classList.remove("same");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        body.append(...rows.slice().sort((a, b) => (down ? -1 : 1) * compare(value(a, column), value(b, column))));
      });
    });
    if (rows.length < 12) continue;
    const input = make("input", { type: "search" }), count = make("output", { textContent: rows.length + " rows" });
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().split(/\s+/);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
        shown += !row.hidden;
      }
      count.textContent = shown + " of " + rows.length + " rows";
    });
    const region = table.closest(".scroll");
    region.before(make("div", { className: "filter" }, make("label", {}, "Show rows with ", input), count));
  }

  // The section being read: the one that crosses a line a fifth down the window.
  const entries = new Map([...document.querySelectorAll(".contents.wide > ol > li > a")].map((a) => [target(a), a]));
  if ("IntersectionObserver" in window && entries.size) {
    const seen = new IntersectionObserver((changes) => {
      for (const change of changes) {
        const a = entries.get(change.target.getAttribute("aria-labelledby")), list = a.closest(".contents");
        if (!change.isIntersecting) { a.removeAttribute("aria-current"); continue; }
        a.setAttribute("aria-current", "true");
        const at = a.getBoundingClientRect(), frame = list.getBoundingClientRect();
        if (at.top < frame.top || at.bottom > frame.bottom) list.scrollTop += at.top - frame.top - frame.height / 3;
      }
    }, { rootMargin: "-20% 0px -79.9% 0px" });
    for (const section of document.querySelectorAll("main > section[aria-labelledby]")) if (entries.has(section.getAttribute("aria-labelledby"))) seen.observe(section);
  }
})();
