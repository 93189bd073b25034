/**
 * The kiosk is a build of its own, after the app's and beside it in the same folder: no chunk is shared, so no line of the clinical app can come into what a
 * patient holds. The build fails where a module from elsewhere is in its graph.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import preact from "@preact/preset-vite";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { defineConfig, type Plugin, runnerImport } from "vite";
import { tell } from "./precache.ts";

/** What the kiosk may be made of. */
export const mayHold = (module: string): boolean =>
  /^(kiosk\.html|src\/kiosk\/|src\/service-worker\/kiosk\.ts|node_modules\/preact\/)/.test(module) || !/^(src|node_modules)\//.test(module);

function nothingElse(): Plugin {
  return {
    name: "kiosk-nothing-else",
    apply: "build",
    generateBundle() {
      const modules = [...this.getModuleIds()].filter((id) => !id.startsWith("\0")).map((id) => relative(import.meta.dirname, id.split("?")[0]!));
      const foreign = modules.filter((module) => !mayHold(module));
      if (foreign.length > 0) this.error(`the kiosk may hold nothing of the clinical app: ${foreign.join(", ")}`);
    },
  };
}

/** The first screen stands in the page itself, drawn by the kiosk's own components: it is there before the script is. */
function firstScreen(): Plugin {
  return {
    name: "kiosk-first-screen",
    transformIndexHtml: {
      order: "pre",
      async handler(page) {
        const drawn = await runnerImport<typeof import("./src/kiosk/first")>("./src/kiosk/first.tsx", { configFile: false, plugins: [preact()] });
        return page.replace("<!-- first screen -->", () => renderToString(h(drawn.module.First, {})));
      },
    },
  };
}

/** Its styles stand in the page too: one round trip instead of two. The server allows exactly these, by their hash (backend/built_app.py). */
function stylesInside(): Plugin {
  return {
    name: "kiosk-styles-inside",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const page = bundle["kiosk.html"];
        if (page?.type !== "asset") throw new Error("the build made no page for the kiosk");
        const inside = String(page.source).replace(/<link rel="stylesheet"[^>]*href="\/([^"]+\.css)"[^>]*>/g, (_link, name: string) => {
          const styles = bundle[name];
          if (styles?.type !== "asset") throw new Error(`the page of the kiosk names styles that were not built: ${name}`);
          const text = String(styles.source).trim();
          if (/<\/style|url\(|@import/i.test(text)) throw new Error("styles that end their element, or fetch something, cannot stand in the page");
          delete bundle[name];
          return `<style>${text}</style>`;
        });
        if (!inside.includes("<style>")) throw new Error("the page of the kiosk has no styles");
        page.source = inside;
      },
    },
  };
}

const manifest = {
  id: "/kiosk",
  name: "How was your care?",
  short_name: "Your care",
  description: "Say how your care was, without your name.",
  lang: "en-GB",
  start_url: "/kiosk",
  scope: "/kiosk",
  display: "fullscreen",
  orientation: "any",
  background_color: "#f0f4f5",
  theme_color: "#ffffff",
  icons: [
    { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
    { src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
  ],
};

/** The worker's list: all that this build made, and the icon; its version changes exactly when any of it does. */
function precache(): Plugin {
  return {
    name: "kiosk-precache",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "asset", fileName: "kiosk.webmanifest", source: JSON.stringify(manifest, null, 2) });
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["kiosk-worker.js"];
        if (worker?.type !== "chunk") throw new Error("the build made no worker for the kiosk");
        const content = new Map<string, string | Uint8Array>([["/icon.svg", readFileSync("public/icon.svg")]]);
        tell(worker, bundle, content);
      },
    },
  };
}

export default defineConfig({
  logLevel: "warn",
  plugins: [preact(), firstScreen(), nothingElse(), stylesInside(), precache()],
  build: {
    target: "es2023",
    outDir: "dist",
    emptyOutDir: false,
    copyPublicDir: false,
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: false,
    rollupOptions: {
      input: { kiosk: "kiosk.html", "kiosk-worker": "src/service-worker/kiosk.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "kiosk-worker" ? "kiosk-worker.js" : "assets/kiosk-[name]-[hash].js"),
        chunkFileNames: "assets/kiosk-[name]-[hash].js",
        assetFileNames: "assets/kiosk-[name]-[hash][extname]",
      },
    },
  },
});
