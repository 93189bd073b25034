/** What every part of the screen shares: the live filling, and the record around it as it is now. The object stays the same, so that a question draws by its own key only. */
import type { Signal } from "@preact/signals";
import { day, dayAndTime } from "../lib/dates";
import { mayWrite } from "../patient/may";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";
import type { Desk } from "./desk";
import type { FormNode } from "./engine";
import type { Reading } from "./reading";

export interface Scene {
  readonly desk: Desk;
  one: OnePatient & { bundle: Bundle };
  /** Whether answers may be given here now: not by whoever may only read, not in what is completed, not in a signed part until one asks for it. */
  readonly locked: Signal<boolean>;
  /** Keys that were answered by others when the part was opened: folded, so that one sees the gaps first. Null: nothing is folded. */
  readonly folded: Signal<ReadonlySet<string> | null>;
  /** What of each part was on this screen. */
  readonly reading: Reading;
}

export const idOf = (node: FormNode): string => `q${node.item.order}${node.row ? `-${node.row}` : ""}`;
/** An element of the form by its id, also where the form is tried out in a frame of its own. */
export const onPage = (id: string): HTMLElement | null =>
  document.getElementById(id) ?? [...document.querySelectorAll("iframe")].map((one) => one.contentDocument?.getElementById(id)).find(Boolean) ?? null;
export const dayWords =
  (scene: Scene) =>
  (iso: string): string =>
    day(iso, scene.one.say.now);
export const whenWords = (scene: Scene, at: string): string => dayAndTime(at, scene.one.say.now);
/** Who and when, as under every fact (SCREENS law 5). */
export const byWords = (scene: Scene, by: string, at: string): string =>
  [by ? scene.one.say.people.signature(by) : "", at ? whenWords(scene, at) : ""].filter(Boolean).join(", ");

export const mayAnswer = (role: string | null | undefined): boolean => mayWrite(role, "assessment", "about");
