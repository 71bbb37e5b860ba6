// Sends what is finished, when there is a network: the photographs first, each under its own number, then the answers.
// Whatever is interrupted is sent again; the server knows the numbers and doubles nothing.

import { submission } from "./draft.js";
import { Problem, day, read, sendPhoto, submit } from "./server.js";
import { allDrafts, dropDraft, photosOf, saveDay, saveDraft, savePhoto, settle } from "./store.js";

const FIRST_MS = 3_000;
const LONGEST_MS = 300_000;
const SENT_STAYS_MS = 3 * 24 * 3600 * 1000;
let wait = FIRST_MS;
let timer;

/** How the last attempt went: `online`, `offline`, `signin` or `failing`; and whose session it is. */
export const status = { kind: navigator.onLine ? "online" : "offline", account: null };

/** Fetch the day and send what is finished; `changed` is called when there is something new to show. */
export async function send(changed) {
  clearTimeout(timer);
  const turn = async (lock) => {
    if (!lock) return again(changed); // another tab is at it
    try {
      await everything();
      wait = FIRST_MS;
      status.kind = "online";
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      status.kind = problem.kind === "offline" && navigator.onLine ? "failing" : problem.kind;
      if (problem.kind === "offline") again(changed);
    }
  };
  await navigator.locks.request("dutybook-inspections", { ifAvailable: true }, turn);
  changed();
}

/** Send at the next good moment: now, when the network is back, when the page is looked at again, and ever later. */
export function keepSending(changed) {
  const now = () => {
    wait = FIRST_MS;
    send(changed);
  };
  addEventListener("online", now);
  addEventListener("offline", () => {
    status.kind = "offline";
    changed();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  now();
}

function again(changed) {
  timer = setTimeout(() => send(changed), wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_MS);
}

async function everything() {
  const found = await day();
  status.account = found.account;
  await saveDay({ ...found, taken: new Date().toISOString() });
  for (const draft of await allDrafts()) {
    if (draft.state === "ready" && draft.account === found.account) await one(draft);
    else if (draft.state === "sent" && Date.now() - Date.parse(draft.sentAt) > SENT_STAYS_MS) await dropDraft(draft.client);
  }
}

async function one(draft) {
  const key = draft.inspection.key;
  try {
    for (const photo of await photosOf(draft.client)) if (!photo.sent) await onePhoto(key, photo);
    const taken = await submit(key, submission(draft));
    await settle({ ...draft, state: "sent", sentAt: new Date().toISOString(), became: taken.key, problem: null });
  } catch (problem) {
    if (!(problem instanceof Problem) || ["offline", "signin"].includes(problem.kind)) throw problem;
    await notTaken(draft, problem);
  }
}

async function onePhoto(key, photo) {
  await sendPhoto(key, photo);
  await savePhoto({ ...photo, sent: true });
}

/** Keep it, with what is to be done about it. */
async function notTaken(draft, problem) {
  if (problem.code === "photo_unknown") {
    for (const photo of await photosOf(draft.client)) await savePhoto({ ...photo, sent: false });
    throw new Problem("offline"); // all of them again, a little later
  }
  const theirs = problem.code === "already_submitted" ? await read(draft.inspection.key) : null;
  const state = problem.kind === "choice" ? "choose" : "refused";
  await saveDraft({ ...draft, state, theirs, problem: { code: problem.code, message: problem.message } });
}
