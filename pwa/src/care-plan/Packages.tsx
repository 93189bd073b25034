/** Start from a package: each suggestion with a tick, its source and what speaks against it; only what is ticked is added, and nothing twice. */
import { useState } from "preact/hooks";
import { statements } from "../api/statements";
import { newView } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import { said } from "../patient/words";
import type { View } from "../store/contract";
import { Button, Dialog, Tick } from "../ui";
import type { InPlan } from "./CarePlan";
import { type Numbers, numbersOf } from "./numbers";
import { type Item, type Package, packages } from "./package-content";
import { callOf, fieldsOf, type Offered, offered } from "./packages";

export default function Packages({ at, onClose }: { at: InPlan; onClose: () => void }) {
  const [key, choose] = useState<string | null>(null);
  const one = packages.find((each) => each.key === key);
  return (
    <Dialog title={one ? `Package: ${one.title}` : "Start from a package"} onClose={onClose}>
      {one ? (
        <Pick key={one.key} at={at} one={one} onBack={() => choose(null)} onDone={onClose} />
      ) : (
        <div class="packages">
          <p>Suggestions in our own words, for local clinical sign-off. You choose what fits {at.one.name}, then make the words theirs.</p>
          <ul>
            {packages.map((each) => (
              <li key={each.key}>
                <button type="button" class="choice" onClick={() => choose(each.key)}>
                  <b>{each.title}</b>
                  <small>{each.about}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}

const headings: readonly { kind: Item["kind"]; title: string; hint?: string }[] = [
  { kind: "goal", title: "Goals", hint: "Theirs to choose: none is ticked for them." },
  { kind: "action", title: "Who does what" },
  { kind: "contingency", title: "If things get worse" },
];

function Pick(props: { at: InPlan; one: Package; onBack: () => void; onDone: () => void }) {
  const { at, one } = props;
  const { bundle, store, may, say } = at.one;
  const [busy, setBusy] = useState(false);
  const numbers = numbersOf(at);
  const mayWrite = (kind: Item["kind"]) => may(kind, kind === "goal" ? "words" : "statement");
  const all = offered(one, bundle, mayWrite);
  // What one ticked and unticked is a draft: a lock or a kill takes none of it.
  const words = useWords(newView("care_plan", at.plan.id, bundle.id, {}) as View, `package ${one.key}`, { ticks: {} as Record<string, boolean> });
  const isTicked = (each: Offered) => !each.there && mayWrite(each.item.kind) && (words.values.ticks[each.record] ?? each.ticked);
  const chosen = all.filter(isTicked);
  const add = async () => {
    setBusy(true);
    try {
      const goals = new Map(
        all.filter((each) => each.item.kind === "goal" && (each.there || isTicked(each))).map((each) => [each.item.key, each.record]),
      );
      const count = { goal: bundle.all("goal").length, action: bundle.all("action").length, contingency: bundle.all("contingency").length };
      for (const { item, record } of chosen) {
        if (bundle.one(item.kind, record)) continue;
        const position = ++count[item.kind];
        await store.create(item.kind, bundle.id, fieldsOf(one.key, item, { position, goals, numbers }) as never, { id: record });
      }
      words.done();
      props.onDone();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="packages">
      <p class="small">
        All of it is for local clinical sign-off, and nothing is added but what is ticked. Change the words with {at.one.name} afterwards.
      </p>
      {headings.map(({ kind, title, hint }) => (
        <section key={kind} aria-label={title}>
          <h3>{title}</h3>
          {hint && <p class="hint">{hint}</p>}
          {!mayWrite(kind) && <p class="hint">These are for a clinician to write.</p>}
          <ul>
            {all
              .filter(({ item }) => item.kind === kind)
              .map((each) => (
                <li key={each.record}>
                  {each.there ? (
                    <p class="there">
                      <b>{wordsOf(each.item)}</b>
                      <span class="small">In the plan already: {said(kind, "status", each.there.fields as Record<string, unknown>, say)}</span>
                    </p>
                  ) : (
                    <>
                      {mayWrite(kind) ? (
                        <Tick
                          text={wordsOf(each.item)}
                          detail={detailOf(each.item, numbers)}
                          checked={isTicked(each)}
                          onChange={(on) => words.put({ ticks: { ...words.values.ticks, [each.record]: on } })}
                        />
                      ) : (
                        <p class="there">
                          <b>{wordsOf(each.item)}</b>
                          <span class="small">{detailOf(each.item, numbers)}</span>
                        </p>
                      )}
                      {each.against && <p class="speaks">Speaks against it: “{each.against}”</p>}
                      {each.similar && <p class="speaks">Already in the plan: “{each.similar}”</p>}
                    </>
                  )}
                  <p class="source">{each.item.source}</p>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <div class="acts">
        <Button busy={busy} onClick={() => (chosen.length > 0 ? void add() : props.onBack())}>
          {chosen.length === 0 ? "Nothing is ticked" : chosen.length === 1 ? "Add 1 to the plan" : `Add ${chosen.length} to the plan`}
        </Button>
        <Button look="quiet" icon="left" onClick={props.onBack}>
          Other packages
        </Button>
      </div>
    </div>
  );
}

const wordsOf = (item: Item): string => (item.kind === "contingency" ? `If ${item.words.charAt(0).toLowerCase()}${item.words.slice(1)}` : item.words);

function detailOf(item: Item, numbers: Numbers): string {
  switch (item.kind) {
    case "goal":
      return `Towards “${statements[item.statement]}”`;
    case "action":
      return [item.often, item.until && `Until: ${item.until.charAt(0).toLowerCase()}${item.until.slice(1)}`].filter(Boolean).join(". ");
    case "contingency": {
      const { call_who, call_phone } = callOf(item.call, numbers);
      return `${item.then} Call ${[call_who, call_phone === call_who ? null : (call_phone ?? "number to be written in")].filter(Boolean).join(", ")}`;
    }
  }
}
