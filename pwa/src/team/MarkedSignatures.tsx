import { useEffect, useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import type { MarkedSignature } from "../store/team";
import { useStore } from "../store/use-store";
import { Icon } from "../ui";

/** What was signed in the team and the server marked: something needed was open, or it finds another value. What differs stands in the assessment. */
export function MarkedSignatures({ now }: { now: Date }) {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [marked, setMarked] = useState<readonly MarkedSignature[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `covered` asks anew when coverage comes back
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const team = await store.team().catch(() => null);
      const answer = await team?.marked();
      if (!gone && answer?.ok) setMarked(answer.value.marked);
    };
    void look();
    return () => {
      gone = true;
    };
  }, [store, covered]);
  if (marked.length === 0) return null;
  return (
    <section class="not-taken" aria-labelledby="marked-h">
      <h2 id="marked-h">
        <Icon name="warn" />
        {marked.length === 1 ? "1 signature is marked" : `${marked.length} signatures are marked`}
      </h2>
      <p class="muted">Something needed was open, or the server finds another value. Who signed adds or corrects it and signs again.</p>
      <ul>
        {marked.map((one) => (
          <li key={`${one.assessment} ${one.signed_at}`}>
            <a href={`/patient/${one.patient.id}/assessment/${one.assessment}/review`}>
              {one.form}, {one.patient.name}
            </a>{" "}
            <span class="by">
              signed by {one.signed_by}
              {one.signed_at ? `, ${dayAndTime(one.signed_at, now)}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
