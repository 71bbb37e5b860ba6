// Speaks to the server. What goes wrong is told apart by what can be done about it.

const API = document.body.dataset.api;
const PATIENCE_MS = 60_000;
let csrf = "";

/** Why the server did not take something: `offline`, `signin`, `choice` (409) or `refused`, with its own words. */
export class Problem extends Error {
  constructor(kind, { code = "", message = "" } = {}) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

/** What is to be inspected. */
export async function day() {
  const found = await call("GET", "/day");
  csrf = found.csrf;
  delete found.csrf;
  return found;
}

export const read = (key) => call("GET", `/${key}`);
export const begin = (key) => call("POST", `/${key}/begin`);
export const submit = (key, found) => call("POST", `/${key}/submit`, JSON.stringify(found));

/** Send a picture under its number; sent again it is the same one. */
export function sendPhoto(key, photo) {
  const form = new FormData();
  form.append("client", photo.client);
  form.append("photo", photo.blob, photo.name);
  return call("POST", `/${key}/photos`, form);
}

async function call(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrf;
  if (typeof body === "string") headers["Content-Type"] = "application/json";
  let answer;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    answer = await fetch(API + path, { method, headers, body, signal, credentials: "same-origin", redirect: "error" });
  } catch {
    throw new Problem("offline");
  }
  if (answer.ok) return answer.json();
  throw new Problem(...(await told(answer)));
}

async function told(answer) {
  const problem = await answer.json().catch(() => null);
  const words = { code: problem?.code ?? "", message: problem?.message ?? String(answer.status) };
  if (answer.status === 409) return ["choice", words];
  // A 403 that is not in the API's own words is of the token against forged forms: the session is another one now.
  if (answer.status === 401 || (answer.status === 403 && words.code !== "not_allowed")) return ["signin", words];
  return [answer.status >= 500 || answer.status === 429 ? "offline" : "refused", words];
}
