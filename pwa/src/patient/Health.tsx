import type { Bundle, View } from "../store/contract";
import { By, Card } from "../ui";
import { Stands } from "./Disputed";
import type { OnePatient } from "./use-patient";
import { said } from "./words";

type Open = OnePatient & { bundle: Bundle };
type Statement = View<"medicine"> | View<"condition">;

/** Conditions and medicines as the team knows them. */
export function Health({ one }: { one: Open }) {
  const conditions = one.bundle.all("condition").filter((c) => (c.fields.status ?? "active") === "active" || c.disputed.status);
  const medicines = one.bundle.all("medicine").filter((m) => (m.fields.status ?? "active") === "active" || m.disputed.status);
  return (
    <Card class="health" title="Conditions and medicines">
      <div class="halves">
        <List one={one} title="Conditions" all={conditions} none="None recorded." />
        <List
          one={one}
          title="Medicines"
          all={medicines}
          none={one.seesMore ? "None recorded here: ask what is taken." : "They are for the care team and are not shown to you."}
        />
      </div>
    </Card>
  );
}

function List(props: { one: Open; title: string; all: readonly Statement[]; none: string }) {
  const { say } = props.one;
  return (
    <div>
      <h3>{props.title}</h3>
      {props.all.length === 0 && <p class="muted">{props.none}</p>}
      <ul>
        {props.all.map((v) => (
          <li key={v.id}>
            <Stands view={v as View<"medicine">} group="statement" say={say}>
              <span>{said(v.kind, "statement", v.fields as Record<string, unknown>, say)}</span>
            </Stands>
            <Stands view={v as View<"medicine">} group="status" say={say}>
              {null}
            </Stands>
            {v.stamps.statement && !v.disputed.statement && (
              <By signature={say.people.signature(v.stamps.statement.by)} at={v.stamps.statement.at.slice(0, 10)} now={say.now} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
