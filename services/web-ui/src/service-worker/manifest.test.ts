import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const file = (path: string) => readFileSync(`${import.meta.dirname}/../../public${path}`);
const manifest = JSON.parse(file("/manifest.webmanifest").toString()) as {
  icons: { src: string; sizes: string; type: string; purpose: string }[];
};
const drawn = manifest.icons.filter(({ type }) => type === "image/png");

test.each(drawn)("$src is as large as the manifest says", ({ src, sizes }) => {
  const png = file(src);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
});

test("the application can be installed: it has what a phone's home screen asks for", () => {
  expect(drawn.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    "192x192 any",
    "512x512 any",
    "512x512 maskable",
  ]);
});
