import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { serviceWorker } from "./src/service-worker/plugin.ts";

/** Where `npm run dev` finds the platform: the gateway of a running one. */
const gateway = process.env.GATEWAY_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), serviceWorker()],
  resolve: { alias: { "@": `${import.meta.dirname}/src` } },
  build: {
    // Inlined files would be data: addresses, which the content security policy refuses for all but images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { "/api": gateway } },
  test: {
    restoreMocks: true,
    testTimeout: 120_000,
    maxWorkers: 2,
    isolate: false,
    env: { TZ: "Europe/Berlin" },
    projects: [
      { extends: true, test: { name: "lib", include: ["src/**/*.test.ts"], environment: "node" } },
      {
        extends: true,
        test: { name: "pages", include: ["src/**/*.test.tsx"], environment: "jsdom", setupFiles: ["src/testing/setup.ts"] },
      },
    ],
  },
});
