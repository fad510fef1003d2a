// What is typed waits on the device until it is saved, so that neither a reload, a lost line nor an empty battery takes
// it: the words in the local store, chosen files in a cache of the same name. `rumah.js` throws both away once the
// server has said that it has them, and at sign-out.
"use strict";

// Drafts left on this device under `prefix`, the newest first.
function drafts(prefix) {
  const found = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) found.push({ key, ...JSON.parse(localStorage.getItem(key)) });
    }
  } catch { /* no storage, no drafts */ }
  return found.sort((one, two) => two.at - one.at);
}

for (const form of document.querySelectorAll("[data-draft]")) keepForm(form);

function keepForm(form) {
  const { draft: key, draftVersion: version } = form.dataset;
  const offer = document.querySelector("[data-draft-offer]");
  const said = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const empty = JSON.stringify(said());
  const inputs = () => [...form.querySelectorAll("input[type=file]")];

  const keep = () => {
    try {
      const fields = said();
      localStorage.setItem(key, JSON.stringify({ fields, version, at: Date.now() }));
    } catch { /* a full or closed store keeps nothing */ }
  };
  const keepFiles = async (input) => {
    const store = await caches.open(key);
    for (const old of await store.keys()) if (new URL(old.url).searchParams.get("name") === input.name) await store.delete(old);
    for (const [at, file] of [...input.files].entries()) {
      const query = new URLSearchParams({ name: input.name, at, file: file.name });
      await store.put(`/isian?${query}`, new Response(file, { headers: { "Content-Type": file.type } }));
    }
  };
  const putFiles = async () => {
    const store = await caches.open(key);
    for (const input of inputs()) {
      const chosen = new DataTransfer();
      for (const request of await store.keys()) {
        const { searchParams: told } = new URL(request.url);
        if (told.get("name") !== input.name) continue;
        const blob = await (await store.match(request)).blob();
        chosen.items.add(new File([blob], told.get("file"), { type: blob.type }));
      }
      if (!chosen.files.length) continue;
      input.files = chosen.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  const put = (fields) => {
    // Rows that were added come first: what stands in them needs a place.
    const add = form.querySelector("[data-variant-add]");
    const rows = Number(fields.find(([name]) => name.endsWith("-TOTAL_FORMS"))?.[1] || 0);
    while (add && Number(form.querySelector("[name$='-TOTAL_FORMS']").value) < rows) add.click();
    const left = fields.slice();
    for (const input of form.elements) {
      if (!input.name || input.type === "file" || input.type === "submit" || input.name === "csrfmiddlewaretoken") continue;
      const choice = input.type === "checkbox" || input.type === "radio";
      const at = left.findIndex(([name, value]) => name === input.name && (!choice || value === input.value));
      if (choice) input.checked = at >= 0;
      else if (at >= 0) [[, input.value]] = left.splice(at, 1);
    }
    form.querySelectorAll("details").forEach((part) => { part.open = true; });
  };

  form.addEventListener("input", keep);
  form.addEventListener("change", (event) => {
    keep();
    if (event.target.type === "file") keepFiles(event.target).catch(() => null);
  });

  const [left] = drafts(key).filter((draft) => draft.key === key);
  if ("draftBound" in form.dataset) {
    // The form came back with what is wrong; a browser sends it back without its files.
    keep();
    putFiles().catch(() => null);
  } else if (left && JSON.stringify(left.fields) !== empty && offer) {
    const at = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
    offer.querySelector("[data-draft-at]").textContent = new Date(left.at).toLocaleString(document.documentElement.lang, at);
    offer.querySelector("[data-draft-stale]").hidden = left.version === version;
    offer.hidden = false;
    offer.querySelector("[data-draft-take]").addEventListener("click", async () => {
      put(left.fields);
      keep();
      offer.hidden = true;
      await putFiles().catch(() => null);
      form.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
    offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
      forgetDrafts(key);
      offer.hidden = true;
    });
  }
}
