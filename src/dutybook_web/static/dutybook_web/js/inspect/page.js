// Small things that the views share: words, templates, parts of them, times.

export const words = JSON.parse(document.getElementById("words").textContent);

/** A copy of a template. */
export const copy = (name) => document.getElementById(`t-${name}`).content.cloneNode(true);

/** The part of a view that is named so. */
export const part = (view, name) => view.querySelector(`[data-part="${name}"]`);

/** Write text into the parts of a view. */
export function write(view, texts) {
  for (const [name, text] of Object.entries(texts)) part(view, name).textContent = text;
}

/** Show a part with a text, or hide it where there is none. */
export function tell(node, text) {
  node.textContent = text ?? "";
  node.hidden = !text;
}

const short = new Intl.DateTimeFormat(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
export const time = (text) => short.format(new Date(text));

/** Put a view in the place of the last one. */
export function show(view) {
  document.getElementById("view").replaceChildren(view);
}
