(() => {
"use strict";
const root = document.documentElement, panel = document.getElementById("panel"), body = document.getElementById("panel-body");
const heading = document.getElementById("panel-title"), PAGE = 100, FEW = 8;
let data = null, byPassage = null, opener = null, lit = [];
root.classList.add("has-js");

/* small helpers */
const $ = (id) => document.getElementById(id);
const el = (tag, props, ...kids) => { const e = Object.assign(document.createElement(tag), props || {}); e.append(...kids); return e; };
const read = () => {
  if (!data) data = JSON.parse($("cells").textContent);
  return data;
};
const str = (n) => read().strings[n];
const cellsOf = (ref) => {
  if (!byPassage) {
    byPassage = new Map();
    read().cells.forEach((cell, id) => cell[4].forEach((group) => group[0].forEach((r) => {
      if (!byPassage.has(r)) byPassage.set(r, []);
      byPassage.get(r).push(id);
    })));
  }
  return byPassage.get(ref) || [];
};
const segments = (ref) => {
  const [doc, number] = ref.split("-");
  return [...$("d" + doc).querySelectorAll('[data-p~="' + number + '"]')];
};

/* the words of a passage, in the sentence or sentences around them */
const quote = (ref) => {
  const number = ref.split("-")[1], out = el("blockquote", {dir: "auto"});
  const around = new Set(segments(ref).map((s) => s.closest(".s") || s.parentNode));
  for (const sentence of around) {
    for (const node of sentence.childNodes) {
      if (node.classList && node.classList.contains("pn")) continue;
      const inside = node.dataset && (" " + node.dataset.p + " ").includes(" " + number + " ");
      const last = out.lastChild;
      if (inside && last && last.nodeName === "MARK") last.append(node.textContent);
      else out.append(inside ? el("mark", {}, node.textContent) : node.textContent);
    }
    out.append(" ");
  }
  return out;
};
const words = (ref) => segments(ref).map((s) => s.textContent).join("");
const card = (ref, group) => {
  const doc = $("d" + ref.split("-")[0]), facts = el("dl");
  const fact = (name, text) => text && facts.append(el("dt", {}, name), el("dd", {}, text));
  fact("Report", doc.dataset.title);
  fact("Published", doc.dataset.by);
  fact("Page", $("p" + ref)?.dataset.page);
  if (group) {
    fact("According to", str(group[3]));
    fact("Basis", str(group[1]));
    fact("Read by", str(group[2]));
  }
  const go = el("a", {href: "#p" + ref, className: "go"}, "Show passage " + ref.replace("-", ".") + " in the document");
  return el("div", {className: "card"}, quote(ref), facts, go);
};
const cards = (into, list) => {
  list.slice(0, FEW).forEach(([ref, group]) => into.append(card(ref, group)));
  if (list.length > FEW) {
    const more = el("button", {type: "button"}, "Show all " + list.length + " passages");
    more.onclick = () => { more.remove(); list.slice(FEW).forEach(([ref, group]) => into.append(card(ref, group))); };
    into.append(more);
  }
};

/* the panel */
const show = (title, from) => {
  const before = from.getBoundingClientRect().top;
  if (opener) opener.removeAttribute("aria-expanded");
  opener = from;
  from.setAttribute("aria-expanded", "true");
  heading.textContent = title;
  panel.hidden = false;
  document.body.classList.add("has-panel");
  panel.scrollTop = 0;
  panel.focus({preventScroll: true});
  settle(from, before);
};
const settle = (what, before) => {
  /* the page is narrower now, or half of it is covered: keep what was chosen in sight */
  const box = what.getBoundingClientRect(), sheet = panel.getBoundingClientRect();
  const covered = !panel.hidden && sheet.top > 0 && before + 40 > sheet.top;
  scrollBy({top: box.top - (covered ? Math.max(sheet.top - 120, 70) : before), behavior: "instant"});
};
const close = (refocus) => {
  if (panel.hidden) return;
  const before = opener ? opener.getBoundingClientRect().top : 0;
  panel.hidden = true;
  document.body.classList.remove("has-panel");
  lit.forEach((s) => s.classList.remove("lit"));
  lit = [];
  if (!opener) return;
  opener.removeAttribute("aria-expanded");
  if (refocus) {
    opener.focus({preventScroll: true});
    settle(opener, before);
  }
  opener = null;
};
const light = (refs) => {
  lit.forEach((s) => s.classList.remove("lit"));
  lit = refs.flatMap(segments);
  lit.forEach((s) => s.classList.add("lit"));
};
const openCells = (link) => {
  const groups = new Map();
  for (const id of link.dataset.c.split(" ")) {
    const [label, value, title, , parts, row] = read().cells[id], key = label + "|" + value + "|" + title;
    if (!groups.has(key)) groups.set(key, {label, value, title, list: [], notes: new Set(), rows: new Set()});
    const group = groups.get(key);
    group.rows.add(str(row));
    for (const part of parts) {
      if (str(part[4])) group.notes.add(str(part[4]));
      part[0].forEach((ref) => group.list.some(([r]) => r === ref) || group.list.push([ref, part]));
    }
  }
  body.replaceChildren();
  for (const group of groups.values()) {
    const record = str(group.title), label = str(group.label);
    body.append(el("h3", {}, str(group.value) || link.textContent, el("small", {}, record ? label + " · " + record : label)));
    group.notes.forEach((note) => body.append(el("p", {}, note[0].toUpperCase() + note.slice(1) + ".")));
    cards(body, group.list);
    body.append(el("p", {className: "sub path"}, "In the record: " + [...group.rows].join(", ")));
  }
  show("The words behind it", link);
};
const openPassage = (segment) => {
  const doc = segment.closest(".doc").id.slice(1), refs = segment.dataset.p.split(" ").map((n) => doc + "-" + n);
  body.replaceChildren();
  for (const ref of refs) {
    const ids = cellsOf(ref), list = el("ul"), text = words(ref);
    body.append(el("h3", {}, "“" + (text.length > 160 ? text.slice(0, 159) + "…" : text) + "”", el("small", {}, "Passage " + ref.replace("-", "."))), list);
    const seen = new Set();
    ids.forEach((id) => {
      const [label, value, title, anchor] = read().cells[id], key = label + "|" + value + "|" + title;
      if (seen.has(key)) return;
      seen.add(key);
      const line = el("li", {}, el("strong", {}, str(label) + ": "), str(value));
      if (str(title)) line.append(el("span", {className: "sub"}, " in "), el("a", {href: "#" + str(anchor), className: "go"}, str(title)));
      list.append(line);
    });
    if (!ids.length) list.append(el("li", {className: "none"}, "Supports a value listed with another passage."));
  }
  light(refs.slice(0, 1));
  show("What was read here", segment);
};

/* going to a place on the page, whatever hides it */
const reveal = (id) => {
  const target = id && $(id);
  if (!target) return;
  for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  if (target.nodeName === "TR" && target.hidden) {
    if (target.closest(".ev")) $("filter").reset();
    grow(target.closest("table"), Infinity);
  }
  const scroll = () => target.scrollIntoView({block: target.classList.contains("pn") ? "center" : "start"});
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(scroll)); /* once more, when what lay unrendered has its height */
  if (target.classList.contains("pn")) {
    light([id.slice(1)]);
    const first = segments(id.slice(1)).find((s) => s.tabIndex === 0);
    if (first) first.focus({preventScroll: true});
  }
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("a"), segment = event.target.closest(".m[data-p]"), column = event.target.closest("[data-f][data-a]:is(rect)");
  if (link && link.dataset.c) {
    event.preventDefault();
    openCells(link);
  } else if (link && link.hash && link.getAttribute("href")[0] === "#") {
    if (panel.contains(link) && innerWidth < 1200) close(false);
    setTimeout(() => reveal(link.hash.slice(1)));
  } else if (segment && !getSelection().toString()) openPassage(segment);
  else if (column) choose(column);
});
document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Escape") close(true);
  else if ((event.key === "Enter" || event.key === " ") && at.matches(".m[data-p]")) {
    event.preventDefault();
    openPassage(at);
  } else if (event.key.startsWith("Arrow") && at.matches("[data-roving] a")) move(event, at);
});
$("panel-close").onclick = () => close(true);
addEventListener("hashchange", () => reveal(location.hash.slice(1)));

/* long tables: one tab stop, arrow keys inside, a hundred lines at a time */
const limits = new Map();
const grow = (table, by) => {
  limits.set(table, (limits.get(table) || 0) + by);
  let shown = 0;
  for (const row of table.tBodies[0].rows) row.hidden = row.classList.contains("out") || ++shown > limits.get(table);
  const more = document.querySelector('.more[data-for="' + table.id + '"]'), left = shown - limits.get(table);
  more.hidden = left <= 0;
  more.firstChild.textContent = "Show " + Math.min(PAGE, left) + " more of " + left;
  return shown;
};
const move = (event, at) => {
  const row = at.closest("tr"), inRow = [...row.querySelectorAll("a")], n = inRow.indexOf(at);
  const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  let next = step ? inRow[n + step] : null;
  if (!step) {
    let line = row;
    do line = event.key === "ArrowDown" ? line.nextElementSibling : line.previousElementSibling; while (line && line.hidden);
    const cell = line && line.children[at.closest("td,th").cellIndex];
    next = line && (cell.querySelector("a") || line.querySelector("a"));
  }
  if (!next) return;
  event.preventDefault();
  at.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};
for (const table of document.querySelectorAll(".ev,.names,.single")) {
  table.dataset.roving = "";
  table.querySelectorAll("a").forEach((a, n) => { if (n) a.tabIndex = -1; });
  table.caption.append(el("span", {className: "sr"}, ". Arrow keys move between values."));
  document.querySelector('.more[data-for="' + table.id + '"] button').onclick = () => grow(table, PAGE);
  grow(table, PAGE);
}

/* filters */
const form = $("filter"), tables = [...document.querySelectorAll(".ev")];
const has = (list, key) => !key || (" " + (list || "") + " ").includes(" " + key + " ");
const apply = () => {
  const v = Object.fromEntries(["q", "f", "t", "p", "a", "s", "from", "to"].map((k) => [k, $("f-" + k).value]));
  const needles = v.q.toLowerCase().split(/\s+/).filter(Boolean), filtered = Object.values(v).some(Boolean);
  let all = 0, shown = 0;
  for (const table of tables) {
    for (const row of table.tBodies[0].rows) {
      const d = row.dataset;
      const dated = (!v.from || (d.b || d.a || "") >= v.from) && (!v.to || ((d.a || d.b) && (d.a || d.b) <= v.to));
      const fits = dated && (!v.f || d.f === v.f) && (!v.t || d.t === v.t) && (!v.s || d.s === v.s) && has(d.p, v.p) && has(d.w, v.a);
      const found = fits && (!needles.length || needles.every((w) => (row.text ||= row.textContent.toLowerCase()).includes(w)));
      row.classList.toggle("out", !found);
    }
    limits.set(table, 0);
    all += table.tBodies[0].rows.length;
    shown += grow(table, PAGE);
  }
  $("f-count").textContent = filtered ? shown + " of " + all + " events" : "";
};
const choose = (column) => {
  form.reset();
  $("f-f").value = column.dataset.f;
  $("f-from").value = column.dataset.a;
  $("f-to").value = column.dataset.b;
  apply();
  form.scrollIntoView();
};
let timer = 0;
form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));

/* paper: everything open; afterwards as before */
let closed = [], folded = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((d) => { d.open = true; });
  folded = [...document.querySelectorAll("tr[hidden]")];
  folded.forEach((r) => { r.hidden = false; });
});
addEventListener("afterprint", () => {
  closed.forEach((d) => { d.open = false; });
  folded.forEach((r) => { r.hidden = true; });
});

/* the section in view */
const links = new Map([...document.querySelectorAll(".bar a")].map((a) => [a.hash.slice(1), a]));
const watch = new IntersectionObserver((entries) => entries.forEach((e) => {
  if (e.isIntersecting) { links.forEach((a) => a.removeAttribute("aria-current")); links.get(e.target.id).setAttribute("aria-current", "true"); }
}), {rootMargin: "-20% 0px -75% 0px"});
document.querySelectorAll("main>section").forEach((s) => watch.observe(s));
if (location.hash) reveal(location.hash.slice(1));
})();
