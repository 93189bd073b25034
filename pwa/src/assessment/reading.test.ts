/** R4: one signs what was on the screen. */
import { signal } from "@preact/signals";
import { describe, expect, test } from "vitest";
import { bundle, view } from "../patient/testing";
import type { Store, View } from "../store/contract";
import { Desk } from "./desk";
import { readForm } from "./engine";
import { othersIn, Reading } from "./reading";

const form = readForm({
  ...{ resourceType: "Questionnaire", url: "https://example.org/tea", version: "1", title: "Tea" },
  item: [{ linkId: "part", text: "Tea", type: "group", item: ["a", "b"].map((linkId) => ({ linkId, text: `${linkId}?`, type: "string" })) }],
});
const section = form.sections[0]!;
const store = { now: signal(new Date("2026-11-24T12:00:00Z")) } as unknown as Store;

/** The assessment with these answers, each `[words, who wrote it, in which change]`. */
const record = (answers: Record<string, [string, string, string]>): View<"assessment"> =>
  view(
    "assessment",
    "x",
    Object.fromEntries(Object.entries(answers).map(([id, [words]]) => [`answer.${id}`, { answer: [{ valueString: words }] }])) as never,
    {
      stamps: Object.fromEntries(Object.entries(answers).map(([id, [, by, change]]) => [`answer.${id}`, { at: "2026-11-24T11:00:00Z", by, change }])),
    },
  );
function open(answers: Record<string, [string, string, string]>) {
  const first = record(answers);
  const desk = new Desk(store, form, bundle(first as View), first);
  const reading = new Reading();
  const stands = () => othersIn(desk, section, "kemi");
  return {
    shows: (folded: ReadonlySet<string> | null = null) => reading.shown(section.linkId, stands(), folded),
    pulls: (next: Record<string, [string, string, string]>) => desk.take(bundle(record(next) as View), record(next)),
    state: () => reading.of(section.linkId, stands()),
    key: (linkId: string) => desk.filling.node(linkId)!.key,
  };
}
const mine = { a: ["Mint", "kemi", "c1"] } satisfies Record<string, [string, string, string]>;

describe("what was read before it is signed (R4)", () => {
  test("a part that was on the screen as it stands was read", () => {
    const at = open({ ...mine, b: ["No milk", "amina", "c2"] });
    at.shows();
    expect(at.state()).toBe("read");
  });
  test("a colleague's answer that came between reading the part and going to sign was not", () => {
    const at = open(mine);
    at.shows();
    at.pulls({ ...mine, b: ["No milk", "amina", "c2"] });
    expect(at.state()).toBe("changed");
    at.shows();
    expect(at.state()).toBe("read");
  });
  test("nor was what came while the page of the signature stood open, or what a colleague took out or wrote over", () => {
    const at = open({ a: ["Mint", "amina", "c1"] });
    at.shows();
    at.pulls({ a: ["Black", "amina", "c3"] });
    expect(at.state()).toBe("changed");
    at.pulls({});
    expect(at.state()).toBe("changed");
  });
  test("a part that was never on this screen is to be read first", () => expect(open(mine).state()).toBe("unread"));
  test("one's own answers one knows", () => {
    const at = open(mine);
    at.shows();
    at.pulls({ ...mine, b: ["No milk", "kemi", "c4"] });
    expect(at.state()).toBe("read");
  });
  test("what was folded away was not on the screen, unless it was before", () => {
    const at = open({ ...mine, b: ["No milk", "amina", "c2"] });
    at.shows(new Set([at.key("b")]));
    expect(at.state()).toBe("changed");
    at.shows();
    at.shows(new Set([at.key("b")]));
    expect(at.state()).toBe("read");
  });
});
