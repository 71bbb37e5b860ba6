// The page for inspections without a network: shows what the address names, keeps sending what is finished.

import { showChoice } from "./choice_view.js";
import { showDay } from "./day_view.js";
import { begun } from "./draft.js";
import { showInspection } from "./inspection_view.js";
import { copy, part, show, tell, time, words, write } from "./page.js";
import { keepSending, send, status } from "./sending.js";
import { begin } from "./server.js";
import { allDays, allDrafts, draftOf, dropDraft, saveDraft } from "./store.js";

let filling = null; // the draft whose form stands there: news from the server never takes it away

const act = {
  async begin(draft) {
    if (location.hash !== `#${draft.client}`) history.replaceState(null, "", `#${draft.client}`);
    if (draft.told) return;
    draft.told = true;
    await begin(draft.inspection.key).catch(() => {}); // a courtesy to others: what counts is what is sent
  },
  async finish(draft) {
    await saveDraft({ ...draft, state: "ready", finishedAt: new Date().toISOString(), problem: null });
    home();
    send(refresh);
  },
  async mine(draft) {
    const named = draft.theirs ? { instead: true } : { anyway: true };
    await saveDraft({ ...draft, ...named, state: "ready", theirs: null, problem: null });
    home();
    send(refresh);
  },
  async discard(draft) {
    if (!confirm(words.discard)) return;
    await dropDraft(draft.client);
    home();
  },
  failed: () => tell(document.getElementById("trouble"), words.full),
};

function home() {
  if (location.hash) location.hash = ""; // which shows the day
  else render();
}

async function render() {
  const [days, drafts] = await Promise.all([allDays(), allDrafts()]);
  const day = newest(days);
  const address = location.hash.slice(1);
  const draft = drafts.find(({ client, inspection }) => client === address || inspection.key === address);
  const planned = day?.inspections.find(({ key }) => key === address);
  filling = null;
  if (draft?.state === "choose") showChoice(draft, act);
  else if (draft?.state === "sent" || draft?.state === "ready") showSent(draft);
  else if (draft && draft.account === (status.account ?? day?.account)) await fill(draft);
  else if (!draft && planned) await fill(begun(day.account, planned));
  else showDay(day, drafts, () => send(refresh));
  tellNetwork();
}

// After sending: show it anew unless a form stands there that still is what it was.
async function refresh() {
  const state = filling ? ((await draftOf(filling))?.state ?? "open") : "";
  if (["open", "refused"].includes(state)) tellNetwork();
  else await render();
}

function fill(draft) {
  filling = draft.client;
  return showInspection(draft, act);
}

function showSent(draft) {
  const view = copy("sent");
  const { premises, title } = draft.inspection;
  write(view, { premises, title, state: draft.sentAt ? `${words.sent} · ${time(draft.sentAt)}` : words.ready });
  part(view, "link").hidden = !draft.became;
  part(view, "link").href = `/inspections/${draft.became}/`;
  show(view);
}

function tellNetwork() {
  document.getElementById("network").textContent = words[status.kind] ?? words.failing;
  document.getElementById("network").dataset.kind = status.kind;
  document.getElementById("signin").hidden = status.kind !== "signin";
}

// Of the account that is signed in; without a network, of the last one that was.
const newest = (days) =>
  days.find(({ account }) => account === status.account) ?? days.sort((a, b) => a.taken.localeCompare(b.taken)).at(-1);

addEventListener("hashchange", render);
navigator.serviceWorker?.register(document.body.dataset.worker, { scope: document.body.dataset.scope });
navigator.storage?.persist?.(); // asks that the browser does not clear it when memory is short
await render();
keepSending(refresh);
