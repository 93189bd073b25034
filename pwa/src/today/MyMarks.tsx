/** Beside the day: what one signed and the server marked. Only the server knows of it, and it is of use once it can be mended: so it is asked online. */
import { useEffect, useState } from "preact/hooks";
import { dayAndTime, dayOf } from "../lib/dates";
import type { MarkedSignature } from "../store/team";
import { useStore } from "../store/use-store";
import { Card, Icon } from "../ui";

const signs: ReadonlySet<string> = new Set(["practitioner", "assistant", "coordinator", "lead"]);

export function MyMarks({ day }: { day: string }) {
  const store = useStore();
  const session = store.session.value;
  const now = store.now.value;
  const { state } = store.status.value;
  const asks = day === dayOf(now) && state !== "offline" && session.phase === "open" && signs.has(session.me.role);
  const [marked, setMarked] = useState<readonly MarkedSignature[]>([]);
  useEffect(() => {
    if (!asks) return;
    let gone = false;
    const look = async () => {
      const answer = await (await store.team().catch(() => null))?.markedOfMine();
      if (!gone && answer?.ok) setMarked(answer.value.marked);
    };
    void look();
    return () => {
      gone = true;
    };
  }, [store, asks]);
  if (!marked.length) return null;
  // Several parts of one assessment lead to the same page: the newest stands for them.
  const each = marked.filter((one, i) => marked.findIndex(({ assessment }) => assessment === one.assessment) === i);
  return (
    <Card title={marked.length === 1 ? "A signature of yours is marked" : `${marked.length} signatures of yours are marked`} class="pane">
      <ul class="list">
        {each.map((one) => (
          <li key={one.assessment}>
            <Icon name="warn" />
            <span>
              <a href={`/patient/${one.patient.id}/assessment/${one.assessment}/review`}>
                <b>
                  {one.form}, {one.patient.name}
                </b>
              </a>
              <span class="by">{one.signed_at && `Signed ${dayAndTime(one.signed_at, now)}. `}Look at it again: do not go by it until then.</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
