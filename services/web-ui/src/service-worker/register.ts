/** Calls `go` with the address of an incident that somebody opened from a notification. */
export function onOpened(go: (address: string) => void): () => void {
  if (!("serviceWorker" in navigator)) return () => {};
  const hear = ({ data }: MessageEvent<{ open?: unknown }>) => {
    if (typeof data.open === "string") go(data.open);
  };
  navigator.serviceWorker.addEventListener("message", hear);
  return () => navigator.serviceWorker.removeEventListener("message", hear);
}

/** Installs the service worker where a browser lets an origin have one: over HTTPS, and on this machine. */
export function registerServiceWorker() {
  if (!("serviceWorker" in navigator)) return;
  globalThis.addEventListener("load", () => {
    // Without it everything works but the start without a network.
    navigator.serviceWorker.register("/sw.js").catch(() => {});
  });
}
