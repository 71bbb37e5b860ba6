// What an inspection is while it is on this phone: pure functions, no page and no network.

/** A new one, with the inspection as it was taken along: the server may forget it meanwhile. */
export function begun(account, inspection, now = new Date()) {
  return {
    client: crypto.randomUUID(),
    account,
    inspection,
    answers: {},
    note: "",
    startedAt: now.toISOString(),
    finishedAt: null,
    state: "open",
    problem: null,
    theirs: null,
    instead: false,
    anyway: false,
  };
}

/** The answer to an item; an empty one where there is none yet. */
export const answerOf = (draft, item) =>
  (draft.answers[item] ??= { result: "", number: "", note: "", place: "", photos: [] });

/** What is missing before it can be sent, by the keys of the items. */
export function missing(draft) {
  const found = {};
  for (const item of draft.inspection.items) {
    const { result, number, photos } = answerOf(draft, item.key);
    if (!result) found[item.key] = "answer_missing";
    else if (result === "none") continue;
    else if (item.answer === "number" && number === "") found[item.key] = "number_missing";
    else if (item.answer === "photo" && photos.length === 0) found[item.key] = "photo_missing";
  }
  return found;
}

/** What the server is sent; the clock is the phone's. */
export function submission(draft, now = new Date()) {
  return {
    client: draft.client,
    checklist: draft.inspection.checklist,
    started_at: draft.startedAt,
    finished_at: draft.finishedAt,
    sent_at: now.toISOString(),
    note: draft.note,
    answers: draft.inspection.items.map((item) => sent(item, answerOf(draft, item.key))),
    instead: draft.instead,
    anyway: draft.anyway,
  };
}

function sent(item, { result, number, note, place, photos }) {
  const counted = item.answer === "number" && result !== "none" && number !== "";
  return { item: item.key, result, number: counted ? number : null, note, place: result === "failed" ? place : "", photos };
}
