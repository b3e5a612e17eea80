import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Pages are loaded when they are opened, which takes a moment on a busy machine; a failure names what was missing.
configure({
  asyncUtilTimeout: 30_000,
  getElementError: (message) => new Error(`${message?.split("\n\n")[0]}\n\n${document.querySelector("main")?.textContent}`),
});

// What a browser has and jsdom has not.
globalThis.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView ??= () => {};
Object.assign(document, { fonts: { addEventListener() {}, removeEventListener() {} } });

afterEach(() => {
  cleanup();
  notifications.clean();
});
