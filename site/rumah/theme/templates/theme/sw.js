// Keeps what a visitor saw for when there is no line. Pages come from the net first; only those the server marks
// (`X-Keep`: public, nobody signed in) are stored. A cart, an order or an account is never.
"use strict";

const [PAGES, FILES, PHOTOS] = ["halaman", "berkas", "foto"].map((part) => `rumah-${part}-${HOUSE.version}`);
const LIMITS = { [PAGES]: [40, 300000], [FILES]: [60, 200000], [PHOTOS]: [80, 150000] };
const PATIENCE = 4000;
const offlinePage = (language) => `/luring/${language in HOUSE.words ? language : "id"}/`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const files = await caches.open(FILES);
    await files.addAll([...HOUSE.files, ...Object.keys(HOUSE.words).map(offlinePage)].map((url) => new Request(url, { credentials: "omit" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("rumah-") && !(name in LIMITS)) await caches.delete(name);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  })());
});

// The page that installed the worker was there before it: it is fetched once more (and says
// that nobody looks), so that it is kept as well.
self.addEventListener("message", (event) => {
  const url = new URL(event.data?.keep || "/", location);
  if (url.origin === location.origin) event.waitUntil(fetch(url, { headers: { Purpose: "prefetch" } }).then((answer) => keepPage(url.href, answer)).catch(() => null));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event, FILES, /\.[0-9a-f]{12}\.\w+$/.test(url.pathname)));
  else if (url.pathname.startsWith("/media/") && request.destination === "image") event.respondWith(file(event, PHOTOS, false));
});

// From the net; from the store where the net is slower than our patience or is not there.
async function page(event) {
  const address = event.request.url.split("#")[0];
  const net = (async () => (await event.preloadResponse) || fetch(event.request))();
  const kept = net.then((answer) => keepPage(address, answer.clone())).catch(() => null);
  event.waitUntil(kept);
  const pages = await caches.open(PAGES);
  const stored = await pages.match(address);
  try {
    return await (stored ? Promise.race([net, slow()]) : net);
  } catch {
    return stored ? marked(stored) : (await listed(pages, event.request)) || Response.error();
  }
}

const slow = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE, new Error("slow")));

async function keepPage(address, answer) {
  const pages = await caches.open(PAGES);
  if (!answer.headers.has("X-Keep") || answer.status !== 200 || answer.redirected) {
    // What was sold yesterday and is gone today must not stay here either.
    if (answer.status === 404 || answer.status === 410) await pages.delete(address);
    return;
  }
  const text = await answer.text();
  if (text.length > LIMITS[PAGES][1]) return;
  const title = /<title>([^<]*)/.exec(text)?.[1].split(" · ")[0].trim() || "";
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": answer.headers.get("Content-Security-Policy") || "default-src 'self'",
    "X-Stored-At": String(Date.now()),
    "X-Title": encodeURIComponent(title),
    "X-Language": answer.headers.get("Content-Language") || "id",
  };
  await pages.delete(address);
  await pages.put(address, new Response(text, { headers }));
  await trim(pages, PAGES);
}

async function file(event, name, unchanging) {
  const address = event.request.url.split("#")[0];
  const store = await caches.open(name);
  const stored = await store.match(address);
  if (stored && unchanging) return stored;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && answer.status === 200) event.waitUntil(keepFile(store, name, address, answer.clone()));
    return answer;
  } catch {
    return stored || Response.error();
  }
}

async function keepFile(store, name, address, answer) {
  const body = await answer.blob();
  if (body.size > LIMITS[name][1]) return;
  const known = await store.match(address);
  if (known && name === PHOTOS && Number(known.headers.get("X-Size")) === body.size) return;
  await store.put(address, new Response(body, { headers: { "Content-Type": answer.headers.get("Content-Type"), "X-Size": String(body.size) } }));
  await trim(store, name);
}

// The oldest leave first; what the offline page itself needs was put in first and stays.
async function trim(store, name) {
  const needed = name === FILES ? HOUSE.files.length + Object.keys(HOUSE.words).length : 0;
  const keys = (await store.keys()).slice(needed);
  for (const key of keys.slice(0, Math.max(0, keys.length + needed - LIMITS[name][0]))) await store.delete(key);
}

// The stored page, which says itself how old it is.
async function marked(stored) {
  const language = stored.headers.get("X-Language");
  const words = HOUSE.words[language in HOUSE.words ? language : "id"];
  const said = `<p class="notice notice--warn" role="status">${words.stored.replace("{at}", when(stored, language))} ${words.warning}</p>`;
  const text = (await stored.text()).replace(/(<main [^>]*>)/, (main) => `${main}${said}`);
  return new Response(text, { headers: stored.headers });
}

async function listed(pages, request) {
  const kept = await pages.matchAll();
  const addresses = await pages.keys();
  const language = kept.at(-1)?.headers.get("X-Language") || "id";
  const page = await caches.match(offlinePage(language));
  if (!page) return null;
  const escaped = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  // A title was HTML when it was read from its page, and is put back as it was.
  const rows = kept.map((one, at) => `<li><a href="${escaped(addresses[at].url)}">${decodeURIComponent(one.headers.get("X-Title"))}<br><span class="small muted">${HOUSE.words[language].stored.replace("{at}", when(one, language))}</span></a></li>`);
  let text = (await page.text()).replace("<!-- tersimpan -->", () => rows.reverse().join("")).replace('href=""', () => `href="${escaped(request.url)}"`);
  if (rows.length) text = text.replace(' aria-labelledby="tersimpan" hidden', ' aria-labelledby="tersimpan"');
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'self'; img-src 'self' data:" } });
}

// `24 November 2026, 14.30 WIB`
function when(stored, language) {
  const at = new Date(Number(stored.headers.get("X-Stored-At")));
  const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id", { day: "numeric", month: "long", year: "numeric", timeZone: HOUSE.zone }).format(at);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: HOUSE.zone }).format(at);
  return `${day}, ${time.replace(":", ".")} ${HOUSE.zone_name}`;
}
