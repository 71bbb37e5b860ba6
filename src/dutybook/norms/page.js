// Filters, search and highlighting of the page of norms. The page reads well without any of it.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tools = document.querySelector(".tools");
  const [find, who] = [tools.querySelector("input"), tools.querySelector("select")];
  const kinds = all("[data-kind]", tools);
  const notes = all(".notes li");
  const marks = all("main [data-n]").filter((mark) => !mark.matches("li"));
  const articles = all(".article, .outline");
  const words = new Map(articles.map((article) => [article, article.textContent]));
  const numbers = (node) => node.dataset.n.split(" ");

  // Words of controls cannot hold both languages; they follow the choice.
  const speak = () => {
    const language = document.getElementById("ui-en").checked ? "en" : "zh";
    for (const node of all("[data-zh]", tools)) {
      const said = node.dataset[language];
      if (node.matches("option")) node.textContent = said;
      else node.setAttribute("aria-label", said);
      if (node.matches("input")) node.placeholder = said;
    }
  };

  const lit = (name, chosen) => {
    for (const node of all("." + name)) node.classList.remove(name);
    if (!chosen) return;
    for (const node of [...marks, ...notes]) {
      if (numbers(node).some((number) => chosen.includes(number))) node.classList.add(name);
    }
  };

  const show = () => {
    const off = kinds.filter((kind) => kind.getAttribute("aria-pressed") === "false").map((kind) => kind.dataset.kind);
    const wanted = find.value.trim();
    const narrowed = Boolean(off.length || who.value);
    const kept = new Set();
    for (const note of notes) {
      note.hidden = off.includes(note.dataset.m) || (who.value && who.value !== "=" + note.dataset.b);
      if (!note.hidden) kept.add(note.dataset.n);
    }
    for (const group of all(".notes section, .notes")) group.hidden = !group.querySelector("li:not([hidden])");
    for (const mark of marks) mark.classList.toggle("off", !numbers(mark).some((number) => kept.has(number)));
    let shown = 0;
    for (const article of articles) {
      const held = !narrowed || article.querySelector("li[data-n]:not([hidden])");
      article.hidden = !held || (wanted && !words.get(article).includes(wanted));
      shown += !article.hidden;
    }
    for (const pick of all("[data-pick] button")) pick.setAttribute("aria-pressed", who.value === "=" + pick.parentNode.dataset.pick);
    tools.querySelector("output b").textContent = shown;
    document.body.classList.toggle("narrowed", narrowed || Boolean(wanted));
    paint(wanted);
  };

  const paint = (wanted) => {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (!wanted) return;
    const ranges = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let at = node.data.indexOf(wanted); at >= 0; at = node.data.indexOf(wanted, at + wanted.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const reset = () => {
    tools.reset();
    for (const kind of kinds) kind.setAttribute("aria-pressed", "true");
    show();
  };

  const visit = () => {
    const node = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!node) return;
    if (node.closest("[hidden]")) reset();
    const fold = node.closest("details");
    if (fold) fold.open = true;
    if (node.dataset.n) lit("on", numbers(node));
    node.scrollIntoView({ block: "center" });
  };

  const folds = all(".notes > details");
  const wide = matchMedia("(min-width: 64rem)");
  const fold = () => { for (const details of folds) details.open = wide.matches; };

  tools.hidden = false;
  for (const pick of all("[data-pick]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...pick.childNodes);
    pick.append(button);
    button.addEventListener("click", () => {
      who.value = who.value === "=" + pick.dataset.pick ? "" : "=" + pick.dataset.pick;
      show();
    });
  }
  for (const kind of kinds) {
    kind.addEventListener("click", () => {
      kind.setAttribute("aria-pressed", kind.getAttribute("aria-pressed") === "false");
      show();
    });
  }
  tools.addEventListener("input", show);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.querySelector("[type=reset]").addEventListener("click", (event) => { event.preventDefault(); reset(); });
  for (const choice of all(".choice")) choice.addEventListener("change", speak);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a:not(.seal), button, label, summary, select, input");
    if (link) return;
    const node = event.target.closest("main [data-n]");
    if (!node) return lit("on", null);
    const chosen = node.matches(".seal") ? numbers(node) : node.matches("span.on") ? null : numbers(node);
    lit("on", chosen);
    const other = chosen && (node.closest("li[data-n]") ? document.querySelector("main a.seal[id^=r-].on") : document.querySelector(".notes li.on"));
    if (!other || node.matches(".seal")) return;
    if (other.closest("details") && !other.closest("details").open) return;
    other.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") lit("on", null); });
  addEventListener("hashchange", visit);
  addEventListener("beforeprint", () => { for (const details of folds) details.open = true; });
  addEventListener("afterprint", fold);
  wide.addEventListener("change", fold);
  fold();
  speak();
  show();
  visit();
})();
