/** What the answers call for, to be put into the plan with one tap or left out with a reason. Linked both ways: by the id of what it becomes (R1), and by its origin. */
import { useRef, useState } from "preact/hooks";
import { linkOf } from "../care-plan/origin";
import { pointTo } from "../care-plan/pointed";
import { newView } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import { said } from "../patient/words";
import type { View } from "../store/contract";
import { Button, TextInput, Tick } from "../ui";
import { byWords, type Scene } from "./scene";
import type { Finding } from "./scores";

/** What was left out of the plan, and why; until the part is signed this is a draft, then the signature keeps it. */
export interface Decisions {
  readonly left: Readonly<Record<string, string>>;
  put: (left: Readonly<Record<string, string>>) => void;
  done: () => void;
}

export function useDecisions(scene: Scene, section: string): Decisions {
  const words = useWords(newView("assessment", scene.desk.recorded.view.id, scene.one.bundle.id, {}), `left out of ${section}`, {
    left: {} as Record<string, string>,
  });
  return { left: words.values.left, put: (left) => words.put({ left }), done: words.done };
}

export const inPlan = (scene: Scene, finding: Finding): View<"goal"> | View<"action"> | undefined =>
  scene.one.bundle.one(finding.kind, finding.record);

/** What stands to be added: neither in the plan yet nor left out. */
export const toAdd = (scene: Scene, findings: readonly Finding[], decisions: Pick<Decisions, "left">): Finding[] =>
  findings.filter((one) => !inPlan(scene, one) && !(one.key in decisions.left));

/** Goals and actions out of findings: their ids follow from the assessment, so there is one whoever adds it. */
export async function addToPlan(scene: Scene, findings: readonly Finding[]): Promise<void> {
  const { store, bundle } = scene.one;
  let [goals, actions] = [bundle.all("goal").length, bundle.all("action").length];
  for (const { key, kind, record, words, linkId } of findings) {
    if (bundle.one(kind, record)) continue;
    const position = kind === "goal" ? ++goals : ++actions;
    const origin = { origin_kind: "assessment", origin_record: scene.desk.recorded.view.id, origin_link: linkOf(linkId, key) };
    await store.create(kind, bundle.id, { words, status: "active", position, ...origin }, { id: record });
  }
}

export function Findings(props: { scene: Scene; findings: readonly Finding[]; decisions: Decisions }) {
  const { scene, findings, decisions } = props;
  const { left, put } = decisions;
  const [busy, setBusy] = useState(false);
  const adding = useRef(false);
  const locked = scene.locked.value;
  const may = scene.one.may("action", "statement");
  const add = toAdd(scene, findings, decisions);
  const now = async () => {
    if (adding.current) return;
    adding.current = true;
    setBusy(true);
    try {
      await addToPlan(scene, add);
    } finally {
      adding.current = false;
      setBusy(false);
    }
  };
  return (
    <section class="findings" aria-labelledby="findings-heading">
      <h3 id="findings-heading">Add to the plan of {scene.one.name}?</h3>
      <ul class="asks">
        {findings.map((one) => {
          const there = inPlan(scene, one);
          const isOut = one.key in left;
          const stamp = there && Object.values(there.stamps)[0];
          return (
            <li key={one.key}>
              {there ? (
                <p class="there">
                  <b>{one.words}</b>
                  <span class="by">
                    {one.kind === "goal" ? "A goal" : "An action"}{" "}
                    <a href={`/patient/${scene.one.bundle.id}/plan`} onClick={() => pointTo(one.record)}>
                      in the plan
                    </a>
                    {there.fields.status && there.fields.status !== "active" ? ` (${said(there.kind, "status", there.fields, scene.one.say)})` : ""}
                    {stamp ? `, ${byWords(scene, stamp.by, stamp.at)}` : ""}
                  </span>
                </p>
              ) : (
                <>
                  <Tick
                    text={one.words}
                    {...(one.kind === "goal" ? { detail: "A goal" } : {})}
                    checked={!isOut}
                    onChange={(on) => {
                      if (locked) return;
                      const next = { ...left };
                      if (on) delete next[one.key];
                      else next[one.key] = "";
                      put(next);
                    }}
                  />
                  {isOut && !locked && (
                    <TextInput
                      label={`Why is “${one.words}” left out?`}
                      id={`left-${one.key}`}
                      value={left[one.key] ?? ""}
                      onInput={(words) => put({ ...left, [one.key]: words })}
                    />
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
      {may && !locked && add.length > 0 && (
        <Button look="second" icon="plus" busy={busy} onClick={() => void now()}>
          {add.length === 1 ? "Add it now" : `Add ${add.length} now`}
        </Button>
      )}
    </section>
  );
}
