import { useState } from "preact/hooks";
import { Choice, Dialog } from "../ui";
import type { Day, Visit } from "./day";
import { Foot } from "./Foot";
import { plural } from "./words";

const whys = [
  { value: "hospital", text: "In hospital" },
  { value: "respite", text: "In respite care" },
  { value: "family", text: "At their family’s" },
  { value: "other", text: "Elsewhere" },
] as const;
export type NotHomeWhy = (typeof whys)[number]["value"];

/** Somebody is not at home: their visits still to come are cancelled at once, on every tablet, and a new plan can use the room. */
export function NotHome(props: {
  day: Day;
  visit: Visit;
  busy: boolean;
  error: string | null;
  onSay: (why: NotHomeWhy) => void;
  onClose: () => void;
}) {
  const { day, visit } = props;
  const [why, setWhy] = useState<NotHomeWhy>("hospital");
  const left = day.visits.filter((one) => one.patient === visit.patient && !one.locked).length;
  return (
    <Dialog title={`${visit.name} is not at home`} onClose={props.onClose}>
      <Choice legend="Where they are" options={whys} value={why} onChange={setWhy} />
      <p class="muted">
        {left > 0
          ? `It is in their record at once, and ${left === 1 ? "their visit" : `their ${plural(left, "visit")}`} on this day still to come ${left === 1 ? "is" : "are"} cancelled.`
          : "It is in their record at once. They have no visit on this day that is still to come."}
      </p>
      <Foot error={props.error} act="Say so" busy={props.busy} onAct={() => props.onSay(why)} leave="Not now" onClose={props.onClose} />
    </Dialog>
  );
}
