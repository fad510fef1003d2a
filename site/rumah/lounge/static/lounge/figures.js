// The screen renews itself, and the wall turns to its next section. Whoever wants less motion gets neither by itself.
(() => {
  const { refresh, turn, next } = document.body.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  if (turn) setTimeout(() => { if (!calm.matches) location.assign(next); }, turn * 1000);
  if (!refresh) return;
  setInterval(async () => {
    // What is being read or typed is not swept away.
    const busy = document.hidden || document.querySelector("details[open]") || document.activeElement !== document.body;
    if (calm.matches || busy) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("isi");
    if (fresh) document.getElementById("isi").replaceChildren(...fresh.childNodes);
  }, refresh * 1000);
})();
