import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { useWords } from "../patient/use-words";
import { Button, KeptWord, Segmented, TextInput } from "../ui";
import { asSet, type ItemState, itemId, lastPlace, listOf, openFor, stateOf, talkOf, whenWords } from "./meeting";
import type { AtItem } from "./Person";

type Asking = "put-off" | "off" | null;

/** How it went: discussed, put off to another meeting with a reason, or taken off the list with one. */
export function Outcome({ it }: { it: AtItem }) {
  const { at, meeting, item, talk, one } = it;
  const { store, bundle, say, name } = one;
  const [asking, ask] = useState<Asking>(null);
  // What was tapped shows at once, while it goes to the disk.
  const [tapped, tap] = useState<ItemState | null>(null);
  const others = openFor(
    at.all.filter((other) => other.id !== meeting.id && (other.fields.starts_at ?? "") > (meeting.fields.starts_at ?? "")),
    say.now,
    meeting.fields.team ?? null,
  );
  const words = useWords(item, "putting off", { why: "", to: "" });
  const { why } = words.values;
  const to = words.values.to || others[0]?.id || "";
  const state = stateOf(item);
  const reason = talk.fields.outcome_reason;
  const isOff = item.fields.status === "cancelled";
  const held = meeting.fields.starts_at ? dayOf(meeting.fields.starts_at) : null;

  async function status(next: string, why: string | null) {
    if (next === "discussed") {
      // Who is here took part in it: said in the person's own record, which stays when the meeting has left the tablet.
      const attended = asSet([...(talk.fields.attended ?? []), ...(meeting.fields.attended ?? [])]);
      if (attended.join() !== asSet(talk.fields.attended ?? []).join()) await store.change(talk, "people", { attended });
      if (held && item.fields.held_on !== held) await store.change(item, "held", { held_on: held });
    }
    await store.change(item, "status", { status: next });
    // Why is a word of the meeting, and stands with the others. A state that needs no reason has none left over from the one before.
    if ((talk.fields.outcome_reason ?? null) !== why) await store.change(talk, "outcome", { outcome_reason: why });
  }

  async function putOff() {
    const next = others.find((other) => other.id === to);
    if (!why.trim()) return;
    await status("put-off", why.trim());
    if (next) {
      const list = listOf(next.id, store.index.peek(), (id) => store.bundle(id).peek());
      const listed = bundle.one("meeting_item", itemId(next.id, bundle.id));
      if (listed) await store.change(listed, "status", { status: "listed" });
      else
        await store.create("meeting_item", bundle.id, {
          meeting: next.id,
          team: next.fields.team ?? null,
          held_on: next.fields.starts_at ? dayOf(next.fields.starts_at) : null,
          position: lastPlace(list),
          status: "listed",
        });
      // Asked anew there, where nobody asked something else in the meantime.
      const there = talkOf(next.id, bundle);
      const { question = null, asked_by = null } = talk.fields;
      if (question && !there.fields.question) await store.change(there, "asked", { question, asked_by });
      if (there.fields.outcome_reason) await store.change(there, "outcome", { outcome_reason: null });
    }
    words.done();
    ask(null);
  }

  const later = bundle
    .all("meeting_item")
    .filter(
      (other) => other.id !== item.id && (other.fields.held_on ?? "") > (item.fields.held_on ?? "") && other.fields.status !== "entered-in-error",
    )
    .sort((a, b) => (a.fields.held_on ?? "").localeCompare(b.fields.held_on ?? ""))[0];
  const laterMeeting = at.all.find((other) => other.id === later?.fields.meeting);
  return (
    <section class="card outcome" aria-labelledby="outcome-h">
      <h2 id="outcome-h">How it went</h2>
      <Stands view={item} group="status" say={say}>
        {isOff ? (
          <p>
            Taken off the list{reason ? `: ${reason}` : ""}.{" "}
            <Button look="quiet" onClick={() => void status("listed", null)}>
              Put {name} back on
            </Button>
          </p>
        ) : (
          <Segmented<ItemState>
            legend={`How it went with ${name}`}
            segments={[
              { value: "listed", text: "To come" },
              { value: "discussed", text: "Discussed", icon: "check", tone: "yes" },
              { value: "put-off", text: "Put off", tone: "no" },
            ]}
            value={asking === "put-off" ? "put-off" : (tapped ?? state)}
            onChange={(next) => {
              if (next === "put-off") return ask("put-off");
              ask(null);
              tap(next);
              void status(next, null).finally(() => tap(null));
            }}
          />
        )}
        {state === "put-off" && asking === null && (
          <p class="small">
            {reason}
            {laterMeeting ? (
              <>
                {" "}
                On the list of <a href={`/meetings/${laterMeeting.id}/${bundle.id}`}>{whenWords(laterMeeting, say.now)}</a>.
              </>
            ) : (
              " Not on the list of a later meeting yet."
            )}
          </p>
        )}
      </Stands>
      <p class="kept-line">
        <KeptWord kept={item.kept.status ?? null} />
      </p>
      {asking === "put-off" && (
        <div class="adding">
          <TextInput label="Why is it put off?" value={why} onInput={(next) => words.put({ why: next })} />
          {others.length > 0 ? (
            <div class="field">
              <label for="put-off-to">To which meeting</label>
              <select id="put-off-to" value={to} onChange={(event) => words.put({ to: event.currentTarget.value })}>
                {others.map((other) => (
                  <option key={other.id} value={other.id}>
                    {[whenWords(other, say.now), other.fields.title].filter(Boolean).join(", ")}
                  </option>
                ))}
              </select>
            </div>
          ) : (
            <p class="small">No later meeting is planned. {name} stays marked as put off, and can be put on the next one’s list when there is one.</p>
          )}
          <div class="acts">
            <Button busy={!why.trim()} onClick={() => void putOff()}>
              Put it off
            </Button>
            <Button look="quiet" onClick={() => ask(null)}>
              Not now
            </Button>
          </div>
        </div>
      )}
      {!isOff && state === "listed" && asking !== "put-off" && (
        <>
          <Button look="quiet" icon="shut" expanded={asking === "off"} onClick={() => ask(asking === "off" ? null : "off")}>
            Take {name} off the list
          </Button>
          {asking === "off" && (
            <div class="adding">
              <TextInput label="Why?" value={why} onInput={(next) => words.put({ why: next })} />
              <div class="acts">
                <Button
                  busy={!why.trim()}
                  onClick={() =>
                    void status("cancelled", why.trim()).then(() => {
                      words.done();
                      ask(null);
                    })
                  }
                >
                  Take {name} off
                </Button>
              </div>
            </div>
          )}
        </>
      )}
    </section>
  );
}
