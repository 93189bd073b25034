import { useState } from "preact/hooks";
import { statements } from "../api/statements";
import { day, dayOf } from "../lib/dates";
import { professionInside } from "../lib/profession";
import { Stands } from "../patient/Disputed";
import { inQuotes, writtenBy } from "../patient/text";
import { useDraftOf } from "../patient/use-edit";
import { nameOfStaff, said } from "../patient/words";
import type { View } from "../store/contract";
import { Button, By, KeptWord, Tag } from "../ui";
import type { InPlan } from "./CarePlan";
import { GroupForm, type Spec } from "./GroupForm";
import { Origin } from "./Origin";
import { elementOf } from "./pointed";
import { goalStatuses, steps } from "./progress";

type Goal = View<"goal">;

export function GoalCard(props: { at: InPlan; goal: Goal; n: number; startsOpen: boolean }) {
  const { at, goal, n } = props;
  const { say, name } = at.one;
  const drafted = useDraftOf(goal.id);
  const [open, setOpen] = useState(props.startsOpen || drafted);
  const f = goal.fields;
  const over = f.status && f.status !== "active" && !goal.disputed.status;
  const today = dayOf(say.now);
  const fresh = (group: string) =>
    goal.stamps[group]?.was !== undefined && dayOf(goal.stamps[group]?.at ?? "1970-01-01") === today ? "newv" : undefined;
  return (
    <article class="card goal" aria-labelledby={`goal-${goal.id}`} id={elementOf(goal.id)} tabIndex={-1}>
      <div class="hd">
        <Stands view={goal} group="words" say={say}>
          <h3 id={`goal-${goal.id}`}>{inQuotes(f.words ?? "")}</h3>
        </Stands>
        {at.one.may("goal", "words") && (
          <Button look="quiet" icon={open ? "check" : "pen"} expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Done" : "Change"}
            <span class="vh"> goal {n}</span>
          </Button>
        )}
      </div>
      {(f.i_statement || f.origin_kind) && (
        <div class="ties">
          {f.i_statement && (
            <p>
              Towards <q>{statements[f.i_statement] ?? "a statement that this version does not know"}</q>
            </p>
          )}
          <Origin at={at} from={f} />
        </div>
      )}
      {over && (
        <p>
          <Tag tone={f.status === "achieved" ? "done" : "care"} {...(f.status === "achieved" ? { icon: "check" as const } : {})}>
            {said("goal", "status", f, say)}
          </Tag>
        </p>
      )}
      <Stands view={goal} group="status" say={say}>
        {null}
      </Stands>
      {open ? (
        <Form goal={goal} at={at} />
      ) : (
        <dl class="fromto">
          <Value
            goal={goal}
            group="baseline"
            title="Started at"
            value={f.baseline}
            small={f.baseline_on ? day(f.baseline_on, say.now) : null}
            say={say}
            fresh={fresh("baseline")}
          />
          <Value
            goal={goal}
            group="now"
            title="Now"
            value={f.now}
            small={[f.now_how, f.now_on && day(f.now_on, say.now)].filter(Boolean).join(", ")}
            say={say}
            fresh={fresh("now")}
          />
          <Value
            goal={goal}
            group="target"
            title="Aiming for"
            value={[f.target, f.target_unit].filter(Boolean).join(" ")}
            small={[f.target_how, f.target_on && `by ${day(f.target_on, say.now)}`].filter(Boolean).join(", ")}
            say={say}
            fresh={fresh("target")}
          />
          <Value
            goal={goal}
            group="review"
            title="Review"
            value={f.review_on ? day(f.review_on, say.now) : null}
            small={nameOfStaff(f.review_by, say)}
            say={say}
            fresh={fresh("review")}
          />
        </dl>
      )}
      <Progress goal={goal} at={at} name={name} />
      {goal.stamps.words && (
        <By signature={writtenBy(say.people.signature(goal.stamps.words.by))} at={goal.stamps.words.at.slice(0, 10)} now={say.now} />
      )}
    </article>
  );
}

function Value(props: {
  goal: Goal;
  group: string;
  title: string;
  value: string | null | undefined;
  small: string | null | undefined;
  say: InPlan["one"]["say"];
  fresh: string | undefined;
}) {
  return (
    <div>
      <dt>{props.title}</dt>
      <dd>
        <Stands view={props.goal} group={props.group} say={props.say}>
          <span class={props.fresh}>{props.value || "Not said"}</span>
          {props.small && <small>{props.small}</small>}
        </Stands>
      </dd>
    </div>
  );
}

/** How far along, in the person's view: one tap, with whom and when. */
function Progress({ goal, at, name }: { goal: Goal; at: InPlan; name: string }) {
  const { store, say } = at.one;
  const stamp = goal.stamps.progress;
  const dispute = goal.disputed.progress;
  const value = dispute ? null : (goal.fields.progress ?? null);
  return (
    <>
      <Stands view={goal} group="progress" say={say}>
        {null}
      </Stands>
      <fieldset class="five" disabled={!at.one.may("goal", "progress")}>
        <legend>
          <span>How far along, in {name}’s view</span>
          <span>
            {stamp && !dispute && (
              <By signature={say.people.signature(stamp.by, true)} at={goal.fields.progress_on ?? stamp.at.slice(0, 10)} now={say.now} />
            )}{" "}
            <KeptWord kept={goal.kept.progress ?? null} />
          </span>
        </legend>
        {steps.map((words, i) => (
          <label key={words} class={value !== null && i < value ? "on" : undefined}>
            <input
              type="radio"
              name={`progress-${goal.id}`}
              checked={value === i + 1}
              onChange={() => void store.change(goal, "progress", { progress: i + 1, progress_on: dayOf(store.now.value) })}
            />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

function Form({ goal, at }: { goal: Goal; at: InPlan }) {
  const { say, name } = at.one;
  const staff = staffOptions(at);
  const groups: { group: string; title: string; specs: Spec[] }[] = [
    { group: "words", title: "The goal", specs: [{ field: "words", label: `What ${name} wants, as an “I” sentence`, as: "area" }] },
    {
      group: "statement",
      title: "Towards which of the shared “I” statements",
      specs: [
        {
          field: "i_statement",
          label: "“I” statement",
          as: "select",
          hint: "The same for everyone here, so that it can be told how far people’s goals are reached.",
          options: Object.entries(statements).map(([value, words]) => ({ value, words })),
        },
      ],
    },
    {
      group: "baseline",
      title: "Started at",
      specs: [
        { field: "baseline", label: "Where it began", as: "text", hint: "For example: 2 metres, with one person" },
        { field: "baseline_on", label: "On which day", as: "date" },
      ],
    },
    {
      group: "now",
      title: "Now",
      specs: [
        { field: "now", label: "Where it stands", as: "text" },
        { field: "now_how", label: "How", as: "text", hint: "For example: with the frame" },
        { field: "now_on", label: "On which day", as: "date" },
      ],
    },
    {
      group: "target",
      title: "Aiming for",
      specs: [
        { field: "target", label: "Target", as: "text" },
        { field: "target_unit", label: "Unit", as: "text", hint: "For example: metres, kg" },
        { field: "target_how", label: "How", as: "text" },
        { field: "target_on", label: "By when", as: "date" },
      ],
    },
    {
      group: "review",
      title: "Review",
      specs: [
        { field: "review_on", label: "On which day", as: "date" },
        { field: "review_by", label: "By whom", as: "select", options: staff },
      ],
    },
  ];
  return (
    <div class="forms">
      {groups.map((g) => (
        <GroupForm key={g.group} view={goal} group={g.group} title={g.title} specs={g.specs} say={say} />
      ))}
      <GroupForm
        view={goal}
        group="status"
        title="How it stands"
        say={say}
        statuses={goalStatuses}
        specs={[
          { field: "status", label: "State", as: "select", options: goalStatuses.map((s) => ({ value: s.code, words: s.words })) },
          { field: "status_reason", label: "Why", as: "text" },
        ]}
      />
    </div>
  );
}

export function staffOptions({ one }: InPlan): { value: string; words: string }[] {
  return one.say.people
    .allStaff()
    .filter((s) => s.status !== "left")
    .map((s) => ({ value: s.id, words: [s.name, professionInside(s.profession)].filter(Boolean).join(", ") }))
    .sort((a, b) => a.words.localeCompare(b.words));
}
