/** An entry of its own, so that nothing of it can come into what is built for people. */
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here("."),
  publicDir: false,
  cacheDir: here("../node_modules/.vite-bench"),
  plugins: [preact()],
  build: { target: "es2023", outDir: here("../.vite/bench"), emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
