import { useState } from "preact/hooks";
import type { BoardCallOff } from "../store/board";
import { Choice, Dialog, TextArea } from "../ui";
import type { Visit } from "./day";
import { Foot } from "./Foot";
import { clock } from "./words";

const whose = [
  { value: "person", text: "The person" },
  { value: "family", text: "Their family or carer" },
  { value: "service", text: "We ourselves" },
] as const;
type By = (typeof whose)[number]["value"];

const theirs = [
  { value: "unwell", text: "Unwell" },
  { value: "in-hospital", text: "In hospital" },
  { value: "elsewhere", text: "Elsewhere at that time" },
  { value: "not-wanted", text: "Not wanted today" },
  { value: "not-needed", text: "Not needed" },
  { value: "other", text: "Another reason" },
] as const;
const ours = [
  { value: "nobody-to-go", text: "Nobody can go" },
  { value: "not-safe", text: "Not safe to go" },
  { value: "not-needed", text: "Not needed" },
  { value: "other", text: "Another reason" },
] as const;
type Why = (typeof theirs)[number]["value"] | (typeof ours)[number]["value"];

/** One visit is called off: by whom and why, as reports and the national return tell it. It is on every tablet with its next contact. */
export function CallOff(props: {
  visit: Visit;
  busy: boolean;
  error: string | null;
  onCallOff: (asked: Omit<BoardCallOff, "visit">) => void;
  onClose: () => void;
}) {
  const { visit } = props;
  const [by, setBy] = useState<By>("person");
  const [why, setWhy] = useState<Why | null>(null);
  const [words, setWords] = useState("");
  const [missing, setMissing] = useState(false);
  const whys: readonly { value: Why; text: string }[] = by === "service" ? ours : theirs;
  const chosen = whys.some((one) => one.value === why) ? why : null;
  return (
    <Dialog title={`Call off ${visit.name}${visit.start === null ? "" : `, ${clock(visit.start)}`}`} onClose={props.onClose}>
      <Choice legend="Who called it off" options={whose} value={by} onChange={setBy} />
      <Choice
        legend="Why"
        options={whys}
        value={chosen}
        error={missing && !chosen ? "Choose why: reports and the return tell it." : null}
        onChange={setWhy}
      />
      <TextArea label="What else is to be known" hint="Optional. Colleagues read it on their tablets." value={words} onInput={setWords} />
      <p class="muted">It is in the record at once. Its time is free for others, and as long as the day lasts it can stand again.</p>
      <Foot
        error={props.error}
        act="Call it off"
        busy={props.busy}
        onAct={() => (chosen ? props.onCallOff({ by, why: chosen, words: words.trim() || null }) : setMissing(true))}
        leave="Not now"
        onClose={props.onClose}
      />
    </Dialog>
  );
}
