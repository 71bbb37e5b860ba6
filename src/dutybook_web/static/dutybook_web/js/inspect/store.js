// What is kept on this phone: the day's inspections, the answers and the photographs. Nothing leaves here before the
// server has said that it has it.

export const NAME = "dutybook-inspections";
const VERSION = 1;
let opened;

/** The database; it is made at the first use. */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("days", { keyPath: "account" });
      asked.result.createObjectStore("drafts", { keyPath: "client" });
      asked.result.createObjectStore("photos", { keyPath: "client" }).createIndex("draft", "draft");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/** Run `work` in one transaction; it is on the disk when the promise is kept, and has left no trace when it is not. */
async function within(mode, names, work) {
  const transaction = (await open()).transaction(names, mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    const answer = work(...names.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(answer?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const saveDay = (day) => within("readwrite", ["days"], (days) => days.put(day));
export const allDays = () => within("readonly", ["days"], (days) => days.getAll());
export const saveDraft = (draft) => within("readwrite", ["drafts"], (drafts) => drafts.put(draft));
export const allDrafts = () => within("readonly", ["drafts"], (drafts) => drafts.getAll());
export const draftOf = (client) => within("readonly", ["drafts"], (drafts) => drafts.get(client));
export const photosOf = (client) => within("readonly", ["photos"], (photos) => photos.index("draft").getAll(client));
export const savePhoto = (photo) => within("readwrite", ["photos"], (photos) => photos.put(photo));

/** A photograph and the answer that names it, both or neither. */
export const savePhotoOf = (draft, photo) =>
  within("readwrite", ["drafts", "photos"], (drafts, photos) => {
    photos.put(photo);
    drafts.put(draft);
  });

/** The answer without a photograph, and the photograph away. */
export const dropPhotoOf = (draft, client) =>
  within("readwrite", ["drafts", "photos"], (drafts, photos) => {
    photos.delete(client);
    drafts.put(draft);
  });

/** What the server has: the photographs go, a line about it stays. */
export const settle = (draft) =>
  within("readwrite", ["drafts", "photos"], (drafts, photos) => {
    drafts.put(draft);
    dropAll(photos, draft.client);
  });

/** All of a draft away; only after the user was asked, or when it is old and was sent. */
export const dropDraft = (client) =>
  within("readwrite", ["drafts", "photos"], (drafts, photos) => {
    drafts.delete(client);
    dropAll(photos, client);
  });

function dropAll(photos, draft) {
  photos.index("draft").openKeyCursor(draft).onsuccess = (event) => {
    const cursor = event.target.result;
    if (!cursor) return;
    photos.delete(cursor.primaryKey);
    cursor.continue();
  };
}
