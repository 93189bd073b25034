import { useState } from "preact/hooks";
import { Stands } from "../patient/Disputed";
import { worst } from "../patient/entry";
import { paragraphs, phoneHref } from "../patient/text";
import { useDraftOf } from "../patient/use-edit";
import { mid, said } from "../patient/words";
import type { View } from "../store/contract";
import { Button, By, Icon, KeptWord } from "../ui";
import { nextOf } from "./Adding";
import type { InPlan } from "./CarePlan";
import { GroupForm, type Spec } from "./GroupForm";
import { numbersOf } from "./numbers";
import { Opens } from "./Opens";
import { Origin } from "./Origin";
import { inOrder, moved } from "./order";
import { elementOf } from "./pointed";
import { contingencyStatuses, isInSight, isShown } from "./progress";

type Instruction = View<"contingency">;

/** If … then … call …: what to look for, what to do, whom to ring; then whatever else there is to say. */
export function Worse({ at }: { at: InPlan }) {
  const { bundle, say, may } = at.one;
  const all = inOrder(bundle.all("contingency"));
  const shown = all.filter(isInSight);
  const past = all.filter((c) => !shown.includes(c));
  const next = nextOf("contingency", at);
  const drafted = useDraftOf(next.id);
  const [adding, setAdding] = useState<string | null>(null);
  const isAdding = drafted || adding === next.id;
  const mayWrite = may("contingency", "statement");
  return (
    <section class="card worse" aria-labelledby="worse-heading">
      <header>
        <Icon name="warn" />
        <h2 id="worse-heading">If things get worse</h2>
      </header>
      {shown.length > 0 ? (
        <ol class="ifs">
          {shown.map((c) => (
            <One key={c.id} at={at} view={c} all={shown} startsOpen={c.id === adding} />
          ))}
        </ol>
      ) : (
        !isAdding && <p class="muted">No instruction yet: what to look for, what to do, whom to call.</p>
      )}
      {isAdding && <GroupForm key={next.id} view={next} group="statement" title="A new instruction" say={say} specs={specs(at)} />}
      {mayWrite && (
        <Button look="quiet" icon={isAdding ? "check" : "plus"} expanded={isAdding} onClick={() => setAdding(isAdding ? null : next.id)}>
          {isAdding ? "Done" : "Add an instruction"}
        </Button>
      )}
      <AnythingElse at={at} />
      {past.length > 0 && (
        <details class="past-ones">
          <summary>{past.length === 1 ? "1 instruction that holds no longer" : `${past.length} instructions that hold no longer`}</summary>
          <ol class="ifs">
            {past.map((c) => (
              <One key={c.id} at={at} view={c} all={past} startsOpen={false} />
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function One(props: { at: InPlan; view: Instruction; all: readonly Instruction[]; startsOpen: boolean }) {
  const { at, view, all } = props;
  const { say, may } = at.one;
  const f = view.fields;
  const drafted = useDraftOf(view.id);
  const [open, setOpen] = useState(props.startsOpen || drafted);
  const stamp = view.stamps.statement;
  return (
    <li id={elementOf(view.id)} tabIndex={-1}>
      <Stands view={view} group="statement" say={say}>
        <p class="if">
          <b>If {mid(f.if_this)}</b>
        </p>
        {f.then_do && paragraphs(f.then_do).map((words) => <p key={words}>{words}</p>)}
        <Call who={f.call_who} phone={f.call_phone} />
      </Stands>
      <Stands view={view} group="status" say={say}>
        {!isShown(f.status) && <p class="small">{said("contingency", "status", f, say)}</p>}
      </Stands>
      <Origin at={at} from={f} />
      <div class="foot">
        <p>
          {stamp && !view.disputed.statement && <By signature={say.people.signature(stamp.by, true)} at={stamp.at.slice(0, 10)} now={say.now} />}{" "}
          <KeptWord kept={worst(Object.values(view.kept).filter((k) => k !== "sent"))} />
        </p>
        {may("contingency", "statement") && (
          <Button look="quiet" icon={open ? "check" : "pen"} expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Done" : "Change"}
            <span class="vh"> instruction: if {mid(f.if_this)}</span>
          </Button>
        )}
      </div>
      {open && <Form at={at} view={view} all={all} />}
    </li>
  );
}

function Call(props: { who: string | null | undefined; phone: string | null | undefined }) {
  const { who, phone } = props;
  if (!who && !phone) return null;
  return (
    <p class="call">
      {phone ? (
        <a href={phoneHref(phone)}>
          <Icon name="phone" />
          <span>
            Call {who && who !== phone ? `${who}, ` : ""}
            <span class="num nowrap">{phone}</span>
          </span>
        </a>
      ) : (
        <>Call {who}</>
      )}
    </p>
  );
}

const specs = (at: InPlan): Spec[] => [
  { field: "if_this", label: "If this happens", as: "area", hint: "What one sees or hears: the leg is hot, red or swollen" },
  { field: "then_do", label: "Then do this", as: "area" },
  { field: "call_who", label: "Call", as: "text", options: whom(at) },
  { field: "call_phone", label: "Telephone", as: "phone" },
];

/** Whom one mostly calls, each with the number that is known here: a number is not typed where it need not be. */
function whom(at: InPlan): { value: string; words: string; also: { call_phone: string | null } }[] {
  const { team, practice } = numbersOf(at);
  const close = at.one.bundle.all("contact").filter(({ fields }) => (fields.status ?? "active") === "active" && fields.name);
  const all = [team, practice, ...close.map(({ fields }) => ({ name: fields.name as string, phone: fields.phone ?? null }))];
  return [...all, { name: "999", phone: "999" }, { name: "NHS 111", phone: "111" }].map(({ name, phone }) => ({
    ...{ value: name, words: name },
    also: { call_phone: phone },
  }));
}

function Form({ at, view, all }: { at: InPlan; view: Instruction; all: readonly Instruction[] }) {
  const { say, store } = at.one;
  const move = (by: -1 | 1) => {
    for (const { view: each, position } of moved(all, view.id, by)) void store.change(each, "place", { position });
  };
  const n = all.findIndex((c) => c.id === view.id);
  return (
    <div class="forms">
      <GroupForm view={view} group="statement" title="The instruction" say={say} specs={specs(at)} />
      <GroupForm
        view={view}
        group="status"
        title="Whether it holds"
        say={say}
        statuses={contingencyStatuses}
        specs={[
          { field: "status", label: "State", as: "select", options: contingencyStatuses.map((s) => ({ value: s.code, words: s.words })) },
          { field: "status_reason", label: "Why", as: "text" },
        ]}
      />
      {all.length > 1 && (
        <div class="acts">
          {n > 0 && (
            <Button look="calm" icon="up" onClick={() => move(-1)}>
              Earlier
            </Button>
          )}
          {n < all.length - 1 && (
            <Button look="calm" icon="down" onClick={() => move(1)}>
              Later
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** What was written before instructions stood by themselves, and whatever fits none. */
function AnythingElse({ at }: { at: InPlan }) {
  const { plan, one } = at;
  const { say } = one;
  const lines = paragraphs(plan.fields.if_worse ?? "");
  const stamp = plan.stamps.worse;
  if (lines.length === 0 && !plan.disputed.worse && !one.may("care_plan", "worse")) return null;
  return (
    <div class="else">
      <h3>Anything else if things get worse</h3>
      <Opens
        what="anything else if things get worse"
        may={one.may("care_plan", "worse")}
        verb={lines.length ? "Change" : "Write"}
        form={() => (
          <GroupForm
            view={plan}
            group="worse"
            title="Anything else if things get worse"
            hideTitle
            say={say}
            specs={[
              {
                field: "if_worse",
                label: "In words",
                as: "area",
                hint: "One step a line. An instruction with its own sign and number stands better by itself.",
              },
            ]}
          />
        )}
      >
        <Stands view={plan} group="worse" say={say}>
          {lines.map((words) => (
            <p key={words}>{words.replace(/^\d+[.)]\s*/, "")}</p>
          ))}
          {lines.length === 0 && <p class="muted">Nothing more.</p>}
          {stamp && lines.length > 0 && <By signature={say.people.signature(stamp.by)} at={stamp.at.slice(0, 10)} now={say.now} />}
        </Stands>
      </Opens>
    </div>
  );
}
