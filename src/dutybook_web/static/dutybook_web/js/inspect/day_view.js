// The day: what is to be inspected, what is begun, what waits to be sent, what was sent.

import { copy, part, show, tell, time, words, write } from "./page.js";

const ORDER = ["choose", "refused", "open", "ready", "planned", "sent"];

/** Show the list. `day`: as it was taken along, or undefined. `drafts`: on this phone. `refresh`: what the button does. */
export function showDay(day, drafts, refresh) {
  const view = copy("day");
  const rows = [...drafts.map(ofDraft), ...planned(day, drafts)].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  view.querySelector('[data-count="kept"]').textContent = drafts.filter(({ state }) => state !== "sent").length;
  view.querySelector('[data-count="sent"]').textContent = drafts.filter(({ state }) => state === "sent").length;
  part(view, "taken").hidden = !day;
  if (day) part(view, "taken").querySelector("time").textContent = time(day.taken);
  tell(part(view, "nothing"), rows.length ? null : day ? words.nothing : words.never);
  view.querySelector("ul").append(...rows.map((row) => line(row, day)));
  view.querySelector('[data-act="refresh"]').addEventListener("click", refresh);
  show(view);
}

const ofDraft = (draft) => ({ state: draft.state, inspection: draft.inspection, account: draft.account, address: draft.client });

function planned(day, drafts) {
  const begun = new Set(drafts.map(({ inspection }) => inspection.key));
  const left = (day?.inspections ?? []).filter(({ key }) => !begun.has(key));
  return left.map((inspection) => ({ state: "planned", inspection, account: day.account, address: inspection.key }));
}

function line({ state, inspection, account, address }, day) {
  const view = copy("row");
  const missed = state === "planned" && Date.parse(inspection.due_at) < Date.now();
  const foreign = day && account !== day.account;
  write(view, {
    premises: inspection.premises,
    title: inspection.title,
    when: `${time(inspection.planned_from)} – ${time(inspection.due_at)}`,
    state: foreign ? words.other : words[missed ? "missed" : state],
  });
  part(view, "state").dataset.state = missed ? "missed" : state;
  view.querySelector("a").href = `#${address}`;
  return view;
}
