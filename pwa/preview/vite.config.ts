/** The preview is an entry of its own, so that nothing of it can come into what is built for people. */
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here("."),
  publicDir: here("../public"),
  cacheDir: here("../node_modules/.vite-preview"),
  plugins: [preact()],
  css: { preprocessorOptions: { scss: { loadPaths: [here("../node_modules")], quietDeps: true } } },
  build: { target: "es2023", outDir: here("../.vite/preview"), emptyOutDir: true, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
});
