import { useMemo, useState } from "preact/hooks";
import { dayAndTime, dayOf } from "../lib/dates";
import { isAtEnd, whyWords } from "../patient/online";
import { useOnline } from "../patient/use-online";
import type { Step } from "../store/contract";
import { Button, Card, KeptWord } from "../ui";
import type { InPlan } from "./CarePlan";
import { allOf, history, type Line, planKinds } from "./history";

const few = 6;

/** On the tablet stands the latest change of each part; with coverage, all of them. What is read online is not kept. */
export function History({ at }: { at: InPlan }) {
  const { store, bundle, say } = at.one;
  const [all, setAll] = useState(false);
  const earlier = useOnline(
    async (before: number | null) => {
      const answer = await store.history(bundle.id, { kinds: planKinds, before });
      return answer.ok ? { ...answer, items: answer.steps, left: null } : answer;
    },
    (step: Step) => step.change,
    true,
  );
  const { model } = earlier;
  const isWhole = isAtEnd(model);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock's ticking changes no sentence but on another day
  const lines = useMemo(
    () => (model.items.length > 0 ? allOf(model.items, bundle, say) : history(bundle, say)),
    [model.items, bundle, say.people, dayOf(say.now)],
  );
  const open = all || model.items.length > 0;
  return (
    <Card title="History" aside={isWhole ? "Every change. Read online, not kept on this tablet" : "The latest change of each part"}>
      {lines.length === 0 && <p class="muted">Nothing was written yet.</p>}
      <Lines lines={open ? lines : lines.slice(0, few)} at={at} />
      <div class="acts">
        {lines.length > few && model.items.length === 0 && (
          <Button look="quiet" expanded={all} onClick={() => setAll(!all)}>
            {all ? "Only the latest" : `All ${lines.length} changes`}
          </Button>
        )}
        {!isWhole && bundle.rev > 0 && <Earlier earlier={earlier} covered={store.status.value.state !== "offline"} />}
      </div>
      <div role="status">
        {isWhole && <p class="small">{lines.length === 1 ? "The only change is shown." : `All ${lines.length} changes are shown.`}</p>}
        {model.phase === "busy" && <p class="vh">Fetching</p>}
        {model.phase === "waiting" && <p class="small">Earlier changes come as soon as there is coverage.</p>}
        {model.why && <p>{whyWords[model.why]}</p>}
      </div>
    </Card>
  );
}

function Earlier({ earlier, covered }: { earlier: ReturnType<typeof useOnline<Step, number>>; covered: boolean }) {
  const { phase } = earlier.model;
  if (phase === "waiting")
    return (
      <Button look="quiet" onClick={earlier.leave}>
        Do not wait
      </Button>
    );
  return (
    <Button look="quiet" busy={phase === "busy"} onClick={earlier.tap}>
      {phase === "busy"
        ? "Fetching"
        : phase === "failed"
          ? "Try again"
          : covered
            ? "Show earlier changes"
            : "Show earlier changes when there is coverage"}
    </Button>
  );
}

function Lines({ lines, at }: { lines: readonly Line[]; at: InPlan }) {
  const { say } = at.one;
  return (
    <ul class="list hist">
      {lines.map((l) => {
        const signature = say.people.signature(l.by);
        const name = signature.split(",")[0] ?? "";
        return (
          <li key={l.id} class={dayOf(l.at) === dayOf(say.now) ? "new" : undefined}>
            <span>
              <b>{name}</b>
              {signature.slice(name.length)} {l.words}
            </span>
            <small>
              {dayAndTime(l.at, say.now)} <KeptWord kept={l.kept === "sent" ? null : l.kept} />
            </small>
          </li>
        );
      })}
    </ul>
  );
}
