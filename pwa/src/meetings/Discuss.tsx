import "./discuss.scss";
import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import type { OnePatient } from "../patient/use-patient";
import { useWords } from "../patient/use-words";
import type { Bundle, View } from "../store/contract";
import { Button, Card, Dialog, Icon, LinkButton, TextArea } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { coming, type Item, isListed, itemId, lastPlace, listOf, type Meeting, openFor, talkOf, whenWords } from "./meeting";
import { type Meetings, useMeetings } from "./use-meetings";

type Open = OnePatient & { bundle: Bundle };
const few = 3;

/** The way to put this person on the next meeting's list, and, as a card (`look`), which meetings they were or are on. */
export default function Discuss({ one, look }: { one: Open; look: "button" | "card" }) {
  const at = useMeetings();
  const [asking, ask] = useState(false);
  const { bundle, say } = one;
  const box = useHeldFocus<HTMLDivElement>(":scope > a", ".list a", ".acts .btn");
  const next = coming(at.all, say.now).find((meeting) => {
    const item = bundle.one("meeting_item", itemId(meeting.id, bundle.id));
    return item && isListed(item) && item.fields.status === "listed";
  });
  const may = one.may("meeting_talk", "asked");
  const act = next ? (
    <LinkButton look="calm" icon="meet" href={`/meetings/${next.id}/${bundle.id}`}>
      At the MDT {whenWords(next, say.now).split(",")[0]}
    </LinkButton>
  ) : (
    may && (
      <Button look="calm" icon="meet" onClick={() => ask(true)}>
        Discuss at the next MDT
      </Button>
    )
  );
  const dialog = asking && <Asking one={one} at={at} onClose={() => ask(false)} />;
  if (look === "button")
    return (
      <div class="held" ref={box}>
        {act}
        {dialog}
      </div>
    );
  return (
    <Card title="Team meetings" class="discussed" aside={<a href="/meetings">All meetings</a>}>
      <div class="held" ref={box}>
        <Items one={one} at={at} />
        {!next && act && <div class="acts">{act}</div>}
        {dialog}
      </div>
    </Card>
  );
}

const words: Record<string, string> = { listed: "To be discussed", discussed: "Discussed", "put-off": "Put off", cancelled: "Taken off the list" };

function Items({ one, at }: { one: Open; at: Meetings }) {
  const { bundle, say } = one;
  const [all, showAll] = useState(false);
  const items = bundle
    .all("meeting_item")
    .filter((item) => item.fields.status !== "entered-in-error")
    .sort((a, b) => (b.fields.held_on ?? "").localeCompare(a.fields.held_on ?? ""));
  const shown = all ? items : items.slice(0, few);
  if (items.length === 0) return <p class="muted">Not on the list of any meeting.</p>;
  return (
    <>
      <ul class="list">
        {shown.map((item) => (
          <li key={item.id}>
            <Line one={one} item={item} meeting={at.all.find((meeting) => meeting.id === item.fields.meeting)} />
          </li>
        ))}
      </ul>
      {items.length > few && !all && (
        <Button look="quiet" onClick={() => showAll(true)}>
          Show all {items.length}
        </Button>
      )}
    </>
  );

  function Line({ item, meeting }: { one: Open; item: Item; meeting: Meeting | undefined }) {
    const f = item.fields;
    const talk = talkOf(f.meeting ?? "", bundle);
    const said = talk.fields;
    const day = meeting ? whenWords(meeting, say.now).split(",")[0] : f.held_on ? shortOf(f.held_on) : "a meeting";
    const state = item.disputed.status ? "To settle" : (words[f.status ?? "listed"] ?? "On the list");
    return (
      <>
        <Icon name="meet" />
        <span>
          {meeting ? (
            <a href={`/meetings/${meeting.id}/${bundle.id}`}>
              <b>
                MDT {day}: {state.toLowerCase()}
              </b>
            </a>
          ) : (
            <b>
              MDT {day}: {state.toLowerCase()}
            </b>
          )}
          <span class="by">
            {talk.disputed.decision ? "Two wrote the decision differently: to settle" : said.decision || said.question || said.outcome_reason}
          </span>
        </span>
      </>
    );
  }

  function shortOf(held: string): string {
    return whenWords({ fields: { starts_at: `${held}T12:00:00.000Z` } } as Meeting, say.now).split(",")[0] ?? held;
  }
}

/** Which meeting, and what is to be answered there. Works without coverage like everything else. */
function Asking({ one, at, onClose }: { one: Open; at: Meetings; onClose: () => void }) {
  const { bundle, store, name, say } = one;
  const open = openFor(at.all, say.now, one.me?.team ?? null);
  const person = bundle.all("patient")[0] as View;
  const words = useWords(person, "discussing", { question: "", meeting: "" });
  const [tried, setTried] = useState(false);
  const { question } = words.values;
  const chosen = open.find((meeting) => meeting.id === words.values.meeting) ?? open[0];
  const missing = tried && !question.trim() ? "Write what the meeting is to answer." : question.length > 1000 ? "At most 1,000 characters." : null;

  async function put() {
    setTried(true);
    if (!chosen || !question.trim() || missing) return;
    const listed = bundle.one("meeting_item", itemId(chosen.id, bundle.id));
    const talk = talkOf(chosen.id, bundle);
    if (listed) await store.change(listed, "status", { status: "listed" });
    else {
      const list = listOf(chosen.id, store.index.peek(), (id) => store.bundle(id).peek());
      await store.create("meeting_item", bundle.id, {
        meeting: chosen.id,
        team: chosen.fields.team ?? null,
        held_on: chosen.fields.starts_at ? dayOf(chosen.fields.starts_at) : null,
        position: lastPlace(list),
        status: "listed",
      });
    }
    await store.change(talk, "asked", { question: question.trim(), asked_by: one.me?.staff ?? null });
    if (talk.fields.outcome_reason) await store.change(talk, "outcome", { outcome_reason: null });
    words.done();
    onClose();
  }

  return (
    <Dialog title={`Discuss ${name} at an MDT`} onClose={onClose}>
      {open.length === 0 ? (
        <>
          <p>
            {at.here
              ? at.may
                ? "No meeting is planned. Plan one, and come back here: what you wrote is kept."
                : "No meeting is planned. Your lead or your care coordinator plans them."
              : "The list of meetings is still on its way to this tablet."}
          </p>
          <div class="acts">
            <LinkButton look="second" href="/meetings">
              Team meetings
            </LinkButton>
          </div>
        </>
      ) : (
        <>
          <div class="field">
            <label for="discuss-at">Which meeting</label>
            <select id="discuss-at" value={chosen?.id ?? ""} onChange={(event) => words.put({ meeting: event.currentTarget.value })}>
              {open.map((meeting) => (
                <option key={meeting.id} value={meeting.id}>
                  {[whenWords(meeting, say.now), meeting.fields.title].filter(Boolean).join(", ")}
                </option>
              ))}
            </select>
          </div>
          <TextArea
            label="The question to be answered"
            hint={`Read by those who look after ${name}.`}
            rows={3}
            value={question}
            error={missing}
            onInput={(next) => words.put({ question: next })}
          />
          <div class="acts">
            <Button icon="check" onClick={() => void put()}>
              Put {name} on the list
            </Button>
            <Button look="quiet" onClick={onClose}>
              Not now
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
