// Comfort on the product forms: a category from the name, and rows of variants that are added and moved.
"use strict";

const form = document.querySelector("[data-guess]");
if (form) {
  const { name, category, weight } = form.elements;
  const told = form.querySelector("[data-guessed]");
  let asked = "";
  let own = Boolean(category.value); // what its owner chose is not chosen for them again
  category.addEventListener("change", () => {
    own = true;
    told.hidden = true;
  });
  name.addEventListener("change", async () => {
    const text = name.value.trim();
    if (own || text.length < 3 || text === asked) return;
    asked = text;
    const answer = await fetch(`${form.dataset.guess}?nama=${encodeURIComponent(text)}`).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => ({})) : {};
    if (own || text !== name.value.trim()) return;
    category.value = found.id || "";
    weight.placeholder = found.weight || "";
    told.textContent = `${told.dataset.guessed} ${found.name}`;
    told.hidden = !found.id;
  });
}

const rows = document.querySelector("[data-variants]");
if (rows) {
  const list = rows.querySelector("[data-variant-rows]");
  const total = rows.querySelector("[name$='-TOTAL_FORMS']");
  const add = rows.querySelector("[data-variant-add]");
  const order = (row) => row.querySelector("[name$='-ORDER']");
  const arm = (row) => {
    for (const button of row.querySelectorAll("[data-variant-move]")) button.hidden = false;
    order(row).closest(".field").hidden = true;
  };
  // The numbers are what is sent; with scripts they follow the rows.
  const count = () => [...list.children].forEach((row, at) => { order(row).value = at + 1; });
  const isSaid = (row) => [...row.querySelectorAll("input:not([type=checkbox])")].some((input) => input.value && !input.name.endsWith("-ORDER"));
  const last = () => list.lastElementChild;
  [...list.children].forEach(arm);
  // Without scripts there are empty rows; with them they wait behind the button.
  while (last() && !isSaid(last()) && list.children.length > 1 && !last().querySelector(".field__error")) {
    last().remove();
    total.value -= 1;
  }
  add.hidden = false;
  add.addEventListener("click", () => {
    const row = rows.querySelector("template").content.cloneNode(true).firstElementChild;
    row.innerHTML = row.innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    list.append(row);
    arm(row);
    count();
    const weights = list.querySelector("[name$='-weight']");
    row.querySelector("[name$='-weight']").value = weights?.value || "";
    row.querySelector("input:not([type=hidden])").focus();
  });
  list.addEventListener("click", (event) => {
    const step = Number(event.target.dataset.variantMove || 0);
    const row = event.target.closest("[data-variant]");
    const other = step < 0 ? row?.previousElementSibling : row?.nextElementSibling;
    if (!step || !other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    count();
    event.target.focus();
    row.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
