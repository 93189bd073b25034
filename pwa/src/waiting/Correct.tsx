import { useState } from "preact/hooks";
import { useWords } from "../patient/use-words";
import type { Waiting } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, DateInput, Dialog, TextArea, TextInput } from "../ui";
import { corrected, type Part } from "./correct";

/** The values that were not taken, to be written anew; what else was sent with them goes again as it was (M6: a second try that names the first). */
export function Correct({ change, parts, what, onClose }: { change: Waiting; parts: readonly Part[]; what: string; onClose: () => void }) {
  const store = useStore();
  // A draft from the first key, like any words (M2).
  const record = { ...store.blank("refusal", null, {}, { id: change.id }), patient: change.patient };
  const words = useWords<Record<string, string | null>>(record, "putting right", {});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  async function send() {
    const found = corrected(parts, words.values);
    if ("wrong" in found) return setWrong(found.wrong);
    setBusy(true);
    try {
      await store.tryAgain(change.id, found.values);
    } catch {
      return setBusy(false); // no room on this tablet: the status line says so, and what was typed is still here
    }
    words.done();
    onClose();
  }
  return (
    <Dialog title="Put it right" onClose={onClose}>
      <p class="by">{what}</p>
      {parts.map(({ field, label, shape, was, problem }) => {
        const value = words.values[field] ?? was;
        const put = (text: string | null) => {
          words.put({ [field]: text ?? "" });
          setWrong({});
        };
        const said = { error: wrong[field] ?? (value === was ? problem : null), key: field };
        if (shape === "date") return <DateInput legend={label} value={value || null} onChange={put} {...said} key={field} />;
        if (shape === "number") return <TextInput label={label} inputMode="decimal" value={value} onInput={put} {...said} key={field} />;
        return <TextArea label={label} rows={was.length > 60 ? 5 : 1} value={value} onInput={put} {...said} key={field} />;
      })}
      <div class="acts">
        <Button busy={busy} onClick={() => void send()}>
          Send it again
        </Button>
        <Button look="quiet" onClick={onClose}>
          Not now
        </Button>
      </div>
    </Dialog>
  );
}
