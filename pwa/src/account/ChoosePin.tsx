import { useCallback, useEffect, useState } from "preact/hooks";
import type { Me } from "../store/contract";
import { useStore } from "../store/use-store";
import { useTitle } from "../ui";
import { PinPad } from "./PinPad";
import { type PinKey, pinDigits, press, tooEasy } from "./pin";
import { Steps, Whose } from "./Whose";

/** A PIN of six digits or more, typed twice. */
export function ChoosePin({ me }: { me: Me }) {
  const store = useStore();
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState({ digits: "" });
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useTitle("Choose a PIN");
  useEffect(() => {
    document.querySelector<HTMLElement>(".whose h1")?.focus();
  }, []);

  const onKey = useCallback(
    (key: PinKey) => {
      if (busy) return;
      setSaid(null);
      setPin((before) => press(before, key));
    },
    [busy],
  );
  useEffect(() => {
    const typed = pin.digits;
    if (busy || typed.length < pinDigits) return;
    if (first === null) {
      const why = tooEasy(typed);
      setPin({ digits: "" });
      if (why) setSaid(why);
      else setFirst(typed);
      return;
    }
    setPin({ digits: "" });
    if (typed !== first) {
      setFirst(null);
      setSaid("The two were not the same. Choose again.");
      return;
    }
    setBusy(true);
    void store.choosePin(typed).then((answer) => {
      setBusy(false);
      if (answer.ok) return;
      setFirst(null);
      setSaid(answer.message);
    });
  }, [busy, pin, first, store]);

  return (
    <main class="screen">
      <Whose title={`Welcome, ${me.name}`} me={me} state={{ offline: false, text: "Connected" }}>
        <Steps at={1} />
      </Whose>
      <section class="enter" aria-labelledby="s4">
        <h2 id="s4">{first === null ? "Choose a PIN" : "Once more, to be sure"}</h2>
        <p class="intro">{first === null ? "Six digits, for this tablet only. Not a birthday, not 123456." : "Type the same PIN again."}</p>
        <PinPad count={pin.digits.length} onKey={onKey} />
        <p class={said ? "message wrong" : "message"} role="status">
          {said ?? (busy ? "Closing the lock" : "")}
        </p>
        <p class="small">Nobody can look it up, so choose one that you will remember.</p>
      </section>
    </main>
  );
}
