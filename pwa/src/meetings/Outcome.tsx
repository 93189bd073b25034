import { useState } from "preact/hooks";
import { Stands } from "../patient/Disputed";
import { useWords } from "../patient/use-words";
import { Button, KeptWord, Segmented, TextInput } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { type ItemState, lastPlace, listOf, openFor, stateOf, whenWords } from "./meeting";
import { listedAt, stands } from "./outcome";
import type { AtItem } from "./Person";

type Asking = "put-off" | "off" | null;

/** How it went: discussed, put off to another meeting with a reason, or taken off the list with one. */
export function Outcome({ it }: { it: AtItem }) {
  const { at, meeting, item, talk, one } = it;
  const { store, bundle, say, name } = one;
  const [asking, ask] = useState<Asking>(null);
  const box = useHeldFocus<HTMLElement>("input:checked", "p .btn");
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

  const status = (next: string, why: string | null) => store.together(stands(it, next, why));

  async function putOff() {
    const reason = why.trim();
    if (!reason) return;
    const next = others.find((other) => other.id === to) ?? null;
    const place = next ? lastPlace(listOf(next.id, store.index.peek(), (id) => store.bundle(id).peek())) : 0;
    await store.together([...stands(it, "put-off", reason), ...(next ? listedAt(it, next, place) : [])]);
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
    <section class="card outcome" aria-labelledby="outcome-h" ref={box}>
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
