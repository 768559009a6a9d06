/* What the door keeps on this device: scans until the server has them, and the list of an event once it was prepared. */
const QUEUE = "pin-door";
export const LIST = "pin-door-list";
export const CACHE = "pin-door";
export const MARK = "pin-door"; // in localStorage: pages ask it before they look for anything to remove

const connections = {};

/* One connection a database; it gives way where another page removes the database. */
function opened(name, prepare) {
  return (connections[name] ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => prepare(request.result);
    request.onerror = request.onblocked = () => (delete connections[name], reject(request.error));
    request.onsuccess = () => {
      request.result.onversionchange = request.result.onclose = () => (delete connections[name], request.result.close());
      resolve(request.result);
    };
  }));
}

/* Runs inside one transaction and waits until it is on the disk. */
async function within(database, stores, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, mode, { durability: "strict" });
    const request = work(...stores.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(request && request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const queue = () => opened(QUEUE, (db) => {
  db.createObjectStore("waiting", { keyPath: "number", autoIncrement: true }).createIndex("event", "event");
  db.createObjectStore("refused", { keyPath: "key" }).createIndex("event", "event");
});
const list = () => opened(LIST, (db) => {
  db.createObjectStore("people", { keyPath: ["event", "reference"] }).createIndex("hash", ["event", "hash"]);
  db.createObjectStore("events", { keyPath: "event" });
});

export const keep = (scan) => within(queue, ["waiting"], "readwrite", (waiting) => waiting.add(scan));
export const waiting = (event, most) => within(queue, ["waiting"], "readonly", (store) => store.index("event").getAll(event, most));
export const howMany = (event) => within(queue, ["waiting"], "readonly", (store) => store.index("event").count(event));
export const refused = (event) => within(queue, ["refused"], "readonly", (store) => store.index("event").getAll(event));

/* The server has these scans; those that need a look are kept with the reason until somebody has seen them. */
export const settle = (scans, looks) => within(queue, ["waiting", "refused"], "readwrite", (store, odd) => {
  for (const scan of scans) store.delete(scan.number);
  for (const look of looks) odd.put(look);
});
export const seen = (key) => within(queue, ["refused"], "readwrite", (store) => store.delete(key));

export async function prepare(event, until, people) {
  const old = IDBKeyRange.bound([event], [event, []]);
  await within(list, ["people", "events"], "readwrite", (store, events) => {
    store.delete(old);
    for (const person of people) store.put({ event, ...person });
    events.put({ event, until });
  });
  localStorage.setItem(MARK, "1");
}
/* Without the mark there is no list, and to ask for one would make an empty one. */
const listed = async (ask) => (localStorage.getItem(MARK) ? ask() : undefined);

export const prepared = (event) => listed(() => within(list, ["events"], "readonly", (events) => events.get(event)));
export const byReference = (event, reference) => listed(() => within(list, ["people"], "readonly", (people) => people.get([event, reference])));
export const byHash = (event, hash) => listed(() => within(list, ["people"], "readonly", (people) => people.index("hash").get([event, hash])));
export const everybody = (event) => within(list, ["people"], "readonly", (people) => people.getAll(IDBKeyRange.bound([event], [event, []])));
export const note = (person) => within(list, ["people"], "readwrite", (people) => people.put(person));

/* Takes the names and the pages from this device; scans that wait stay until they are sent. */
export async function forget() {
  if (!localStorage.getItem(MARK)) return;
  localStorage.removeItem(MARK);
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(LIST);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
  await caches.delete(CACHE);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}
