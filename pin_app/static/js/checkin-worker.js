/* Opens the door of one event without a network. It keeps nothing by itself: the page puts an empty door and its scripts
   into the cache when somebody prepares the phone, and whoever may not open the door any more loses them. */
const DOOR = new URL(self.registration.scope).pathname;
const CACHE = "pin-door";
const PATIENCE = 6000;

async function removeAll() {
  indexedDB.deleteDatabase("pin-door-list");
  await caches.delete(CACHE);
}

const late = () => new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), PATIENCE));
const kept = async (address) => (await caches.match(address, { cacheName: CACHE, ignoreVary: true })) || Response.error();

async function door(request) {
  try {
    const answer = await Promise.race([fetch(request), late()]);
    if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) await removeAll();
    return answer.status < 500 ? answer : await kept(DOOR + "/shell");
  } catch {
    return kept(DOOR + "/shell");
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === DOOR) event.respondWith(door(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(fetch(request).catch(() => kept(request)));
});
