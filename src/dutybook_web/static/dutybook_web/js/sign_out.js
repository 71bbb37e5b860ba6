// Signing out clears what the site keeps in this browser: inspections that were not sent would be lost. So it asks.
"use strict";

const KEPT = "dutybook-inspections";
const QUESTION = "meta[name=dutybook-unsent]";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (new URL(form.action).pathname !== "/account/logout/") return;
  event.preventDefault();
  const count = await unsent().catch(() => 0);
  const question = document.querySelector(QUESTION).content;
  if (count === 0 || confirm(question)) form.submit();
});

// How many inspections are on this phone alone. A database that is not there is not made.
function unsent() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(KEPT);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = reject;
    asked.onsuccess = () => {
      const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
      all.onerror = reject;
      all.onsuccess = () => {
        asked.result.close();
        resolve(all.result.filter(({ state }) => state !== "sent").length);
      };
    };
  });
}
