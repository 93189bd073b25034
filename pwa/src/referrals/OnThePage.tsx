import { clocks } from "../api/referral-words";
import { dayAndTime, sinceWhen } from "../lib/dates";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, View } from "../store/contract";
import { Card, KeptWord } from "../ui";
import { left } from "./clock";
import { fromWords, isOpen } from "./list";
import { teamName } from "./words";

const stands: Readonly<Record<string, string>> = {
  new: "New, not opened yet",
  triage: "In triage",
  asked: "Waiting for an answer",
};

/** On the patient's page: who asked us to see the person, and who has it. Open ones first; what is over stays twelve months. */
export default function OnThePage({ one }: { one: OnePatient & { bundle: Bundle } }) {
  const all = one.bundle.all("referral").filter(({ fields }) => fields.status !== "entered-in-error");
  if (all.length === 0) return null;
  const open = (view: View<"referral">) => isOpen(view.fields.status ?? "new");
  const sorted = [...all].sort((a, b) => Number(open(b)) - Number(open(a)) || (b.fields.received_at ?? "").localeCompare(a.fields.received_at ?? ""));
  const now = one.say.now.toISOString();
  return (
    <Card title="Referrals" class="refcard">
      <ul class="lines">
        {sorted.map((view) => {
          const { fields } = view;
          const status = fields.status ?? "new";
          const kind = fields.clock_type ?? "no-clock";
          const time = left({ kind, started: fields.clock_started_at ?? null }, now, fields.told_seen_at ?? null, !open(view));
          const has = status === "accepted" ? `With ${teamName(one.say.people, fields.team)}` : (stands[status] ?? over(view, one.say.now));
          return (
            <li key={view.id}>
              <b>{fields.why}</b>
              <p>
                {[has, open(view) && kind !== "no-clock" && !fields.told_seen_at ? `${clocks[kind]}: ${time.words} (${time.detail})` : ""]
                  .filter(Boolean)
                  .join(". ")}
                {view.disputed.status ? ". Decided in two ways: to settle" : ""}
              </p>
              {fields.words && <p class="said">“{fields.words}”</p>}
              <p class="by">
                {[fields.from_person, fromWords(fields)].filter(Boolean).join(", ")}
                {fields.received_at ? `, ${dayAndTime(fields.received_at, one.say.now)}` : ""}
              </p>
              {view.kept.status && view.kept.status !== "sent" && <KeptWord kept={view.kept.status} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function over({ fields }: View<"referral">, now: Date): string {
  const at = fields.closed_at ?? fields.decided_at;
  const when = at ? ` ${sinceWhen(at, now)}` : "";
  switch (fields.status) {
    case "declined":
      return `Declined${when}. Advice: “${fields.advice ?? ""}”`;
    case "joined":
      return `Joined with another referral${when}`;
    default:
      return `Closed${when}`;
  }
}
