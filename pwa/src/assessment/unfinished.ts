/** What a NEWS2 that is being filled may already say: points are never negative, so an unfinished sum says "at least" (rule 4 of NEWS2). */
import { already, type Consciousness, score } from "../visit/news2";
import { everyNode, type FormNode } from "./engine";
import { held } from "./typed";

const levels: readonly string[] = ["alert", "new-confusion", "voice", "pain", "unresponsive"] satisfies Consciousness[];

/** In the very words of the visit; null where it is no NEWS2, it is scored, or nothing can be said yet. `instrument`: its group in the form. */
export function alreadyOf(instrument: FormNode): string | null {
  if (instrument.item.instrument !== "news2") return null;
  const nodes = [...everyNode(instrument.children)];
  const value = (name: string): unknown => {
    const node = nodes.find((one) => one.item.linkId === `news2.${name}`);
    return node?.enabled ? held(node.answers[0]) : undefined;
  };
  const number = (name: string): number | null => (typeof value(name) === "number" ? (value(name) as number) : null);
  const code = (name: string): string | null => (value(name) as { code?: string } | undefined)?.code ?? null;
  const oxygen = code("oxygen");
  const level = code("consciousness");
  const answers = {
    ...{ respiration: number("resp"), saturation: number("spo2"), systolic: number("systolic"), pulse: number("pulse"), temperature: number("temp") },
    oxygen: oxygen === "oxygen" ? true : oxygen === "air" ? false : null,
    consciousness: level !== null && levels.includes(level) ? (level as Consciousness) : null,
  };
  return already(score(answers, code("scale") === "2" ? 2 : 1));
}
