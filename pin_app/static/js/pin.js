/* Comforts on top of pages that work without them; docs/conventions.md says which attribute asks for which. */
const words = document.body.dataset;
const all = (selector, enhance) => document.querySelectorAll(selector).forEach(enhance);

function note(after, className) {
  const p = document.createElement("p");
  p.className = className;
  p.setAttribute("role", "status");
  after.after(p);
  return p;
}

/* Keeps what is typed: the same form to the same address, with the header X-Autosave. */
function autosave(form) {
  const status = note(form.querySelector(".actions") || form.lastElementChild, "saved");
  let timer, running;
  const save = async () => {
    if (running) return wait();
    running = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
      status.textContent = answer.ok ? words.saved : words.unsaved;
      if (answer.ok) showPercent(await answer.json());
    } catch {
      status.textContent = words.unsaved;
    }
    running = false;
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  };
  form.addEventListener("input", (event) => event.target.dataset.suggestUrl || wait());
  form.addEventListener("submit", () => clearTimeout(timer));
}

function showPercent({ percent }) {
  const meter = document.querySelector("main .meter progress");
  if (!meter || percent === undefined) return;
  meter.value = percent;
  meter.closest(".meter").querySelector("bdi").textContent = percent + "%";
}

/* Asks for a region again until it comes back with data-done, and at once where a script says it has changed. */
function poll(region) {
  const seconds = Number(region.dataset.pollSeconds) || 5;
  let left = Number(region.dataset.pollTimes) || 240;
  const status = document.querySelector(`[data-tells="${region.id}"]`);
  const figure = () => region.querySelector("[data-told]")?.textContent.trim() ?? "";
  let told = figure();
  const look = async () => {
    try {
      const answer = await fetch(region.dataset.pollUrl);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = answer.ok && page.getElementById(region.id);
      const held = region.contains(document.activeElement) && document.activeElement.id;
      if (fresh && fresh.innerHTML !== region.innerHTML) { // else somebody who reads it by ear would lose the place
        region.replaceChildren(...fresh.cloneNode(true).childNodes);
        if (held) document.getElementById(held)?.focus();
      }
      if (status && told !== figure()) status.textContent = told = figure();
      return fresh && "done" in fresh.dataset;
    } catch { /* the next try may reach the server */ }
  };
  const ask = async () => {
    const done = region.isConnected && !document.hidden && left-- > 0 && (await look());
    if (!done && left > 0) setTimeout(ask, seconds * 1000);
  };
  region.addEventListener("pin:changed", look);
  if (!("done" in region.dataset)) setTimeout(ask, seconds * 1000);
}

function copy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    (button.told ||= note(button, "saved")).textContent = words.copied;
  });
}

function count(field) {
  const shown = note(field, "counter");
  const tell = () => {
    const left = field.maxLength - field.value.length;
    shown.textContent = left <= Math.max(20, field.maxLength / 5) ? words.left.replace("{n}", left) : "";
  };
  field.addEventListener("input", tell);
  tell();
}

all("[data-focus]", (element) => element.focus());
all("form[data-autosave]", autosave);
all("[data-poll-url]", poll);
all("[data-copy]", copy);
all("[data-count][maxlength]", count);
/* Names that were kept on this device for a door without a network go before one signs out; see docs/checkin.md. */
all("form[action$='/sign-out']", (form) => form.addEventListener("submit", async (event) => {
  if (!localStorage.getItem("pin-door")) return;
  event.preventDefault();
  const gone = new Promise((done) => Object.assign(indexedDB.deleteDatabase("pin-door-list"), { onsuccess: done, onerror: done, onblocked: done }));
  await Promise.race([Promise.all([gone, caches.delete("pin-door")]), new Promise((late) => setTimeout(late, 2000))]);
  localStorage.removeItem("pin-door");
  form.submit();
}));
all("details.menu", (menu) => document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.firstElementChild.focus();
  }
}));
