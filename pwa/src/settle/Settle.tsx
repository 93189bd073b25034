import { useLayoutEffect, useState } from "preact/hooks";
import { day } from "../lib/dates";
import { maySettle } from "../patient/may";
import { useMe } from "../patient/use-patient";
import { namedBy, nameOf } from "../patient/words";
import type { View } from "../store/contract";
import { useStore } from "../store/use-store";
import { Empty, LinkButton, Main, Strip, Tag, useTitle } from "../ui";
import { sameBefore } from "./around";
import { Dispute } from "./Dispute";
import { byRisk, type Risk, riskOf, riskWords } from "./order";
import "./settle.scss";

const tones: Record<Risk, "alert" | "care" | "info" | "neutral"> = { safety: "alert", door: "care", plan: "info", other: "neutral" };

/** What two people wrote differently, the riskiest first; the open one beside the list. */
export default function Settle(props: { conflict: string | null }) {
  const store = useStore();
  useTitle("To settle");
  const all = byRisk(store.toSettle.value);
  const [settled, setSettled] = useState<string | null>(null);
  // The next one must be read from its beginning, not from where the finger is.
  useLayoutEffect(() => {
    if (!settled) return;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>(".settle-page h1")?.focus({ preventScroll: true });
  }, [settled]);
  const open = all.find((c) => c.id === props.conflict) ?? (props.conflict === null || props.conflict === settled ? all[0] : undefined);
  const role = useMe(store)?.role;
  const mine = all.some((c) => maySettle(role, c.fields.about_kind, c.fields.group));
  const missing = props.conflict !== null && !open && props.conflict !== settled;
  if (all.length === 0 && !missing)
    return (
      <Main class="settle-page">
        <h1 class="vh" tabIndex={-1}>
          To settle
        </h1>
        {settled && <Settled />}
        <Empty
          title="Nothing to settle"
          acts={
            <LinkButton look="second" href="/today">
              Go to Today
            </LinkButton>
          }
        >
          <p>When two people change the same thing differently, both stand here until one of you says what holds. Nothing is ever chosen for you.</p>
        </Empty>
      </Main>
    );
  return (
    <Main class="settle-page">
      <div class="head">
        <h1 tabIndex={-1}>{mine ? `${all.length} to settle` : `${all.length} that the care team settles`}</h1>
        <p class="muted">
          People changed the same thing. Nothing is lost: {mine ? "choose what stands." : "until it is settled, everyone sees all of it."}
        </p>
      </div>
      {settled && <Settled />}
      {missing && (
        <Strip icon="check" title="This one is settled, or is not on this tablet">
          <p>Someone may have settled it meanwhile. What stands is in the record.</p>
        </Strip>
      )}
      <div class="desk">
        <nav aria-labelledby="also-heading">
          <h2 class="then" id="also-heading">
            {mine ? "Also to settle" : "All of them"}
          </h2>
          <ul class="list">
            {all.map((c) => (
              <li key={c.id} class={c.id === open?.id ? "open-now" : undefined}>
                <Item conflict={c} current={c.id === open?.id} />
              </li>
            ))}
          </ul>
        </nav>
        {open && (
          <Dispute
            key={`${open.id}:${(open.fields.sides ?? []).map((s) => s.change).join()}`}
            conflict={open}
            onSettled={() => setSettled(open.id)}
          />
        )}
      </div>
    </Main>
  );
}

function Settled() {
  return (
    <Strip icon="check" title="Settled, on this tablet">
      <p>The others see it when it has been sent. All that was written stays in the history.</p>
    </Strip>
  );
}

function Item({ conflict, current }: { conflict: View<"conflict">; current: boolean }) {
  const store = useStore();
  const say = { people: store.people.value, now: store.now.value };
  const f = conflict.fields;
  const risk = riskOf(f.about_kind ?? "", f.group ?? "");
  const bundle = conflict.patient ? store.bundle(conflict.patient).value : null;
  const about = bundle?.all(f.about_kind as "goal").find((v) => v.id === f.about);
  const before = sameBefore(f.sides ?? []);
  const title = nameOf(f.about_kind ?? "", { ...(namedBy(about as View | undefined, bundle) ?? f.sides?.[0]?.value), ...before }, say);
  const header = store.index.value.find((h) => h.bundle === conflict.patient);
  const last = (f.sides ?? [])
    .map((s) => s.at)
    .sort()
    .at(-1);
  const names = [...new Set((f.sides ?? []).map((s) => store.people.value.staff(s.by)?.name ?? "someone"))];
  return (
    <a href={`/settle/${conflict.id}`} aria-current={current ? "true" : undefined}>
      <Tag tone={tones[risk]} {...(risk === "safety" ? { icon: "warn" as const } : {})}>
        {riskWords[risk]}
      </Tag>
      <b>{title}</b>
      <span class="by">
        {header?.name ?? ""}
        {last ? `, ${day(last, say.now)}` : ""}
        <br />
        {names.join(", ")}
      </span>
    </a>
  );
}
