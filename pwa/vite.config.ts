import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import preact from "@preact/preset-vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { firstFile } from "./first-file.ts";
import { tell } from "./precache.ts";

/** Hands the service worker the list of all that the build made, and a version that changes exactly when any of it does. */
function precache(): Plugin {
  return {
    name: "alongside-precache",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["service-worker.js"];
        if (worker?.type !== "chunk") throw new Error("the build made no service worker");
        const content = new Map<string, string | Uint8Array>();
        for (const file of existsSync("public") ? readdirSync("public", { recursive: true, withFileTypes: true }) : [])
          if (file.isFile()) content.set(join(file.parentPath, file.name).replace(/^public/, ""), readFileSync(join(file.parentPath, file.name)));
        tell(worker, bundle, content);
      },
    },
  };
}

export default defineConfig({
  plugins: [preact(), firstFile(), precache()],
  // The policy of the pages allows no inline script, style or data address: everything is a file of our own.
  build: {
    target: "es2023",
    outDir: "dist",
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: "index.html", "service-worker": "src/service-worker/index.ts" },
      output: {
        // All that index.html needs at once is one file: it packs better than many. What of it only later screens use goes with them, because package.json
        // says which modules do something by being loaded ("sideEffects"): a list of components is no reason to load them all.
        codeSplitting: { groups: [{ name: "start", test: /\/src\/main\.tsx$/ }] },
        entryFileNames: (chunk) => (chunk.name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules"], quietDeps: true } } },
  server: { host: "127.0.0.1", proxy: { "/api": process.env.ALONGSIDE_ORIGIN ?? "http://127.0.0.1:8000" } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    // One process for all files, which share what they import: reading it anew for each took more than the tests. What is transformed is kept.
    fileParallelism: false,
    isolate: false,
    experimental: { fsModuleCache: true, fsModuleCachePath: ".vite/tests" },
    restoreMocks: true,
    testTimeout: 180_000,
  },
});
