/**
 * Lets the application start without a network, and shows what is pushed. The build puts the names of its files in.
 *
 * Only files of the application are kept: what an API answers never is, so that nobody acts on what was true yesterday,
 * and nothing is left on the device of somebody who signed out.
 */
const SHELL = __SHELL__;
const CACHE = `application-${__VERSION__}`;
/** A page that is still open loads parts of the version it began with. */
const VERSIONS_KEPT = 2;
/** Addresses that the application does not answer. */
const ELSEWHERE = /^\/(api|a|v2|callbacks|health|metrics)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("application-")).slice(0, -VERSIONS_KEPT))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || ELSEWHERE.test(pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match("/index.html", { cacheName: CACHE })));
  } else if (pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

self.addEventListener("push", (event) => {
  const { title, body, url, answer_url, tag, kind } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      data: { url, answer_url },
      icon: "/icon-192.png", // a phone draws no SVG here
      // A page sounds again and stays until somebody answers; that it is over may be overlooked.
      renotify: kind === "page",
      requireInteraction: kind === "page",
      actions: answer_url ? [{ action: "acknowledge", title: "Acknowledge" }] : [],
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  const { url, answer_url } = event.notification.data;
  event.notification.close();
  event.waitUntil(event.action === "acknowledge" ? acknowledge(answer_url, url) : open(url));
});

/** Acknowledges as whoever was paged; where that is not taken, the incident shows why. */
async function acknowledge(answerUrl, url) {
  const answer = await fetch(answerUrl, { method: "POST" }).catch(() => null);
  if (!answer?.ok) await open(url);
}

/** Shows an address in the application: in a window that is there, else in a new one. */
async function open(url) {
  const { pathname, search } = new URL(url ?? "/", self.location.origin);
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!page) return void (await self.clients.openWindow(pathname + search));
  await page.focus();
  page.postMessage({ open: pathname + search }, []);
}
