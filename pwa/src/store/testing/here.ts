/** Where most tests of the store stand: a tablet's world of their own, with one patient on the server, and what that server was sent. */
import { afterEach, beforeEach } from "vitest";
import type { View } from "../contract";
import type { Change } from "../wire";
import { goal, patient, seed, type World, world } from "./world";

const other = "01936f00-0000-7000-8000-00000000000b";

/** The world of the test that runs now. */
export let here: World;

/** Said once at the top of a file. */
export function aWorldForEachTest(): void {
  beforeEach(() => {
    here = world();
    seed(here);
  });
  afterEach(() => here.close());
}

export const pushes = () => here.server.requests.filter((one) => one.path === "/sync/push");
/** Every change that was sent, in the order in which it went; one that was sent twice stands twice. */
export const sent = () => pushes().flatMap((one) => one.body.changes as Change[]);
export const target = (view: View<"goal">) => view.fields.target;

/** A colleague writes another target meanwhile. */
export function colleague(target: string): void {
  const before = here.server.bundles.get(patient)!.lines.get(goal)!;
  const stamp = { at: "2026-11-23T08:59:00.000Z", by: other, change: "01936f00-0000-7000-8000-0000000c0777", was: { target: "5" } };
  here.server.write(patient, { ...before, fields: { ...before.fields, target }, stamps: { ...before.stamps, target: stamp } });
}
