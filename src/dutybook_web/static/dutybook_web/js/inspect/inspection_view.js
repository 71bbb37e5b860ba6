// One inspection: every answer, note and photograph is saved on the phone the moment it is given.

import { answerOf, missing } from "./draft.js";
import { copy, part, show, tell, words, write } from "./page.js";
import { dropPhotoOf, photosOf, saveDraft, savePhotoOf } from "./store.js";

/** Show the form. `act`: `begin` at the first answer, `finish` when it is complete, `discard`, `failed` to save. */
export async function showInspection(draft, act) {
  const view = copy("inspection");
  const { premises, title, items } = draft.inspection;
  const photos = new Map((await photosOf(draft.client)).map((photo) => [photo.client, photo]));
  write(view, { premises, title });
  tell(part(view, "problem"), draft.problem?.message);
  part(view, "items").append(...items.map((item) => question(draft, item, photos, keep)));
  const form = view.querySelector("form");
  const saved = part(view, "saved");
  const note = form.querySelector("#note");
  note.value = draft.note;
  note.addEventListener("input", () => keep(() => (draft.note = note.value)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (complain(form, missing(draft))) return;
    act.finish(draft);
  });
  form.querySelector('[data-act="discard"]').addEventListener("click", () => act.discard(draft));
  show(view);

  // Change the draft and save it; `save` where more than the draft is to be saved with it.
  async function keep(change, save = saveDraft) {
    change();
    if (draft.state === "refused") draft.state = "open";
    try {
      await save(draft);
      saved.textContent = words.saved;
      act.begin(draft);
    } catch {
      act.failed();
    }
  }
}

function question(draft, item, photos, keep) {
  const view = copy("item");
  const box = view.querySelector("fieldset");
  const answer = answerOf(draft, item.key);
  box.dataset.item = item.key;
  write(view, { text: item.text, checks: item.checks, unit: item.unit });
  part(view, "number").hidden = item.answer !== "number";
  part(view, "place").hidden = answer.result !== "failed";
  for (const radio of view.querySelectorAll("[type=radio]")) {
    radio.name = `result-${item.key}`;
    radio.checked = radio.value === answer.result;
    radio.addEventListener("change", () => {
      tell(part(box, "missing"), null);
      part(box, "place").hidden = radio.value !== "failed";
      keep(() => (answer.result = radio.value));
    });
  }
  for (const name of ["number", "place", "note"]) {
    const input = view.querySelector(`input[name=${name}]`);
    input.value = answer[name];
    input.addEventListener("input", () => keep(() => (answer[name] = input.value)));
  }
  const list = part(view, "photos");
  for (const client of answer.photos) list.append(picture(draft, answer, photos.get(client), keep));
  view.querySelector("[name=photo]").addEventListener("change", ({ target }) => add(draft, item, list, target, keep));
  return view;
}

// A copy of the bytes: the file of a camera may be gone when the page is opened again.
async function add(draft, item, list, input, keep) {
  const answer = answerOf(draft, item.key);
  for (const file of [...input.files]) {
    const blob = new Blob([await file.arrayBuffer()], { type: file.type });
    const photo = { client: crypto.randomUUID(), draft: draft.client, blob, name: file.name || "photo.jpg", sent: false };
    await keep(() => answer.photos.push(photo.client), (changed) => savePhotoOf(changed, photo));
    list.append(picture(draft, answer, photo, keep));
  }
  input.value = "";
}

function picture(draft, answer, photo, keep) {
  const view = copy("photo");
  const row = view.querySelector("li");
  const image = view.querySelector("img");
  image.src = URL.createObjectURL(photo.blob);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  view.querySelector("button").addEventListener("click", () => {
    if (!confirm(words.remove_photo)) return;
    row.remove();
    const rest = answer.photos.filter((client) => client !== photo.client);
    keep(() => (answer.photos = rest), (changed) => dropPhotoOf(changed, photo.client));
  });
  return view;
}

// Say at each item what is missing, and go to the first of them.
function complain(form, found) {
  for (const box of form.querySelectorAll("[data-item]")) tell(part(box, "missing"), words[found[box.dataset.item]]);
  const first = form.querySelector("[data-part=missing]:not([hidden])");
  first?.closest("fieldset").scrollIntoView({ block: "center" });
  first?.closest("fieldset").querySelector("input").focus();
  return Boolean(first);
}
