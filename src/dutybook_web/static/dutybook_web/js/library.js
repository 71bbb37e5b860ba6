// Imports the chosen files one by one and shows how far it is; without this script all go in one request.
"use strict";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-one-by-one]");
  if (!form) return;
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  if (!files.length) return;
  event.preventDefault();
  const place = document.getElementById(form.dataset.oneByOne);
  const button = form.querySelector("button");
  const progress = form.querySelector(".progress");
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("[data-progress-words]");
  button.disabled = true;
  progress.hidden = false;
  bar.max = files.length;
  place.replaceChildren();
  for (const [done, file] of files.entries()) {
    bar.value = done;
    words.textContent = `${done} / ${files.length} · ${file.name}`;
    await send(form, file, place);
  }
  bar.value = files.length;
  words.textContent = `${files.length} / ${files.length}`;
  button.disabled = false;
  form.reset();
});

async function send(form, file, place) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  data.append("file", file);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
    place.insertAdjacentHTML("beforeend", await answer.text());
  } catch {
    const told = document.createElement("p");
    told.className = "callout callout-error";
    told.textContent = `${file.name}: ${place.dataset.broken}`;
    place.append(told);
  }
}
