/**
 * A small reader of FHIRPath, only to learn what an expression reads (`reach.ts`); fhirpath.js evaluates it. What this reader does not know it gives
 * up on with null, and the expression then counts as one that reads everything: slower, never wrong.
 * Grammar and precedence: http://hl7.org/fhirpath/grammar.html.
 */
export type Syntax =
  | { readonly kind: "literal"; readonly text: string | null }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "this" | "counter" }
  | { readonly kind: "member"; readonly of: Syntax | null; readonly name: string }
  | { readonly kind: "call"; readonly of: Syntax | null; readonly name: string; readonly with: readonly Syntax[] }
  | { readonly kind: "index"; readonly of: Syntax; readonly at: Syntax }
  | { readonly kind: "operator"; readonly name: string; readonly sides: readonly [Syntax, Syntax] }
  | { readonly kind: "sign"; readonly of: Syntax }
  | { readonly kind: "type"; readonly of: Syntax };

const token =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|(@[0-9T:.+Z-]+)|%(?:([A-Za-z_][A-Za-z0-9_-]*)|'([^'\\]*)'|`([^`\\]*)`)|(\$(?:this|index|total))|(\{\s*\}|<=|>=|!=|!~|[.[\](),+\-*/&|<>=~]))/y;

type Token = { type: "name" | "string" | "number" | "time" | "variable" | "special" | "sign"; text: string };

export const longest = 10_000;

function tokens(text: string): Token[] | null {
  if (text.length > longest) return null;
  const found: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim()) {
    const at = token.exec(text);
    if (!at) return null;
    const [, name, string, number, time, v1, v2, v3, special, sign] = at;
    if (name !== undefined) found.push({ type: "name", text: name });
    else if (string !== undefined) {
      if (string.includes("\\")) return null;
      found.push({ type: "string", text: string });
    } else if (number !== undefined) found.push({ type: "number", text: number });
    else if (time !== undefined) found.push({ type: "time", text: time });
    else if (v1 !== undefined || v2 !== undefined || v3 !== undefined) found.push({ type: "variable", text: v1 ?? v2 ?? v3 ?? "" });
    else if (special !== undefined) found.push({ type: "special", text: special });
    else if (sign !== undefined) found.push({ type: "sign", text: sign.replace(/\s/g, "") });
  }
  return found;
}

/** From the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [
  ["implies"],
  ["or", "xor"],
  ["and"],
  ["in", "contains"],
  ["=", "~", "!=", "!~"],
  ["<=", "<", ">", ">="],
  ["|"],
  ["is", "as"],
  ["+", "-", "&"],
  ["*", "/", "div", "mod"],
];
const deepest = 100;

/** The syntax of an expression, or null where this reader does not follow. */
export function read(text: string): Syntax | null {
  const all = tokens(text);
  if (!all?.length) return null;
  let at = 0;
  let depth = 0;
  const is = (sign: string): boolean => all[at]?.type === "sign" && all[at]!.text === sign;
  const eat = (sign: string): void => {
    if (!is(sign)) throw new GiveUp();
    at++;
  };
  const operatorOf = (level: readonly string[]): string | null => {
    const next = all[at];
    return next && (next.type === "sign" || next.type === "name") && level.includes(next.text) ? next.text : null;
  };

  function binary(level: number): Syntax {
    if (level === levels.length) return unary();
    let left = binary(level + 1);
    for (let name = operatorOf(levels[level]!); name; name = operatorOf(levels[level]!)) {
      at++;
      if (name === "is" || name === "as") {
        typeName();
        left = { kind: "type", of: left };
      } else left = { kind: "operator", name, sides: [left, binary(level + 1)] };
    }
    return left;
  }
  function typeName(): void {
    for (;;) {
      if (all![at]?.type !== "name") throw new GiveUp();
      at++;
      if (!is(".")) return;
      at++;
    }
  }
  function unary(): Syntax {
    if (!is("-") && !is("+")) return chain();
    at++;
    if (++depth > deepest) throw new GiveUp();
    const of = unary();
    depth--;
    return { kind: "sign", of };
  }
  function chain(): Syntax {
    let left = term();
    for (;;) {
      if (is(".")) {
        at++;
        left = invocation(left);
      } else if (is("[")) {
        at++;
        const place = whole();
        eat("]");
        left = { kind: "index", of: left, at: place };
      } else return left;
    }
  }
  function invocation(of: Syntax | null): Syntax {
    const next = all![at++];
    if (next?.type === "special") return { kind: next.text === "$this" ? "this" : "counter" };
    if (next?.type !== "name") throw new GiveUp();
    if (!is("(")) return { kind: "member", of, name: next.text };
    at++;
    const inside: Syntax[] = [];
    if (!is(")"))
      for (;;) {
        inside.push(whole());
        if (!is(",")) break;
        at++;
      }
    eat(")");
    return { kind: "call", of, name: next.text, with: inside };
  }
  function term(): Syntax {
    const next = all![at];
    if (!next) throw new GiveUp();
    switch (next.type) {
      case "number":
        at++;
        // A quantity: 5 'mg', 1 year.
        if (
          all![at]?.type === "string" ||
          (all![at]?.type === "name" && /^(year|month|week|day|hour|minute|second|millisecond)s?$/.test(all![at]!.text))
        )
          at++;
        return { kind: "literal", text: null };
      case "string":
        at++;
        return { kind: "literal", text: next.text };
      case "time":
        at++;
        return { kind: "literal", text: null };
      case "variable":
        at++;
        return { kind: "variable", name: next.text };
      case "special":
        return invocation(null);
      case "name":
        if (next.text !== "true" && next.text !== "false") return invocation(null);
        at++;
        return { kind: "literal", text: null };
      case "sign": {
        at++;
        if (next.text === "{}") return { kind: "literal", text: null };
        if (next.text !== "(") throw new GiveUp();
        const inside = whole();
        eat(")");
        return inside;
      }
    }
  }
  function whole(): Syntax {
    if (++depth > deepest) throw new GiveUp();
    const found = binary(0);
    depth--;
    return found;
  }

  try {
    const found = whole();
    return at === all.length ? found : null;
  } catch (error) {
    if (error instanceof GiveUp) return null;
    throw error;
  }
}

class GiveUp extends Error {}
