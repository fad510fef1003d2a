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

// Without scripts a number is copied by hand, and its button is not there.
for (const button of document.querySelectorAll("[data-copy-text]")) button.hidden = !navigator.clipboard;

// Places offered while typing; the server understands the typed name as well.
let waiting = 0;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches("[data-suggest], [data-region-input]") || !input.list || input.value.trim().length < 3) return;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const answer = await fetch(`${input.dataset.suggest || "/wilayah/"}?q=${encodeURIComponent(input.value)}`).catch(() => null);
    if (!answer?.ok) return;
    const places = await answer.json();
    input.list.replaceChildren(...places.map((place) => Object.assign(document.createElement("option"), { value: place.label })));
  }, 250);
});
