// Comfort only: every page does its work without this file.
"use strict";

// After a form came back, or something was done, the reader starts at the sentence that says so.
document.querySelector("[data-focus]")?.focus();

// A second press of the same button sends nothing; coming back, or eight seconds (a download, a slow net), arms it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  else setTimeout(() => delete form.dataset.sent, 8000);
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What was typed and saved, and at sign-out whatever was typed, no longer waits on the device (`drafts.js`).
function forgetDrafts(prefix) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
    caches.keys().then((names) => names.filter((name) => name.startsWith(prefix)).forEach((name) => caches.delete(name)));
  } catch { /* no storage, nothing to forget */ }
}
const savedDraft = document.cookie.split("; ").find((cookie) => cookie.startsWith("isian="));
if (savedDraft) {
  forgetDrafts(savedDraft.slice(6));
  document.cookie = "isian=; Max-Age=0; path=/";
}
document.addEventListener("submit", (event) => {
  if (new URL(event.target.action).pathname !== "/akun/keluar/") return;
  forgetDrafts("isian:");
  forgetDrafts("rumah-halaman-");
  forgetDrafts("rumah-foto-");
});

// Pages seen are kept on the device for when there is no line (`/sw.js`); whoever saves data is spared it.
if ("serviceWorker" in navigator && !navigator.connection?.saveData) {
  window.addEventListener("load", () => {
    const first = !navigator.serviceWorker.controller;
    navigator.serviceWorker.register("/sw.js").catch(() => null);
    // Only pages for everybody name their own address.
    if (first && document.querySelector("link[rel=canonical]")) navigator.serviceWorker.ready.then((ready) => ready.active.postMessage({ keep: location.href.split("#")[0] }));
  });
}

// Buttons beside a number: <button type="button" data-step="1" data-for="id">.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-step], [data-copy], [data-copy-text]");
  if (!button) return;
  if (button.dataset.step) {
    const input = document.getElementById(button.dataset.for);
    if (Number(button.dataset.step) > 0) input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  await navigator.clipboard.writeText(button.dataset.copyText || new URL(button.dataset.copy, location.href).href);
  if (button.dataset.copied) button.textContent = button.dataset.copied;
});

// The photo of the variant that is chosen comes into the gallery; without scripts a link beside it leads there.
document.addEventListener("change", (event) => {
  const photo = document.getElementById(event.target.dataset.photo);
  photo?.parentElement.scrollTo({ left: photo.offsetLeft - photo.parentElement.offsetLeft });
});

// Without scripts a number is copied by hand, and its button is not there.
for (const button of document.querySelectorAll("[data-copy-text]")) button.hidden = !navigator.clipboard;

// A page that waits (for money, for a turn) asks, ever more seldom and only while it is looked at, whether something changed. Then it
// loads anew, once, and begins at its top, where the news is.
const watched = document.querySelector("[data-watch]");
if (watched) {
  let pause = 3000;
  let next = 0;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(watched.dataset.watch).catch(() => null);
    if (answer?.status === 404) return;
    if (answer?.ok && (await answer.json().catch(() => ({ state: watched.dataset.state }))).state !== watched.dataset.state) {
      history.scrollRestoration = "manual";
      location.reload();
      return;
    }
    pause = Math.min(pause * 1.3, watched.dataset.most || 60000);
    clearTimeout(next);
    next = setTimeout(look, pause);
  };
  next = setTimeout(look, pause);
  document.addEventListener("visibilitychange", () => {
    clearTimeout(next);
    pause = 3000;
    look();
  });
}

// Places offered while typing, as a combobox: arrows choose, Enter takes, Escape closes. Without it the server
// understands the typed name as well.
for (const input of document.querySelectorAll("[data-suggest], [data-region-input]")) combobox(input);

function combobox(input) {
  const list = document.createElement("ul");
  const box = document.createElement("div");
  list.className = "combo__list";
  list.id = `${input.id}_daftar`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.documentElement.lang === "en" ? "Suggestions" : "Saran");
  box.className = "combo";
  input.replaceWith(box);
  box.append(input, list);
  input.removeAttribute("list");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  let waiting = 0;
  let asked = "";

  const code = () => input.form?.querySelector(`input[type=hidden][name="${input.dataset.code}"]`);
  const at = () => [...list.children].findIndex((option) => option.ariaSelected === "true");
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    const count = list.children.length;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === (index + count) % count)));
    const chosen = list.children[(index + count) % count];
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    input.value = asked = option.textContent;
    if (input.dataset.code) {
      const kept = code() || input.form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: input.dataset.code }));
      kept.value = option.dataset.code;
    }
    open(false);
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    const answer = await fetch(`${input.dataset.suggest || "/wilayah/"}?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer?.ok || text !== input.value.trim()) return;
    const places = await answer.json();
    list.replaceChildren(...places.map((place, n) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}_${n}`, textContent: place.label });
      option.dataset.code = place.code;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    open(places.length > 0 && document.activeElement === input);
  };
  input.addEventListener("input", () => {
    code()?.remove();
    open(false);
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && list.children.length) {
      event.preventDefault();
      const from = list.hidden || at() < 0 ? (moves[event.key] > 0 ? -1 : 0) : at();
      open(true);
      mark(from + moves[event.key]);
    } else if (event.key === "Enter" && !list.hidden && at() >= 0) {
      event.preventDefault();
      take(list.children[at()]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.role === "option" && take(event.target));
  input.addEventListener("blur", () => open(false));
}
