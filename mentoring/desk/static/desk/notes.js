// Notes that save themselves. What is typed is kept on the device first, so that neither a lost line nor an empty
// battery takes it; without this file the button saves. Every page is a writer of its own: the server refuses what
// was written over an older version, and both texts are shown. `drafts` is the theme's.
"use strict";

const waiting = document.querySelector("[data-note-drafts]");
if (waiting) {
  const prefix = waiting.dataset.noteDrafts;
  const sessions = new Set(drafts(prefix).map((draft) => draft.key.slice(prefix.length).split(":")[0]));
  for (const session of sessions) {
    const line = waiting.querySelector("template").content.cloneNode(true);
    line.querySelector("a").href += `${session}/`;
    waiting.querySelector("ul").append(line);
  }
  waiting.hidden = !sessions.size;
}

const form = document.querySelector("[data-note]");
if (form) keepNote(form);

function keepNote(form) {
  const words = form.dataset;
  const { text: field, version } = form.elements;
  const status = form.querySelector("[data-note-status]");
  const clash = form.querySelector("[data-note-clash]");
  const other = clash.querySelector("textarea");
  const writer = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = `${words.note}:${writer}`;
  const left = drafts(`${words.note}:`);
  const forget = (draft) => localStorage.removeItem(draft.key);
  let saved = field.defaultValue; // what the server has, as far as this page knows
  let theirs = other.defaultValue; // and what it has since, with its version, while two texts differ
  let newest = Number(version.value);
  let clashing = !clash.hidden;
  let busy = false;
  let timer = 0;
  let pause = 5000;

  const say = (text, kind) => {
    if (status.textContent === text) return;
    status.textContent = text;
    status.className = `badge badge--${kind}`;
  };
  // The draft stays on the device until the server has said that it has the same.
  const keep = () => {
    try {
      if (field.value === saved && !clashing) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ text: field.value, version: Number(version.value), writer, at: Date.now() }));
      return true;
    } catch { return false; }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const differ = (text, at, others = []) => {
    clashing = true;
    newest = at;
    theirs = text;
    other.value = [text, ...others].filter(Boolean).join("\n\n");
    clash.hidden = false;
    say(words.unsent, "warn");
    keep();
  };
  const settle = (text) => {
    saved = theirs;
    version.value = newest;
    clashing = false;
    clash.hidden = true;
    field.value = text;
    keep();
    left.splice(0).forEach(forget);
    send();
  };

  async function send(leaving = false) {
    clearTimeout(timer);
    if (busy || clashing || field.value === saved) return;
    busy = true;
    const text = field.value;
    const body = new URLSearchParams({ text, version: version.value, writer, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    say(words.sending, "info");
    let answer = null;
    let told = {};
    try {
      answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive: leaving === true });
      if ([200, 409, 422].includes(answer.status)) told = await answer.json();
    } catch { answer = null; }
    busy = false;
    if (answer?.status === 200) {
      version.value = told.version;
      saved = text;
      pause = 5000;
      keep();
      if (field.value === saved) say(told.saved, "ok");
      else later(300);
    } else if (answer?.status === 409) {
      differ(told.text, told.version);
      clash.focus();
    } else if (answer?.status === 422) say(told.problem, "bad");
    else if (answer && answer.status < 500) say(words.again, "bad"); // signed out, or the page is too old
    else {
      say(keep() ? words.unsent : words.unkept, "warn");
      later(pause);
      pause = Math.min(pause * 2, 60000);
    }
  }

  field.addEventListener("input", () => {
    const kept = keep();
    if (!clashing) say(kept ? words.unsent : words.unkept, "warn");
    later(1500);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (clashing) settle(field.value);
    else send();
  });
  clash.querySelector("[data-note-choices]").hidden = false;
  clash.querySelector("[data-note-take]").addEventListener("click", () => settle(other.value));
  clash.querySelector("[data-note-join]").addEventListener("click", () => settle(`${field.value}\n\n${other.value}`));
  window.addEventListener("online", () => send());
  window.addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => document.hidden && send(true));

  // What an earlier page could not send goes first, unless somebody wrote in between: then both texts are shown.
  const [draft] = left;
  if (clashing || !draft) return;
  const mine = draft.version === Number(version.value) || (draft.writer === words.writer && draft.version === Number(words.base));
  const rest = left.filter((one) => one.text !== draft.text && one.text !== saved);
  field.value = draft.text;
  if (mine && !rest.length) {
    keep();
    left.splice(0).forEach(forget);
    send();
  } else differ(saved, Number(version.value), rest.map((one) => one.text));
}
