import "./account.scss";
import { useCallback, useEffect, useState } from "preact/hooks";
import { sinceWhen } from "../lib/dates";
import { useStore } from "../store/use-store";
import { useTitle } from "../ui";
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
  useEffect(() => {
    if (!busy && pin.digits.length === pinDigits) void tryIt(pin.digits);
  }, [pin, busy, tryIt]);

  if (session.phase !== "locked") return null;
  const { me, waiting, waitingSince, lastContact } = session;
  const initials = me.name
    .split(/\s+/)
    .map((word) => `${word[0]}.`)
    .join("");
  const waits =
    waiting === 0
      ? "Nothing waits to be sent"
      : `${initials}: ${waiting === 1 ? "1 change" : `${waiting} changes`} since ${waitingSince ? sinceWhen(waitingSince, now) : "before"}`;
  const age = lastContact ? ` · last contact ${sinceWhen(lastContact, now)}` : "";
  return (
    <main class="screen">
      <Whose before="The tablet of" title={me.name} me={me} clock={now} state={{ offline: waiting > 0, text: `${waits}${age}` }} />
      <section class="enter" aria-labelledby="pin-t">
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
        <ForgottenPin />
      </section>
    </main>
  );
}

function ForgottenPin() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <p class="under">
        <button type="button" class="btn quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          PIN forgotten, or not you?
        </button>
      </p>
      {open && (
        <p class="small">
          Nobody can look the PIN up. After ten wrong ones this tablet asks for your email address and password instead; then you choose a new PIN.
          What you wrote stays here, closed to everyone else.
        </p>
      )}
    </>
  );
}
