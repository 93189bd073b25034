import { useState } from "preact/hooks";
import { pointTo } from "../care-plan/pointed";
import { actionStatuses } from "../care-plan/progress";
import { professionInside } from "../lib/profession";
import { Stands } from "../patient/Disputed";
import { newId } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import { nameOfStaff, until } from "../patient/words";
import { Button, Icon, KeptWord, Tag, TextArea, TextInput } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { actionsOf } from "./meeting";
import type { AtItem } from "./Person";

interface Wanted {
  words: string;
  staff: string;
  who: string;
  until: string;
}
const nothing: Wanted = { words: "", staff: "", who: "", until: "" };

/** Who does what from here on: actions of the care plan, on it at once, each with the way back to this meeting. */
export function ForThePlan({ it }: { it: AtItem }) {
  const { item, one, at, meeting } = it;
  const { bundle, say, store } = one;
  const words = useWords<Wanted>(item, "for the plan", nothing);
  const wanted = words.values;
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  const box = useHeldFocus<HTMLElement>(".adding textarea", "header .btn");
  const all = actionsOf(item, bundle);
  const may = one.may("action", "statement");
  const writing = open || wanted.words !== "";
  const missing = tried && !wanted.words.trim() ? "Write what is to be done." : wanted.words.length > 1000 ? "At most 1,000 characters." : null;
  const staff = say.people
    .allStaff()
    .filter((person) => person.status !== "left")
    .map((person) => ({
      ...person,
      here: (meeting.fields.attended ?? []).includes(person.id),
      words: [person.name, professionInside(person.profession), say.people.organisation(person.organisation ?? "")?.short_name]
        .filter(Boolean)
        .join(", "),
    }))
    .sort((a, b) => Number(b.here) - Number(a.here) || a.words.localeCompare(b.words));

  async function put() {
    setTried(true);
    if (!wanted.words.trim() || missing) return;
    // The n-th of this meeting by this hand: tapped twice, it is made once.
    const nth = bundle.all("action").filter((action) => action.fields.origin_record === item.id).length + 1;
    const id = newId(bundle.id, "meeting", item.id, at.me?.staff ?? "", store.tablet, String(nth));
    await store.create(
      "action",
      bundle.id,
      {
        words: wanted.words.trim(),
        staff: wanted.staff || null,
        organisation: wanted.staff ? (say.people.staff(wanted.staff)?.organisation ?? null) : null,
        who: wanted.who.trim() || null,
        until: wanted.until.trim() || null,
        position: bundle.all("action").length + 1,
        status: "active",
        origin_kind: "meeting_item",
        origin_record: item.id,
      },
      { id },
    );
    words.done();
    setTried(false);
    setOpen(false);
  }

  return (
    <section class="card for-plan" aria-labelledby="for-plan-h" ref={box}>
      <header>
        <h2 id="for-plan-h">For the care plan</h2>
        {may && !writing && (
          <Button look="quiet" icon="plus" onClick={() => setOpen(true)}>
            Add an action
          </Button>
        )}
      </header>
      {all.length === 0 && !writing && <p class="muted">No action yet. What is added here is on the plan at once.</p>}
      <ul class="deeds">
        {all.map((action) => {
          const f = action.fields;
          const status = actionStatuses.find((each) => each.code === f.status);
          return (
            <li key={action.id}>
              <Icon name="check" />
              <div>
                <Stands view={action} group="statement" say={say}>
                  <b>{f.words}</b>
                </Stands>
                <Stands view={action} group="doer" say={say}>
                  <span class="by">
                    {[nameOfStaff(f.staff, say), f.who].filter(Boolean).join(", with ") || "Nobody named yet"}
                    {f.until && !action.disputed.statement ? `, until ${until(f.until, say)}` : ""}
                  </span>
                </Stands>
                <span class="line">
                  <a href={`/patient/${bundle.id}/plan`} onClick={() => pointTo(action.id)}>
                    On the plan
                  </a>
                  {status && status.code !== "active" && <Tag tone={status.code === "completed" ? "done" : "care"}>{status.words}</Tag>}
                  <KeptWord kept={action.kept.statement ?? (action.stamps.statement ? "sent" : null)} />
                </span>
              </div>
            </li>
          );
        })}
      </ul>
      {may && writing && (
        <section class="adding" aria-label="A new action">
          <TextArea label="What is to be done" rows={2} value={wanted.words} error={missing} onInput={(next) => words.put({ words: next })} />
          <div class="pair">
            <div class="field">
              <label for="deed-staff">Who does it</label>
              <select id="deed-staff" value={wanted.staff} onChange={(event) => words.put({ staff: event.currentTarget.value })}>
                <option value="">Not said</option>
                {staff.map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.words}
                  </option>
                ))}
              </select>
            </div>
            <TextInput label="Or someone else, in words" value={wanted.who} onInput={(next) => words.put({ who: next.slice(0, 200) })} />
          </div>
          <TextInput
            label="Until when"
            hint="A date, or for example: until the next meeting"
            value={wanted.until}
            onInput={(next) => words.put({ until: next.slice(0, 200) })}
          />
          <div class="acts">
            <Button icon="check" onClick={() => void put()}>
              Put it on the plan
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                words.done();
                setTried(false);
                setOpen(false);
              }}
            >
              Not now
            </Button>
          </div>
        </section>
      )}
    </section>
  );
}
