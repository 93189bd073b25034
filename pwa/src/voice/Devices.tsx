import { useState } from "preact/hooks";
import { dayAndTime, shortDay } from "../lib/dates";
import { useStore } from "../store/use-store";
import type { KioskDevice, NewKioskAnswer, TeamAsks } from "../store/voice";
import { Button, Card, Dialog, Tag, TextInput } from "../ui";
import { failure, useLoaded, useVerbs } from "./use-voice";

/** Devices that stand somewhere for people to answer on: made by a code, listed, revoked. */
export function Devices({ team }: { team: TeamAsks }) {
  const store = useStore();
  const { loaded, again } = useLoaded<KioskDevice[]>(team.team, (voice) => voice.devices());
  const [isNew, setNew] = useState(false);
  const [revoking, setRevoking] = useState<KioskDevice | null>(null);
  const all = (loaded.value ?? []).filter((one) => one.team === team.team);
  const here = all.filter((one) => one.state !== "revoked");
  const gone = all.length - here.length;
  return (
    <Card
      title="Kiosks that stand somewhere"
      class="devices"
      aside={
        <Button look="quiet" icon="plus" onClick={() => setNew(true)}>
          Set one up
        </Button>
      }
    >
      {loaded.phase === "failed" && <p class="problem">{loaded.words}</p>}
      {loaded.phase === "here" && here.length === 0 && (
        <p>None yet. A tablet becomes one with a code from here; a nurse can hand her own tablet over from a visit without any.</p>
      )}
      <ul class="rows" aria-busy={loaded.phase === "busy"}>
        {here.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.name}</b>
              <small>{stateOf(one, store.now.value)}</small>
              <Tag tone={one.state === "enrolled" ? "done" : one.state === "waiting" ? "info" : "neutral"}>
                {one.state === "enrolled" ? "In use" : one.state === "waiting" ? "Waits for its code" : "Code ended"}
              </Tag>
            </div>
            <Button look="second" onClick={() => setRevoking(one)}>
              {one.state === "enrolled" ? "Revoke" : "Take away"}
              <span class="vh"> {one.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {gone > 0 && <p class="foot">{gone === 1 ? "One was revoked: it" : `${gone} were revoked: they`} can send nothing any more.</p>}
      {isNew && <NewDevice team={team} onClose={() => setNew(false)} onChanged={again} />}
      {revoking && <Revoke device={revoking} onClose={() => setRevoking(null)} onChanged={again} />}
    </Card>
  );
}

function stateOf(one: KioskDevice, now: Date): string {
  if (one.state === "enrolled") return one.enrolled_on ? `Since ${shortDay(one.enrolled_on)}` : "In use";
  if (one.state === "waiting" && one.code_ends_at) return `Its code holds until ${dayAndTime(one.code_ends_at, now)}`;
  return "Nobody typed its code in time: set it up anew";
}

/** Where it stands, then its code: large, told once. */
function NewDevice({ team, onClose, onChanged }: { team: TeamAsks; onClose: () => void; onChanged: () => void }) {
  const store = useStore();
  const verbs = useVerbs();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [made, setMade] = useState<NewKioskAnswer | null>(null);
  const make = async () => {
    if (!name.trim()) return setWrong("Write where it stands.");
    setBusy(true);
    const heard = await verbs((voice) => voice.device({ team: team.team, name: name.trim() }));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    setMade(heard.value);
    onChanged();
  };
  if (made)
    return (
      <Dialog title="Type this on the kiosk" onClose={onClose}>
        <p class="code" role="status">
          <span class="vh">{`The code is ${[...made.code].join(" ")}`}</span>
          <span aria-hidden="true">{made.code}</span>
        </p>
        <ol class="asks">
          <li>
            On the tablet that is to stand there, open <b>{location.host}/kiosk</b>.
          </li>
          <li>Type the code. Capitals do not matter.</li>
        </ol>
        <p class="muted">
          It works once, and until {made.code_ends_at ? dayAndTime(made.code_ends_at, store.now.value) : "tomorrow"}. It is not shown again: for
          another one set the kiosk up anew.
        </p>
        <div class="acts">
          <Button onClick={onClose}>Done</Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title="Set a kiosk up" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void make();
        }}
        noValidate
      >
        <TextInput
          label="Where it stands"
          hint={`“Waiting room, first floor”. Its answers count for ${team.name}.`}
          value={name}
          onInput={(text) => setName(text.slice(0, 80))}
          error={wrong}
        />
        <div class="acts">
          <Button type="submit" busy={busy}>
            Make a code
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Revoke({ device, onClose, onChanged }: { device: KioskDevice; onClose: () => void; onChanged: () => void }) {
  const verbs = useVerbs();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const revoke = async () => {
    setBusy(true);
    const heard = await verbs((voice) => voice.revoke(device.id));
    setBusy(false);
    if (!heard.ok) return setWrong(failure(heard));
    onClose();
    onChanged();
  };
  return (
    <Dialog title={`Revoke “${device.name}”?`} onClose={onClose}>
      <p>
        {device.state === "enrolled"
          ? "From now on it can send nothing: answers that still wait on it are lost. It asks for a new code when it next has coverage."
          : "Its code will not work any more."}
      </p>
      {wrong && (
        <p class="problem" role="alert">
          {wrong}
        </p>
      )}
      <div class="acts">
        <Button busy={busy} onClick={() => void revoke()}>
          Revoke it
        </Button>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Dialog>
  );
}
