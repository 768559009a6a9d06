/* The door on a phone: every scan is kept on the device first, then sent; the server's word replaces the phone's own. */
import * as store from "./checkin-store.js";
import { camera } from "./checkin-camera.js";

const door = document.getElementById("door");
const facts = door.dataset;
const find = (selector) => door.querySelector(selector);
const screen = document.getElementById("answer");
const BATCH = 50;
const PATIENCE = 10_000;
const AGAIN = 5_000;
const SOON = 2_500;
let token = find("[name=csrf_token]")?.value || "";
let session = facts.session;
let running = null;
let more = false;
let last = "";
let answered = "";

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const isTicket = (code) => /^[\w-]{43}$/.test(code);
const written = (code) => (isTicket(code.trim()) ? code.trim() : code.replace(/[\s.–-]+/g, "").toUpperCase());

async function hash(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* The day at the place of the event, or that of the session at whose door one stands. */
function place() {
  const chosen = [...(find("#session")?.options || [])].find((option) => option.value === session);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: facts.zone }).format(new Date());
  const day = today < facts.first ? facts.first : today > facts.last ? facts.last : today;
  return `${(session && chosen?.dataset.day) || day} ${session}`;
}

function show(result, told = {}) {
  const part = document.querySelector(`template[data-answer="${result}"]`).content.cloneNode(true);
  part.querySelectorAll("[data-fill]").forEach((element) => (element.textContent = told[element.dataset.fill] || ""));
  const undo = part.querySelector("[data-undo]");
  if (undo && told.reference) {
    undo.hidden = false;
    undo.addEventListener("click", () => record(told.reference, "name", true));
  }
  screen.replaceChildren(part);
  navigator.vibrate?.(result === "in" ? 80 : [80, 60, 80]);
  screen.scrollIntoView({ block: "nearest" });
}

/* What this phone itself can say; null where it was not prepared. */
async function ownWord(code, undo) {
  if (!(await store.prepared(facts.event))) return null;
  const person = await (isTicket(code) ? hash(code).then((found) => store.byHash(facts.event, found)) : store.byReference(facts.event, code));
  if (!person) return { result: "unknown", reference: isTicket(code) ? "" : code };
  if (undo) return { ...person, result: "undone", note: null };
  if (!person.place) return { ...person, result: "no_place" };
  const since = person.there[place()];
  return { ...person, result: since === undefined ? "in" : "again", since };
}

async function noteThere(reference, where, since) {
  const person = await store.byReference(facts.event, reference).catch(() => null);
  if (!person) return;
  if (since === null) delete person.there[where];
  else person.there[where] ??= since;
  await store.note(person);
}

const clock = () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: facts.zone }).format(new Date());

async function record(typed, way, undo = false) {
  const code = written(typed);
  if (!code) return;
  const where = place();
  const scan = { key: newKey(), event: facts.event, code, way, session, undo, at: new Date().toISOString(), own: "" };
  const word = await ownWord(code, undo).catch(() => null);
  scan.own = word?.result || "kept";
  await store.keep(scan);
  last = scan.key;
  if (word) show(word.result, word);
  else setTimeout(() => last === scan.key && answered !== last && show("kept", { reference: isTicket(code) ? "" : code }), navigator.onLine ? SOON : 0);
  if (word && (word.result === "in" || undo)) await noteThere(word.reference, where, undo ? null : clock());
  await flush();
}

async function post(scans) {
  const rows = scans.map(({ key, code, way, session: at, undo, at: moment }) => ({ key, code, way, session: at, undo, at: moment }));
  return fetch(facts.scans, {
    method: "POST", redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ sent_at: new Date().toISOString(), scans: rows }),
  });
}

const isShut = (answer) => answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);

async function fetchToken() {
  const answer = await fetch(facts.token, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (isShut(answer)) return signedOut();
  if (answer.ok) token = (await answer.json()).token;
  return answer.ok;
}

async function signedOut() {
  find("[data-signed-out]").hidden = false;
  await store.forget();
  await tell();
  return false;
}

/* Sends some scans; true when the server has them or has refused them for good. */
async function deliver(scans) {
  if (!token && !(await fetchToken())) return false;
  let answer = await post(scans);
  if (answer.status === 400) {
    if (!(await fetchToken())) return false;
    answer = await post(scans);
  }
  if (isShut(answer)) return signedOut();
  if (answer.status === 422 && scans.length > 1) {
    for (const scan of scans) if (!(await deliver([scan]))) return false;
    return true;
  }
  if (!answer.ok && answer.status !== 422) return false;
  find("[data-signed-out]").hidden = true;
  return settled(scans, await answer.json());
}

async function settled(scans, said) {
  const byKey = new Map(scans.map((scan) => [scan.key, scan]));
  const refused = said.error ? scans.map((scan) => ({ key: scan.key, reason: said.error })) : said.refused;
  const looks = refused.map(({ key, reason }) => ({ key, event: facts.event, code: byKey.get(key)?.code || "", reason }));
  for (const answer of said.answers || []) {
    const scan = byKey.get(answer.key);
    const differs = answer.result !== scan.own && ["unknown", "no_place"].includes(answer.result);
    if (differs && answer.key !== last) looks.push({ key: answer.key, event: facts.event, code: answer.name || scan.code, result: answer.result });
    if (["in", "again"].includes(answer.result)) await noteThere(answer.reference, `${answer.day} ${scan.session}`, answer.since);
  }
  await store.settle(scans, looks);
  const fresh = (said.answers || []).find((answer) => answer.key === last);
  const wrong = refused.find((one) => one.key === last);
  if (fresh || wrong) answered = last;
  if (fresh) show(fresh.result, fresh);
  if (wrong) show("refused", wrong);
  return true;
}

/* Sends what waits, one delivery after the other; asked again meanwhile, it looks once more. */
function flush() {
  more = true;
  running ??= work().finally(() => (running = null));
  return running;
}

async function work() {
  let reached = navigator.onLine;
  let sent = false;
  try {
    while (more && reached) {
      more = false;
      for (let scans; reached && (scans = await store.waiting(facts.event, BATCH)).length; ) sent = (reached = await deliver(scans)) || sent;
    }
  } catch {
    reached = false;
  }
  if (sent) document.getElementById("door-count")?.dispatchEvent(new Event("pin:changed"));
  await tell(reached);
}

/* How this phone stands. */
async function tell(reached = navigator.onLine) {
  const [number, looks, ready] = await Promise.all([store.howMany(facts.event), store.refused(facts.event), store.prepared(facts.event)]);
  find("[data-waiting]").textContent = number;
  find("[data-online]").hidden = !(reached && navigator.onLine);
  find("[data-offline]").hidden = reached && navigator.onLine;
  find("[data-prepared]").hidden = find("[data-forget]").hidden = !ready;
  find("[data-refused]").hidden = !looks.length;
  find("[data-refused-list]").replaceChildren(...looks.map(look));
}

function look(odd) {
  const line = document.createElement("li");
  const word = odd.result && document.querySelector(`template[data-answer="${odd.result}"]`).content.querySelector(".door-word");
  const name = document.createElement("bdi");
  name.textContent = isTicket(odd.code) ? odd.code.slice(0, 6) + "…" : odd.code;
  const done = document.createElement("button");
  done.type = "button";
  done.className = "button quiet";
  done.textContent = find("[data-refused-list]").dataset.done;
  done.addEventListener("click", async () => (await store.seen(odd.key), await tell()));
  line.append(name, " · ", odd.reason || word.textContent.trim(), " ", done);
  return line;
}

/* Has PIN read a picture; an answer without a code where there is none, or no network. */
async function ask(picture) {
  if (!navigator.onLine || (!token && !(await fetchToken()))) return "";
  const body = new FormData();
  body.append("photo", picture, "photo.jpg");
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(facts.photo, { method: "POST", redirect: "manual", headers, body, signal: AbortSignal.timeout(PATIENCE) });
  return answer.ok ? (await answer.json()).code : "";
}

async function prepare() {
  find("[data-not-prepared]").hidden = true;
  try {
    if (!token) await fetchToken();
    const answer = await fetch(facts.list, { method: "POST", redirect: "manual", headers: { "X-CSRFToken": token } });
    if (!answer.ok) throw new Error("no list");
    const { people } = await answer.json();
    const worker = await navigator.serviceWorker.register(facts.worker, { scope: facts.scope });
    const sheets = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((part) => part.href || part.src);
    const parts = ["./checkin-store.js", "./checkin-camera.js"].map((name) => new URL(name, import.meta.url).href);
    await (await caches.open(store.CACHE)).addAll([facts.shell, ...sheets, ...parts]);
    await store.prepare(facts.event, facts.until, people);
    await worker.update();
  } catch {
    find("[data-not-prepared]").hidden = false;
  }
  await lookAgain();
  await tell();
}

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

async function searchHere(words) {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const people = (await store.everybody(facts.event)).filter((one) => wanted.every((word) => folded(`${one.name} ${one.organisation} ${one.reference}`).includes(word)));
  document.getElementById("nobody").hidden = people.length > 0;
  document.getElementById("found").replaceChildren(...people.slice(0, 20).map((one) => {
    const line = document.querySelector(one.place ? "template[data-person]" : "template[data-person-out]").content.cloneNode(true);
    line.querySelectorAll("[data-fill]").forEach((element) => (element.textContent = one[element.dataset.fill] || ""));
    const code = line.querySelector("[name=code]");
    if (code) code.value = one.reference;
    return line;
  }));
}

function listen() {
  door.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.matches("[data-scan]")) {
      event.preventDefault();
      const field = form.elements.code;
      record(field.value, form.elements.way.value);
      if (form.matches("[data-typed]")) (field.value = "", field.focus());
    } else if (form.matches("[data-names]") && ready.list) {
      event.preventDefault();
      searchHere(form.elements.q.value);
    }
  });
  find("#session")?.addEventListener("change", (event) => (session = event.target.value));
  const choose = find("[data-doors] button");
  if (choose) choose.hidden = true;
  find("[data-prepare]").addEventListener("click", prepare);
  find("[data-forget]").addEventListener("click", () => store.forget().then(() => tell()).then(lookAgain));
  addEventListener("online", flush);
  addEventListener("offline", () => tell(false));
  setInterval(flush, AGAIN);
}

const ready = { list: false };
const lookAgain = async () => (ready.list = Boolean(await store.prepared(facts.event)));

async function begin() {
  await store.howMany(facts.event); // where nothing can be kept the plain forms stay as they are
  const known = await store.prepared(facts.event);
  if (known && new Date(known.until) < new Date()) await store.forget();
  find("[data-prepare]").hidden = !("serviceWorker" in navigator);
  await lookAgain();
  listen();
  find("[data-phone]").hidden = false; // from here on a scan is kept: before, the plain form sends it
  camera(door, (code) => record(code, "qr"), ask);
  await flush();
}

if (door) begin();
