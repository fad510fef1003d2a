// Photos made small, sent one by one with a bar each, put in order by dragging. Comfort only: the form and the
// buttons do it without.
"use strict";

const form = document.querySelector("[data-photo-form]");
const list = document.querySelector("[data-photo-list]");
const said = document.querySelector("[data-said]");
const LONGEST = 2000;
const ENOUGH = 800_000;
const say = (text) => { said.textContent = text; };

if (form) {
  const words = form.dataset;
  const queue = form.querySelector("[data-queue]");
  const input = form.elements.photos;
  const items = [];
  let busy = false;
  form.querySelector("[data-plain]").hidden = true;

  input.addEventListener("change", () => {
    const room = Number(words.room) - items.filter((item) => item.state !== "refused").length;
    const files = [...input.files];
    for (const file of files.slice(0, room)) add(file);
    if (files.length > room) say(words.wFull);
    input.value = "";
    next();
  });
  addEventListener("online", () => {
    for (const item of items) if (item.state === "failed") wait(item);
    next();
  });
  addEventListener("beforeunload", (event) => {
    if (items.some((item) => !["done", "refused"].includes(item.state))) event.preventDefault();
  });

  function add(file) {
    const row = document.createElement("li");
    const picture = Object.assign(document.createElement("img"), { className: "foto-baris", alt: "", src: URL.createObjectURL(file) });
    // What this browser cannot show is sent all the same.
    picture.addEventListener("error", () => { picture.style.visibility = "hidden"; });
    const about = document.createElement("div");
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    const text = Object.assign(document.createElement("p"), { className: "small" });
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button button--secondary", textContent: words.wRetry, hidden: true });
    about.append(bar, text);
    row.append(picture, about, again);
    queue.append(row);
    const item = { file, row, bar, text, again, key: id(), number: items.push(null) };
    items[item.number - 1] = item;
    again.addEventListener("click", () => { wait(item); next(); });
    wait(item);
  }

  function wait(item) {
    item.state = "waiting";
    item.again.hidden = true;
    show(item, words.wWait);
  }

  function show(item, text, aloud) {
    const name = `${words.wPhoto} ${item.number}`;
    item.text.textContent = `${name}: ${text}`;
    item.bar.setAttribute("aria-label", name);
    if (aloud) say(item.text.textContent);
  }

  // One at a time: on a slow line five at once would all be late.
  async function next() {
    const item = items.find((one) => one.state === "waiting");
    if (busy || !item) {
      if (!busy && items.length) finished();
      return;
    }
    busy = true;
    item.state = "going";
    show(item, words.wShrink);
    item.blob ??= await shrunk(item.file).catch(() => item.file);
    show(item, words.wSend, true);
    send(item, () => { busy = false; next(); });
  }

  function send(item, then) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("kunci", item.key);
    data.append("photo", item.blob, "foto");
    const request = new XMLHttpRequest();
    request.open("POST", words.send);
    request.responseType = "json";
    request.timeout = 180_000;
    request.upload.addEventListener("progress", (event) => {
      item.bar.value = event.lengthComputable ? (event.loaded / event.total) * 100 : 50;
    });
    request.addEventListener("loadend", () => {
      const answer = request.response;
      const done = request.status === 201 && answer;
      // What is wrong with the picture itself does not get better by sending it again.
      item.state = done ? "done" : request.status === 422 ? "refused" : "failed";
      item.bar.value = done ? 100 : 0;
      item.again.hidden = item.state !== "failed";
      const lost = navigator.onLine ? words.wFailed : words.wOffline;
      show(item, done ? [words.wDone, ...answer.remarks].join(" · ") : answer?.problem || lost, true);
      then();
    });
    request.send(data);
  }

  function finished() {
    if (items.every((item) => item.state === "done")) say(words.wAll);
    renew();
  }
}

function id() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const part = () => Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0");
  return part() + part() + part() + part();
}

async function shrunk(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= ENOUGH) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let blob = null;
  for (const quality of [0.85, 0.75, 0.65, 0.5]) {
    blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });
    if (!blob || blob.size <= ENOUGH) break;
  }
  return blob && blob.size < file.size ? blob : file;
}

// The list as the server has it; again later while sizes are being made.
let pause = 2000;
async function renew() {
  // Not under the hand of somebody who drags.
  if (list.querySelector(".shots__moving")) return void setTimeout(renew, pause);
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-photo-list]");
  if (!fresh) return;
  list.replaceChildren(...fresh.childNodes);
  movable();
  if (fresh.hasAttribute("data-pending") && pause < 30_000) {
    setTimeout(renew, pause);
    pause *= 1.5;
  }
}
if (list?.hasAttribute("data-pending")) setTimeout(renew, pause);

// Drag by the grip; buttons do the same.
function movable() {
  const order = list.querySelector("[data-order]");
  if (!order || order.children.length < 2) return;
  list.querySelector("[data-drag-hint]").hidden = false;
  for (const grip of order.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => {
      const row = grip.closest("li");
      const before = [...order.children];
      event.preventDefault();
      row.classList.add("shots__moving");
      const move = (to) => {
        if (to.clientY < 60 || to.clientY > innerHeight - 60) scrollBy(0, to.clientY < 60 ? -12 : 12);
        const other = document.elementFromPoint(order.getBoundingClientRect().left + 8, to.clientY)?.closest("[data-photo]");
        if (!other || other === row || other.parentElement !== order) return;
        const box = other.getBoundingClientRect();
        if (to.clientY > box.top + box.height / 2) other.after(row);
        else other.before(row);
      };
      const ends = ["pointerup", "pointercancel"];
      const stop = () => {
        removeEventListener("pointermove", move);
        for (const end of ends) removeEventListener(end, stop);
        row.classList.remove("shots__moving");
        if (before.some((one, at) => one !== order.children[at])) keep(order);
      };
      // At the window: a row that is put elsewhere loses the pointer its grip had caught.
      addEventListener("pointermove", move);
      for (const end of ends) addEventListener(end, stop);
    });
  }
}

async function keep(order) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const row of order.children) data.append("foto", row.dataset.photo);
  const answer = await fetch(order.dataset.order, { method: "POST", body: data }).catch(() => null);
  say(answer?.ok ? order.dataset.wKept : order.dataset.wLost);
  if (answer?.ok) renew();
}
movable();
