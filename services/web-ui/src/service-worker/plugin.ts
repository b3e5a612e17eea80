import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** What is on no page, and is loaded where it is needed: letters of other alphabets. */
const NOT_AT_START = /-(cyrillic|greek|vietnamese)(-ext)?-/;
const FIXED = ["/index.html", "/favicon.svg", "/color-scheme.js", "/manifest.webmanifest"];

/** Writes sw.js with the names of all files of this build, and a version that changes when one of them does. */
export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle(_options, bundle) {
      const assets = Object.keys(bundle)
        .filter((name) => name.startsWith("assets/") && !name.endsWith(".map") && !NOT_AT_START.test(name))
        .toSorted()
        .map((name) => `/${name}`);
      const shell = JSON.stringify([...FIXED, ...assets]);
      const version = createHash("sha256").update(shell).digest("hex").slice(0, 12);
      const source = readFileSync(`${import.meta.dirname}/sw.js`, "utf8")
        .replace("__SHELL__", shell)
        .replace("__VERSION__", JSON.stringify(version));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
