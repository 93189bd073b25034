import { useState } from "preact/hooks";
import type { Bundle, View } from "../store/contract";
import { Button, By, Icon } from "../ui";
import { Stands } from "./Disputed";
import type { OnePatient } from "./use-patient";

type Open = OnePatient & { bundle: Bundle };

const codesOf = (b: Bundle) => b.all("door_code").filter((c) => (c.fields.status ?? "active") === "active" || c.disputed.status);

export function hasWayIn(b: Bundle): boolean {
  const patient = b.all("patient")[0];
  return codesOf(b).length > 0 || Boolean(patient?.fields.access_note) || patient?.disputed.address !== undefined;
}

/** How to get in. The code is shown after a tap, and the tap is recorded before the code is shown. */
export function WayIn({ one, title }: { one: Open; title: string }) {
  const { bundle, say } = one;
  const patient = bundle.all("patient")[0];
  const codes = codesOf(bundle);
  const note = patient?.fields.access_note;
  if (!hasWayIn(bundle)) return null;
  return (
    <li>
      <Icon name="key" />
      <h3>{title}</h3>
      {patient && (
        <Stands view={patient} group="address" say={say}>
          {note && <p>{note}</p>}
        </Stands>
      )}
      {codes.map((code) => (
        <Code key={code.id} one={one} code={code} />
      ))}
    </li>
  );
}

function Code({ one, code }: { one: Open; code: View<"door_code"> }) {
  const { store, say, me, bundle } = one;
  const [shown, setShown] = useState(false);
  const [failed, setFailed] = useState(false);
  const show = async () => {
    if (!me) return;
    try {
      await store.create("disclosure", bundle.id, { what: "door_code", record: code.id, staff: me.staff, shown_at: store.now.value.toISOString() });
      setShown(true);
    } catch {
      setFailed(true);
    }
  };
  const dispute = code.disputed.code;
  return (
    <div class="code">
      {code.fields.where && !dispute && <p>{code.fields.where}</p>}
      {shown ? (
        <>
          {dispute ? (
            <ul class="plain">
              {dispute.sides.map((s) => (
                <li key={s.change}>
                  <b class="num secret">{String(s.value.code ?? "no code")}</b> {String(s.value.where ?? "")}
                  <By signature={say.people.signature(s.by)} at={s.at} now={say.now} />
                </li>
              ))}
              <li>
                <a href={`/settle/${dispute.conflict}`}>To settle: two codes</a>
              </li>
            </ul>
          ) : (
            <b class="num secret">{code.fields.code}</b>
          )}
          <Button look="quiet" onClick={() => setShown(false)}>
            Hide
          </Button>
        </>
      ) : (
        <Button look="second" onClick={() => void show()}>
          Show the code
        </Button>
      )}
      <p class="small">{failed ? "It could not be recorded that you look, so the code stays hidden. Ring the base." : "Looking is recorded."}</p>
      {code.stamps.code && <By signature={say.people.signature(code.stamps.code.by)} at={code.stamps.code.at.slice(0, 10)} now={say.now} />}
    </div>
  );
}
