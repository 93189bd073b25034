import { useEffect, useState } from "preact/hooks";
import { day, timeOf } from "../lib/dates";
import type { Bundle, View } from "../store/contract";
import { Button, LinkButton, Strip, TextArea } from "../ui";
import { reasonWords, recordedTwice } from "../visit/occurrences";
import { lowerFirst, phoneHref } from "./text";
import type { OnePatient } from "./use-patient";

type Open = OnePatient & { bundle: Bundle };

const nameOfAction = ({ bundle }: Open, records: readonly View<"done">[]): string =>
  lowerFirst(bundle.one("action", records[0]?.fields.action ?? "")?.fields.words ?? "an action");

/**
 * Two records of one occurrence: at the top of every page of this person until someone says which stands (R3). Said aloud too, also where a pull brings
 * the second while somebody writes further down: the words go into a region that is there before them, or a screen reader would not read them.
 */
export function RecordedTwice({ one }: { one: Open }) {
  const twice = recordedTwice(one.bundle.all("done"));
  const words = twice.map((records) => `Recorded twice: ${nameOfAction(one, records)}. At the top of the page.`).join(" ");
  const [said, say] = useState("");
  useEffect(() => say(words), [words]);
  return (
    <>
      <p class="vh" role="alert">
        {said}
      </p>
      {twice.map((records) => (
        <Pair key={records.map((r) => r.id).join()} one={one} records={records} />
      ))}
    </>
  );
}

function Pair({ one, records }: { one: Open; records: View<"done">[] }) {
  const { say, me } = one;
  const [open, setOpen] = useState(false);
  const others = [...new Set(records.map((r) => r.fields.staff))].flatMap((id) => (id && id !== me?.staff ? [say.people.staff(id)] : []));
  const isDose = records.every((r) => r.fields.outcome === "done");
  return (
    <>
      <Strip
        icon="warn"
        tone="care"
        title={`Recorded twice: ${nameOfAction(one, records)}`}
        acts={
          <>
            {others.map(
              (s) =>
                s?.phone && (
                  <LinkButton key={s.id} look="second" icon="phone" href={phoneHref(s.phone)}>{`Ring ${(s.name ?? "").split(" ")[0]}`}</LinkButton>
                ),
            )}
            {one.may("done", "status") && (
              <Button look="second" expanded={open} onClick={() => setOpen(!open)}>
                {open ? "Fold away" : "Look at both"}
              </Button>
            )}
          </>
        }
      >
        <p>
          {isDose ? (
            <>
              Until you know, <b>treat it as done twice</b>.
            </>
          ) : (
            <>One says done, one says not done: find out before you act.</>
          )}{" "}
          Everyone who opens this record sees this.
        </p>
      </Strip>
      {open && <Which one={one} records={records} />}
    </>
  );
}

function Which({ one, records }: { one: Open; records: View<"done">[] }) {
  const { store, say, me, name } = one;
  const [why, setWhy] = useState("");
  const [error, setError] = useState<string | null>(null);
  const keep = async (kept: View<"done">) => {
    if (why.trim() === "") return setError("Write how you know: the others read it.");
    for (const other of records) {
      if (other.id !== kept.id) await store.change(other, "status", { status: "entered-in-error", status_reason: why.trim() });
    }
  };
  return (
    <section class="card which" aria-label="The records">
      <div class="pair">
        {records.map((r) => {
          const staff = say.people.staff(r.fields.staff ?? "");
          const mine = r.fields.staff === me?.staff;
          return (
            <section class="half" key={r.id}>
              <h3>
                {staff?.name ?? "Someone"}
                {mine ? ", you" : ""}
              </h3>
              <p class="by">
                {staff?.profession}
                <br />
                {say.people.organisation(staff?.organisation ?? "")?.name}
              </p>
              <p class="dose">
                {r.fields.outcome === "not-done" ? "Not done" : "Done"} at {timeOf(r.fields.done_at ?? "")}
              </p>
              <p class="small">
                {day(r.fields.done_at ?? "", say.now)}
                {r.kept.event === "on-this-tablet" || r.kept.event === "sending" ? ", on this tablet" : ", sent"}
              </p>
              {(r.fields.reason || r.fields.words) && <p>{[reasonWords(r.fields.reason, name), r.fields.words].filter(Boolean).join(". ")}</p>}
            </section>
          );
        })}
      </div>
      <p>
        Was it once? Then choose the record that stands. The other is marked “entered in error” and stays readable. If it did happen twice, or you
        cannot tell, leave both and tell your lead now.
      </p>
      <TextArea
        label="How do you know?"
        rows={2}
        value={why}
        error={error}
        onInput={(v) => {
          setWhy(v);
          setError(null);
        }}
      />
      <div class="acts">
        {records.map((r) => (
          <Button key={r.id} look="second" onClick={() => void keep(r)}>
            {r.fields.staff === me?.staff ? "My" : `${(say.people.staff(r.fields.staff ?? "")?.name ?? "That").split(" ")[0]}’s`} record of{" "}
            {timeOf(r.fields.done_at ?? "")} stands
          </Button>
        ))}
      </div>
    </section>
  );
}
