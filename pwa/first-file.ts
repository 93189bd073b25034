/**
 * The first file as a classic script instead of a module. Chromium compiles what a service worker keeps while it installs, every function of it, and starts
 * from that; but it compiles it as a classic script, which a module is not. The files that come later stay modules, and take what they share with the
 * first from one global name.
 */
import type { Plugin } from "vite";

const shared = "globalThis.alongsideStart";
/** The words between braces: `local as exported`, or one name for both. */
const pairs = (words: string) =>
  words
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => one.split(/\s+as\s+/));

/** `start` with its exports put on the global name. Throws where it imports: a classic script cannot. */
export function asScript(code: string): string {
  const found = /export\s*\{([^}]*)\};?\s*$/.exec(code);
  if (/^import[\s{"*]/m.test(code)) throw new Error("the first file imports another: it must be one");
  // Vite's own lines name files from the root, so what they are relative to does not matter: the page will do.
  const body = (found ? code.slice(0, found.index) : code)
    .replaceAll("import.meta.resolve", "null")
    .replaceAll("import.meta.url", "document.baseURI");
  if (body.includes("import.meta")) throw new Error("the first file asks for import.meta, which a classic script does not have");
  const given = found ? pairs(found[1]!).map(([local, name = local]) => `${JSON.stringify(name)}: ${local}`) : [];
  return `(() => {\n"use strict";\n${body}\n${shared} = { ${given.join(", ")} };\n})();\n`;
}

/** A later file, with what it imports from the file `first` taken from the global name. */
export function takingFrom(first: string, code: string): string {
  const name = first.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const taken = code
    .replace(new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*"\\./${name}";?`, "g"), (_all, words: string) => {
      const names = pairs(words).map(([given, local = given]) => `${JSON.stringify(given)}: ${local}`);
      return `const { ${names.join(", ")} } = ${shared};`;
    })
    .replace(new RegExp(`import\\s*"\\./${name}";?`, "g"), "");
  if (new RegExp(`(?:from\\s*|import\\s*\\(?\\s*)["'\`]\\./${name}`).test(taken))
    throw new Error("a later file takes from the first in a way that is not known here");
  return taken;
}

export function firstFile(): Plugin {
  return {
    name: "alongside-first-file",
    apply: "build",
    renderChunk(code, chunk, _options, meta) {
      const first = Object.values(meta.chunks).find((one) => one.name === "start");
      if (!first) return null;
      if (chunk.fileName === first.fileName) return asScript(code);
      return chunk.imports.includes(first.fileName) ? takingFrom(first.fileName.replace(/^assets\//, ""), code) : null;
    },
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace(/<script type="module" crossorigin (src="\/assets\/start-[^"]+")>/, "<script defer $1>"),
    },
  };
}
