/** A file that a person may send to support: versions, counts, times and reasons. Nothing of a patient, no name, no id of a record. */
import { schema } from "../api/kinds";
import type { Session } from "./contract";
import type { Desk } from "./desk";
import type { Ports } from "./ports";
import { measure } from "./space";

export async function diagnose(ports: Ports, desk: Desk | null, session: Session): Promise<Blob> {
  const { newVersion, ...status } = desk?.status.value ?? { newVersion: false };
  const held = [...(desk?.shelf.held.value.values() ?? [])];
  const file = {
    made: new Date(ports.wall()).toISOString(),
    schema,
    phase: session.phase,
    newVersion,
    status,
    failure: desk?.syncer.facts.value.failure ?? null,
    clock: desk && { ...desk.clock.state },
    room: await measure(ports.storage),
    bundles: { held: held.length, doubted: held.filter((one) => one.doubtful).length, lease: desk?.shelf.lease.value ?? null },
    unreadable: desk?.unreadable.value.map(({ madeAt, sent, draft }) => ({ madeAt, sent, draft: draft !== null })),
    queue: desk?.waiting.value.map(({ kind, state, madeAt, tries, lastTry, refusal, bytes }) => ({
      kind,
      state,
      madeAt,
      tries,
      lastTry,
      reason: refusal?.reason ?? null,
      bytes,
    })),
  };
  return new Blob([JSON.stringify(file, null, 1)], { type: "application/json" });
}
