import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// What a browser has and jsdom has not.
globalThis.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => {};
Object.assign(document, { fonts: { addEventListener() {}, removeEventListener() {} } });

afterEach(cleanup);
