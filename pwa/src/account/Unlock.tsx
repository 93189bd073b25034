import "./account.scss";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";
import { sinceWhen } from "../lib/dates";
import { howMany } from "../lib/status-words";
import { useStore } from "../store/use-store";
import { Button, Dialog, Icon, useTitle } from "../ui";
import { PinPad } from "./PinPad";
import { type PinKey, pinDigits, press } from "./pin";
import { Whose } from "./Whose";

/** Whose tablet it is, what waits, how old the data is, and the PIN (T4). Room for the message is there before the message. */
export default function Unlock() {
  const store = useStore();
  const session = store.session.value;
  const now = store.now.value;
  const [pin, setPin] = useState({ digits: "" });
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ wrong: boolean; text: string } | null>(null);
  const [wasUnkept] = useState(session.phase === "locked" && session.unkept > 0);
  useTitle("Unlock");

  const tryIt = useCallback(
    async (digits: string) => {
      setBusy(true);
      setSaid(null);
      const answer = await store.unlock(digits);
      setBusy(false);
      setPin({ digits: "" });
      if (!answer.ok)
        setSaid({
          wrong: true,
          text:
            answer.triesLeft > 0
              ? `${answer.triesLeft} ${answer.triesLeft === 1 ? "try" : "tries"} left.`
              : "Sign in again to open this tablet. What you wrote stays.",
        });
    },
    [store],
  );
  const onKey = useCallback(
    (key: PinKey) => {
      if (busy) return;
      setSaid(null);
      setPin((before) => press(before, key));
    },
    [busy],
  );
  // Before the frame with the last dot, not after it: the key is made meanwhile, elsewhere.
  useLayoutEffect(() => {
    if (!busy && pin.digits.length === pinDigits) void tryIt(pin.digits);
  }, [pin, busy, tryIt]);

  if (session.phase !== "locked") return null;
  const { me, waiting, pictures, unkept, waitingSince, lastContact } = session;
  const firstName = me.name.split(/\s+/)[0] ?? me.name;
  const initials = me.name
    .split(/\s+/)
    .map((word) => `${word[0]}.`)
    .join("");
  const since = waiting > 0 ? ` since ${waitingSince ? sinceWhen(waitingSince, now) : "before"}` : " not sent yet";
  const waits = waiting + pictures === 0 ? "Nothing waits to be sent" : `${initials}: ${howMany(waiting, pictures)}${since}`;
  const age = lastContact ? ` · last contact ${sinceWhen(lastContact, now)}` : "";
  return (
    <main class="screen">
      <Whose before="The tablet of" title={me.name} me={me} clock={now} state={{ offline: waiting + pictures > 0, text: `${waits}${age}` }} />
      {session.triesLeft === 0 ? (
        <SwitchedOff name={firstName} waiting={waiting} pictures={pictures} />
      ) : (
        <section class="enter" aria-labelledby="pin-t">
          {wasUnkept && <OnNoDisk unkept={unkept} />}
          <h2 id="pin-t">Your PIN</h2>
          <PinPad count={pin.digits.length} onKey={onKey} />
          <p class={said?.wrong ? "message wrong" : "message"} role="status">
            {said ? (
              <span>
                <b>That was not the PIN.</b> {said.text}
              </span>
            ) : busy ? (
              "Opening"
            ) : (
              ""
            )}
          </p>
          <Otherwise name={firstName} />
        </section>
      )}
    </main>
  );
}

/** Words behind the cover that found no room (T2). What it says changes in its place: the keys stay where they are. */
function OnNoDisk({ unkept }: { unkept: number }) {
  return (
    <p class={unkept > 0 ? "nodisk" : "nodisk kept"} role="status">
      <Icon name={unkept > 0 ? "full" : "check"} />
      <span>
        <b>{unkept === 0 ? "All you typed is on this tablet now." : `No room for ${unkept === 1 ? "something" : `${unkept} things`} you typed.`}</b>{" "}
        {unkept > 0
          ? `${unkept === 1 ? "It is" : "They are"} in this page only: do not close it, nor switch the tablet off. Open it with your PIN, and make room.`
          : "There was no room before. Nothing was lost."}
      </span>
    </p>
  );
}

/** The way out where the PIN does not help: sign in anew, which gives the PIN its tries back; what was written stays, closed. */
function Otherwise({ name }: { name: string }) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  return (
    <>
      <p class="under">
        <Button look="quiet" onClick={() => setOpen(true)}>
          PIN forgotten, or not {name}?
        </Button>
      </p>
      {open && (
        <Dialog title={`PIN forgotten, or not ${name}?`} onClose={() => setOpen(false)}>
          <p>Nobody can look a PIN up. After signing in, {name} may try it again, and a colleague may use this tablet.</p>
          <p class="muted">What was written here stays, closed, until its PIN opens it.</p>
          <div class="acts">
            <Button onClick={() => void store.signOut()}>Sign in with email and password</Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              Try the PIN
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Ten wrong ones: the pad is gone, what was written is not (T2). */
function SwitchedOff({ name, waiting, pictures }: { name: string; waiting: number; pictures: number }) {
  const store = useStore();
  return (
    <section class="calm" aria-labelledby="off-t">
      <div>
        <div>
          <h2 id="off-t">The PIN no longer opens this tablet</h2>
          <p>It was wrong ten times, so it was switched off. The records stay closed to everyone else.</p>
        </div>
        <p class="keptbox">
          <Icon name="check" />
          <span>
            <b>
              {waiting + pictures === 0
                ? "Nothing you wrote is lost"
                : waiting + pictures === 1
                  ? `The ${waiting === 1 ? "change" : "picture"} that waits is safe`
                  : `The ${howMany(waiting, pictures)} that wait are safe`}
            </b>
            They stay on this tablet, closed, and go when it is open again.
          </span>
        </p>
        <p>Sign in with your email and password, {name}: then you may try your PIN again.</p>
        <div class="acts">
          <Button onClick={() => void store.signOut()}>Sign in</Button>
        </div>
      </div>
    </section>
  );
}
