/* A search field that suggests while one types; what is chosen becomes a tick box in the list beside it. */
const make = (tag, attributes, ...content) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
};

function combobox(input) {
  const { suggestUrl, suggestName, suggestInto } = input.dataset;
  const say = document.body.dataset;
  const list = make("ul", { id: `${input.id}-options`, role: "listbox", "aria-label": input.labels[0].textContent });
  const told = make("p", { class: "visually-hidden", role: "status" });
  const box = make("div", { class: "combobox" });
  let timer, request, found = [], active = -1;

  input.replaceWith(box);
  box.append(input, list, told);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === index));
    input.removeAttribute("aria-activedescendant");
    if (index < 0) return;
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const show = (options) => {
    found = options;
    list.replaceChildren(...found.map((one, at) => {
      const option = make("li", { role: "option", id: `${list.id}-${at}` }, one.label, make("small", {}, one.path || one.code));
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(one));
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", found.length > 0);
    mark(-1);
  };

  const choose = ({ code, label }) => {
    const into = document.getElementById(suggestInto);
    let tick = [...into.querySelectorAll("input")].find((one) => one.value === code);
    if (!tick) {
      const id = `${suggestInto}-${code.replaceAll(".", "-")}`;
      tick = make("input", { type: "checkbox", name: suggestName, value: code, id });
      into.append(make("li", { class: "tick-row" }, tick, make("label", { for: id }, `${label} `, make("small", {}, code))));
    }
    tick.checked = true;
    input.value = "";
    show([]);
    told.textContent = say.chosen.replace("{name}", label);
    tick.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const text = input.value.trim();
    if (text.length < 2) return show([]);
    try {
      const answer = await fetch(`${suggestUrl}?q=${encodeURIComponent(text)}&lang=${document.documentElement.lang}`, { signal: request.signal });
      if (!answer.ok) return;
      show(await answer.json());
      told.textContent = say.found.replace("{n}", found.length);
    } catch { /* typed on, or no network: the button still works */ }
  };

  const steps = { ArrowDown: () => active + 1, ArrowUp: () => (active < 0 ? found.length : active) - 1 };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (!found.length || event.isComposing) return;
    if (event.key in steps) mark(steps[event.key]() % found.length);
    else if (event.key === "Enter" && active >= 0) choose(found[active]);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
  show([]);
}

/* Sectors of which a text speaks, shown when one pauses; nothing while the reader has ticked some. */
function spoken(box) {
  const { speaksOf, speaksUrl, speaksName, speaksChosen } = box.dataset;
  const texts = speaksOf.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  const list = box.querySelector("ul");
  let timer, request;

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const text = texts.map((field) => field.value.trim()).join(" ").slice(0, 1000);
    const ticked = box.parentElement.querySelector("input[type=checkbox]:checked");
    if (text.length < 4 || ticked) return;
    try {
      const asked = new URLSearchParams({ text, lang: document.documentElement.lang });
      const answer = await fetch(`${speaksUrl}?${asked}`, { signal: request.signal });
      if (!answer.ok) return;
      list.replaceChildren(...(await answer.json()).map(({ code, label }) => {
        const id = `${list.id}-${code.replaceAll(".", "-")}`;
        const tick = make("input", { type: "checkbox", name: speaksName, value: code, id });
        return make("li", { class: "tick-row" }, tick, make("label", { for: id }, `${label} `, make("small", {}, code)));
      }));
      box.hidden = !list.children.length;
    } catch { /* typed on, or no network: saving shows the same */ }
  };
  for (const field of texts) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 700);
    });
  }
  if (!document.getElementById(speaksChosen).children.length) ask();
}

document.querySelectorAll("[data-suggest-url]").forEach(combobox);
document.querySelectorAll("[data-speaks-of]").forEach(spoken);
