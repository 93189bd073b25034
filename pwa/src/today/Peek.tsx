import { useEffect, useState } from "preact/hooks";
import { addressLine } from "../lib/address";
import { ageOn, longDate } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import type { Bundle, View } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, By, Icon, LinkButton } from "../ui";
import type { Stop } from "./day";

const shownForSeconds = 60;

/** The chosen patient beside the list: what one wants to know before the door. */
export function Peek({ stop, now }: { stop: Stop; now: Date }) {
  const store = useStore();
  const { header, visit } = stop;
  const bundle = header.here ? store.bundle(header.bundle).value : null;
  return (
    <aside class="card peek" aria-labelledby="peek-h">
      <div class="who">
        <h2 id="peek-h">{header.name}</h2>
        <p>
          {header.born_on && (
            <span>
              Born {longDate(header.born_on)} ({ageOn(header.born_on, now)})
            </span>
          )}
          {header.nhs_number && <span class="num">NHS {formatNhsNumber(header.nhs_number)}</span>}
          <span>{addressLine(header)}</span>
        </p>
      </div>
      <div class="in">
        {!header.here && <p class="later">The whole record is on its way to this tablet.</p>}
        {header.here && bundle?.expired && (
          <p class="later">This record opens after the next contact: it is too long since this tablet heard from us.</p>
        )}
        {bundle && !bundle.expired && <Facts bundle={bundle} visit={visit.id} now={now} key={header.bundle} />}
        <div class="acts">
          <LinkButton look="second" href={`/visit/${header.bundle}/${visit.id}`}>
            Open visit
          </LinkButton>
          <LinkButton look="second" href={`/patient/${header.bundle}`}>
            Whole record
          </LinkButton>
        </div>
      </div>
    </aside>
  );
}

function Facts({ bundle, visit, now }: { bundle: Bundle; visit: string; now: Date }) {
  const store = useStore();
  const people = store.people.value;
  const about = bundle.all("about_me")[0]?.fields.words;
  const patient = bundle.all("patient")[0];
  const code = bundle.all("door_code").find((one) => one.fields.status === "active" || !one.fields.status);
  const note = bundle
    .all("note")
    .filter((one) => one.fields.status !== "entered-in-error" && one.fields.words)
    .sort(
      (a, b) =>
        Number(b.fields.category === "visit") - Number(a.fields.category === "visit") ||
        (b.fields.written_at ?? "").localeCompare(a.fields.written_at ?? ""),
    )[0];
  const planned = (bundle.one("visit", visit)?.fields.actions ?? []).flatMap((id) => bundle.one("action", id) ?? []);
  return (
    <>
      {about && (
        <section>
          <h3>About me</h3>
          <p class="clamp">“{about}”</p>
        </section>
      )}
      {(code || patient?.fields.access_note) && (
        <section>
          <h3>How to get in</h3>
          {code && <DoorCode code={code} />}
          {patient?.fields.access_note && <p>{patient.fields.access_note}</p>}
        </section>
      )}
      {note && (
        <section>
          <h3>Last time</h3>
          <p class="clamp">{note.fields.words}</p>
          <By signature={people.signature(note.fields.staff ?? note.stamps.about?.by ?? "", true)} at={note.fields.written_at} now={now} />
        </section>
      )}
      {planned.length > 0 && (
        <section>
          <h3>Planned</h3>
          <ul class="plain">
            {planned.map((action) => (
              <li key={action.id}>
                {action.fields.words}
                {Object.keys(action.disputed).length > 0 && <span class="muted"> (two people see this differently)</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The code stays behind a tap, and the tap is recorded before the code is shown. After a minute it is hidden again. */
function DoorCode({ code }: { code: View<"door_code"> }) {
  const store = useStore();
  const session = store.session.value;
  const [shown, setShown] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const end = setTimeout(() => setShown(false), shownForSeconds * 1000);
    return () => clearTimeout(end);
  }, [shown]);
  const disputed = code.disputed.code;

  async function show() {
    if (session.phase !== "open") return;
    setFailed(false);
    try {
      await store.create(
        "disclosure",
        code.patient,
        { what: "door_code", record: code.id, staff: session.me.staff, shown_at: store.now.peek().toISOString() },
        { part: code.part },
      );
      setShown(true);
    } catch {
      setFailed(true);
    }
  }

  return (
    <div class="doorcode" aria-live="polite">
      {shown ? (
        <p class="code">
          <Icon name="key" />
          {disputed ? (
            <span>
              {disputed.sides.map((side) => (
                <span key={side.change}>
                  <b class="num">{String(side.value.code ?? "")}</b> by {store.people.value.signature(side.by, true)}{" "}
                </span>
              ))}
            </span>
          ) : (
            <span>
              <b class="num">{code.fields.code}</b> {code.fields.where}
            </span>
          )}
        </p>
      ) : (
        <Button look="calm" class="reveal" onClick={() => void show()}>
          <span>
            <Icon name="key" />
            Show key safe code
          </span>
          <small>is recorded</small>
        </Button>
      )}
      {failed && <p class="problem">The tap could not be recorded, so the code stays hidden: this tablet has no room.</p>}
    </div>
  );
}
