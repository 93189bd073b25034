import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { isEmpty, patternOf } from "../lib/repeating/pattern";
import { patternInWords } from "../lib/repeating/said";
import { Stands } from "../patient/Disputed";
import { worst } from "../patient/entry";
import { inQuotes } from "../patient/text";
import { useDraftOf } from "../patient/use-edit";
import { short, until } from "../patient/words";
import type { View } from "../store/contract";
import { Button, By, KeptWord, Tag } from "../ui";
import { news2Measures, otherMeasures } from "../visit/measurements";
import type { InPlan } from "./CarePlan";
import { doerOf, doers } from "./doers";
import { staffOptions } from "./GoalCard";
import { GroupForm } from "./GroupForm";
import { Origin } from "./Origin";
import { elementOf } from "./pointed";
import { actionStatuses, isShown } from "./progress";
import { Repeat } from "./Repeat";

export function ActionLine(props: { at: InPlan; action: View<"action">; startsOpen: boolean }) {
  const { at, action } = props;
  const { bundle, say, name } = at.one;
  const drafted = useDraftOf(action.id);
  const [open, setOpen] = useState(props.startsOpen || drafted);
  const f = action.fields;
  const staff = f.staff ? say.people.staff(f.staff) : undefined;
  const organisation = say.people.organisation(f.organisation ?? staff?.organisation ?? "");
  const who = [staff?.name, f.who].filter(Boolean).join(", with ") || "Not said";
  const goals = (f.goals ?? []).flatMap((id) =>
    bundle.one("goal", id)?.fields.words ? [inQuotes(short(bundle.one("goal", id)?.fields.words ?? "", 70))] : [],
  );
  const statement = action.disputed.statement;
  const kind = doerOf(f, bundle, name);
  const pattern = patternOf(f);
  const own = kind === "own" || kind === "family";
  const changed = action.stamps.statement?.was !== undefined && dayOf(action.stamps.statement.at) === dayOf(say.now);
  const status = actionStatuses.find((s) => s.code === f.status);
  return (
    <>
      <tr class={own ? "own" : undefined}>
        <th scope="row" id={elementOf(action.id)} tabIndex={-1}>
          <Stands view={action} group="statement" say={say}>
            <span>{f.words}</span>
          </Stands>
          {goals.length > 0 && <small>For {goals.join("; ")}</small>}
          <Origin at={at} from={f} />
          {action.stamps.statement && !statement && (
            <By signature={say.people.signature(action.stamps.statement.by, true)} at={action.stamps.statement.at.slice(0, 10)} now={say.now} />
          )}
          <KeptWord kept={worst(Object.values(action.kept).filter((k) => k !== "sent"))} />
        </th>
        <td data-l="Who">
          <Stands view={action} group="doer" say={say}>
            <span>{who}</span>
          </Stands>
        </td>
        <td data-l="Organisation">
          {action.disputed.doer ? "" : kind === "own" ? `${name}’s own` : kind === "family" ? "Family and friends" : (organisation?.name ?? "")}
        </td>
        <td data-l="How often">
          {!statement && f.frequency && <span class={changed ? "newv" : undefined}>{f.frequency}</span>}
          <Stands view={action} group="repeat" say={say}>
            {isEmpty(pattern) ? null : <small>Visits: {patternInWords(pattern)}</small>}
          </Stands>
        </td>
        <td data-l="Until">
          <Stands view={action} group="status" say={say}>
            {status && status.code !== "active" ? (
              <Tag tone={status.code === "completed" ? "done" : "care"}>
                {[status.words, isShown(f.status) ? null : f.status_reason].filter(Boolean).join(": ")}
              </Tag>
            ) : (
              !statement && f.until && <span>{until(f.until, say)}</span>
            )}
          </Stands>
        </td>
        <td class="edit">
          {at.one.may("action", "statement") && (
            <Button look="quiet" icon={open ? "check" : "pen"} expanded={open} onClick={() => setOpen(!open)}>
              {open ? "Done" : "Change"}
              <span class="vh"> action: {short(f.words ?? "")}</span>
            </Button>
          )}
        </td>
      </tr>
      {open && (
        <tr class="form-row">
          <td colSpan={6}>
            <Form action={action} at={at} />
          </td>
        </tr>
      )}
    </>
  );
}

function Form({ action, at }: { action: View<"action">; at: InPlan }) {
  const { bundle, say } = at.one;
  const people = say.people;
  const organisations = [...new Set(people.allStaff().flatMap((s) => (s.organisation ? [s.organisation] : [])))].flatMap((id) => {
    const o = people.organisation(id);
    return o ? [{ value: id, words: o.name ?? "" }] : [];
  });
  return (
    <div class="forms">
      <GroupForm
        view={action}
        group="statement"
        title="What is done"
        say={say}
        specs={[
          { field: "words", label: "Action", as: "area" },
          { field: "frequency", label: "How often", as: "text" },
          { field: "until", label: "Until when", as: "text", hint: "A date, or for example: until the wound is drier" },
        ]}
      />
      {at.one.may("action", "repeat") && <Repeat at={at} action={action} />}
      <GroupForm
        view={action}
        group="doer"
        title="Who does it"
        say={say}
        specs={[
          { field: "staff", label: "Someone of the team", as: "select", options: staffOptions(at) },
          { field: "organisation", label: "Organisation", as: "select", options: organisations },
          {
            field: "who",
            label: "Or someone else, in words",
            as: "text",
            hint: `${name}, one of the family, a profession`,
            options: doers(bundle, at.one.name, people),
          },
        ]}
      />
      <GroupForm
        view={action}
        group="goals"
        title="For which goals"
        say={say}
        specs={[
          {
            field: "goals",
            label: "Goals",
            as: "ticks",
            options: bundle.all("goal").map((g) => ({ value: g.id, words: short(g.fields.words ?? "", 80) })),
          },
        ]}
      />
      <GroupForm
        view={action}
        group="measure"
        title="What is measured with it"
        say={say}
        specs={[
          {
            field: "measures",
            label: "Measurements",
            as: "ticks",
            options: [...otherMeasures, ...news2Measures].map((m) => ({ value: m.type, words: m.label })),
          },
        ]}
      />
      <GroupForm
        view={action}
        group="status"
        title="How it stands"
        say={say}
        statuses={actionStatuses}
        specs={[
          { field: "status", label: "State", as: "select", options: actionStatuses.map((s) => ({ value: s.code, words: s.words })) },
          { field: "status_reason", label: "Why", as: "text" },
        ]}
      />
    </div>
  );
}
