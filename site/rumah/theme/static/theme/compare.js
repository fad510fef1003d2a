// Comfort only: without this file before and after stand below each other, and a spot is chosen among nine areas.
"use strict";

// A tap on a picture says where the remark belongs: in percent, and as the area nearest to it.
const form = document.querySelector("[data-spots]");
for (const shot of form ? document.querySelectorAll("[data-spot]") : []) {
  const field = (name) => form.elements[`${name}-${shot.dataset.spot}`];
  if (!field("x")) continue;
  const marks = shot.querySelector("svg");
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  mark.setAttribute("r", 13);
  shot.classList.add("shot--live");
  shot.addEventListener("click", (event) => {
    const box = shot.getBoundingClientRect();
    const at = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((part) => Math.min(100, Math.max(0, Math.round(part * 100))));
    [field("x").value, field("y").value] = at;
    const [column, row] = at.map((part) => Math.min(2, Math.floor(part / 33.4)));
    field("daerah").value = String(row * 3 + column + 1);
    mark.setAttribute("cx", `${at[0]}%`);
    mark.setAttribute("cy", `${at[1]}%`);
    marks.append(mark);
    form.closest("details").open = true;
  });
  // An area chosen by hand takes the place of the tap.
  for (const radio of field("daerah")) radio.addEventListener("change", () => {
    field("x").value = field("y").value = "";
    mark.remove();
  });
}

// Before and after on one spot, with a slider that the keyboard moves as well.
for (const pair of document.querySelectorAll("[data-compare]")) {
  const [before, after] = pair.querySelectorAll("img");
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 100, value: 0 });
  slider.setAttribute("aria-label", pair.dataset.compare);
  const ghost = before.cloneNode();
  ghost.alt = "";
  ghost.className = "compare__ghost";
  const show = () => { ghost.style.clipPath = `inset(0 ${100 - slider.value}% 0 0)`; };
  slider.addEventListener("input", show);
  after.after(ghost);
  after.closest("figure").append(slider);
  show();
}
