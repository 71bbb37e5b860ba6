// Keeps the page for inspections on the phone, so that it opens without a network. `self.KEPT` stands above: what to
// keep, under which name. Answers and photographs are not its business: js/inspect/store.js keeps them.
"use strict";

const NAME = `inspect-${self.KEPT.version}`;
const FILES = new Set(self.KEPT.files);
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === self.KEPT.page) event.respondWith(newestPage());
  else if (FILES.has(url.pathname)) event.respondWith(kept(event.request));
});

async function keepAll() {
  const cache = await caches.open(NAME);
  const wanted = [self.KEPT.page, ...FILES].map((url) => new Request(url, { cache: "reload", credentials: "same-origin" }));
  await cache.addAll(wanted);
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("inspect-") && name !== NAME).map((name) => caches.delete(name)));
}

// The page as the server has it, in the language of the account; the kept one when that fails or takes too long.
async function newestPage() {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(self.KEPT.page, { signal: AbortSignal.timeout(PATIENCE_MS), credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await cache.put(self.KEPT.page, answer.clone());
    if (answer.ok) return answer;
  } catch {
    // No network, or one that does not answer.
  }
  return (await cache.match(self.KEPT.page)) ?? Response.error();
}

async function kept(request) {
  const cache = await caches.open(NAME);
  return (await cache.match(request.url)) ?? fetch(request);
}
