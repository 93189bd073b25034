import { useState } from "preact/hooks";
import { day, dayOf } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import { Button, By, DateInput, Dialog, Icon, Tag, TextArea, TextInput } from "../ui";
import type { Open } from "./open";
import { type Consent, consentsOf } from "./state";
import { givers, hows, purposes, scopes } from "./words";

/** What was agreed to, refused and withdrawn: what is not allowed first. */
export function Consents({ one }: { one: Open }) {
  const all = consentsOf(one.bundle);
  const [withdrawing, withdraw] = useState<Consent | null>(null);
  if (all.length === 0) return <p class="muted">Nothing is recorded yet: ask, and write down what they say.</p>;
  return (
    <>
      <ul class="consents">
        {all.map((consent) => (
          <li key={consent.id}>
            <One one={one} consent={consent} onWithdraw={() => withdraw(consent)} />
          </li>
        ))}
      </ul>
      {withdrawing && <Withdraw one={one} consent={withdrawing} onClose={() => withdraw(null)} />}
    </>
  );
}

function One({ one, consent, onWithdraw }: { one: Open; consent: Consent; onWithdraw: () => void }) {
  const { say } = one;
  const f = consent.fields;
  const withdrawn = f.status === "withdrawn";
  const no = withdrawn || f.decision === "refused";
  const scope = scopes[f.scope ?? ""] ?? f.scope ?? "";
  const how = [hows[f.how ?? ""] ?? "", f.kept_where].filter(Boolean).join(": ");
  const by = f.given_by === "person" ? "" : [f.given_by_name, (givers[f.given_by ?? ""] ?? "").toLowerCase()].filter(Boolean).join(", ");
  return (
    <>
      <p class="head">
        <b>{scope}</b>
        <Tag tone={no ? "care" : "done"} icon={no ? "shut" : "check"}>
          {withdrawn ? "Withdrawn" : f.decision === "refused" ? "Does not agree" : "Agrees"}
        </Tag>
      </p>
      {f.with_whom && <p>{f.with_whom}</p>}
      <p class="by">
        {[f.purpose && f.purpose !== "direct-care" ? `For ${(purposes[f.purpose] ?? f.purpose).toLowerCase()}` : "", how, by && `Decided by ${by}`]
          .filter(Boolean)
          .join(". ")}
      </p>
      {f.capacity && (
        <p class="by">
          <a href={`/patient/${one.bundle.id}/assessment/${f.capacity}`}>The assessment of capacity</a>
        </p>
      )}
      <Stands view={consent} group="status" say={say}>
        {withdrawn && (
          <p>
            <Icon name="shut" /> Since {f.withdrawn_on ? day(f.withdrawn_on, say.now) : "a day not said"}
            {f.withdrawn_by ? `, by ${f.withdrawn_by}` : ""}: {f.status_reason}
          </p>
        )}
      </Stands>
      {f.taken_by && <By signature={say.people.signature(f.taken_by)} at={f.given_on} now={say.now} />}
      {!withdrawn && f.decision !== "refused" && one.may("consent", "status") && !consent.disputed.status && (
        <Button look="quiet" onClick={onWithdraw}>
          Withdrawn? Write it down<span class="vh">: {scope}</span>
        </Button>
      )}
    </>
  );
}

/** A withdrawal: since when, by whom, why. It tells what it does and what it does not. */
function Withdraw({ one, consent, onClose }: { one: Open; consent: Consent; onClose: () => void }) {
  const today = dayOf(one.say.now);
  const words = useWords(consent as View, "withdrawing", { on: today as string | null, by: "", why: "" });
  const [tried, setTried] = useState(false);
  const { on, by, why } = words.values;
  const faults: Record<string, string> = {};
  if (!why.trim()) faults.why = "Write why, in their words if you can.";
  if (why.length > 1000) faults.why = "At most 1,000 characters.";
  if (by.length > 200) faults.by = "At most 200 characters.";
  if (!on || !/^\d{4}-\d{2}-\d{2}$/.test(on)) faults.on = "Write the day.";
  else if (on > today) faults.on = "Not in the future.";
  const shown = tried ? faults : {};

  async function keep() {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    await one.store.change(consent, "status", { status: "withdrawn", status_reason: why.trim(), withdrawn_on: on, withdrawn_by: by.trim() || null });
    words.done();
    onClose();
  }

  return (
    <Dialog title={`${scopes[consent.fields.scope ?? ""] ?? "Consent"}: withdrawn`} onClose={onClose}>
      <div class="stack">
        <p>
          It stands first from now on, for everyone who cares for {one.name}. Nobody’s access ends by it: where somebody is not to see the record any
          more, tell the lead.
        </p>
        <DateInput legend="Since when" value={on} error={shown.on} onChange={(next) => words.put({ on: next })} />
        <TextInput label="Who said it, if not the person" value={by} error={shown.by} onInput={(next) => words.put({ by: next })} />
        <TextArea label="Why" value={why} error={shown.why} onInput={(next) => words.put({ why: next })} />
        <div class="acts">
          <Button icon="check" onClick={() => void keep()}>
            Write it down
          </Button>
          <Button look="quiet" onClick={onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
