/**
 * How much JavaScript the list of incidents loads at first, compressed as nginx compresses it; ends non-zero above the budget.
 *
 * Counted is the entry, the page's chunk, and all that these import. What is loaded once somebody asks for it is not.
 */
import { gzipSync } from "node:zlib";
import { build } from "vite";

const BUDGET_KIB = 200;
const PAGE = "src/pages/incidents/incidents.tsx";
const COMPRESSION_LEVEL = 6;

const built = await build({ root: `${import.meta.dirname}/..`, logLevel: "error", build: { write: false } });
const chunks = new Map(
  [built]
    .flat()
    .flatMap(({ output }) => output)
    .filter(({ type }) => type === "chunk")
    .map((chunk) => [chunk.fileName, chunk]),
);

const first = new Set();
function load(name) {
  const chunk = chunks.get(name);
  if (!chunk || first.has(chunk)) return;
  first.add(chunk);
  chunk.imports.forEach(load);
}
const begins = [...chunks.values()].filter(({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith(PAGE));
if (begins.length !== 2) throw new Error(`expected the entry and ${PAGE}, found ${begins.map(({ fileName }) => fileName)}`);
begins.forEach(({ fileName }) => load(fileName));

const sizes = [...first]
  .map(({ fileName, code }) => ({ fileName, kib: gzipSync(code, { level: COMPRESSION_LEVEL }).length / 1024 }))
  .toSorted((a, b) => b.kib - a.kib);
const total = sizes.reduce((sum, { kib }) => sum + kib, 0);
const told = `first load of the list of incidents: ${total.toFixed(1)} KiB of ${BUDGET_KIB} KiB`;
if (total > BUDGET_KIB) {
  const parts = sizes.map(({ fileName, kib }) => `${kib.toFixed(1).padStart(8)}  ${fileName}`).join("\n");
  console.error(`${told}. Load what is not seen at first when it is asked for:\n${parts}`);
  process.exit(1);
}
console.log(told);
