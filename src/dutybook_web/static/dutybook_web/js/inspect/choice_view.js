// What only the inspector can decide: two submissions with other answers side by side, or a checklist that has ended.

import { answerOf } from "./draft.js";
import { copy, part, show, time, words, write } from "./page.js";

/** Show what there is to choose. `act`: `mine` to send it all the same, `discard` to leave it. */
export function showChoice(draft, act) {
  const view = copy("choose");
  write(view, { premises: draft.inspection.premises, problem: words[draft.problem.code] ?? draft.problem.message });
  if (draft.theirs) compare(view, draft);
  view.querySelector('[data-act="mine"]').addEventListener("click", () => act.mine(draft));
  view.querySelector('[data-act="discard"]').addEventListener("click", () => act.discard(draft));
  show(view);
}

function compare(view, draft) {
  const theirs = new Map(draft.theirs.answers.map((answer) => [answer.item, answer]));
  write(view, { theirs: `${draft.theirs.account ?? words.nobody} · ${time(draft.theirs.received_at)}` });
  part(view, "compare").hidden = false;
  view.querySelector("tbody").append(
    ...draft.inspection.items.map((item) => line(item, told(answerOf(draft, item.key)), told(theirs.get(item.key)))),
  );
}

function told(answer) {
  if (!answer) return "—";
  const photos = answer.photos.length ? `${answer.photos.length} ${words.photos}` : "";
  // The server writes numbers with two places.
  const number = answer.number === null || answer.number === "" ? "" : String(Number(answer.number));
  return [words[answer.result], number, answer.note, answer.place, photos].filter(Boolean).join(" · ");
}

function line(item, mine, theirs) {
  const row = document.createElement("tr");
  row.className = mine === theirs ? "" : "inspect-differs";
  for (const [tag, text] of [["th", item.text], ["td", mine], ["td", theirs]]) {
    const cell = document.createElement(tag);
    cell.textContent = text;
    row.append(cell);
  }
  row.firstChild.scope = "row";
  return row;
}
