import { useState } from "preact/hooks";
import type { Bundle } from "../store/contract";
import { Button, TextArea } from "../ui";
import { newView } from "./new-view";
import type { OnePatient } from "./use-patient";
import { useWords } from "./use-words";

interface Props {
  kind: "note" | "observation" | "done" | "attachment";
  record: string;
  one: OnePatient & { bundle: Bundle };
  label?: string;
  onDone?: () => void;
}

/** What was written by mistake stays readable, struck through, with who and why; it counts nowhere (R2). */
export function TakeBack(props: Props) {
  const [open, setOpen] = useState(false);
  if (open) return <Why {...props} close={() => setOpen(false)} />;
  return (
    <Button look="quiet" class="takeback" onClick={() => setOpen(true)}>
      {props.label ?? "Entered in error?"}
    </Button>
  );
}

function Why(props: Props & { close: () => void }) {
  const [error, setError] = useState<string | null>(null);
  const { store, bundle } = props.one;
  const words = useWords(newView(props.kind, props.record, bundle.id, {}), "taking back", { why: "" });
  const { why } = words.values;
  const take = async () => {
    const view = bundle.one(props.kind, props.record);
    if (!view) return;
    if (why.trim() === "") return setError("Write why: others may have read it.");
    await store.change(view, "status", { status: "entered-in-error", status_reason: why.trim() });
    words.done();
    props.close();
    props.onDone?.();
  };
  return (
    <div class="why">
      <TextArea
        label="Why was it an error?"
        rows={2}
        value={why}
        error={error}
        onInput={(v) => {
          words.put({ why: v });
          setError(null);
        }}
      />
      <div class="acts">
        <Button look="second" onClick={() => void take()}>
          Mark as entered in error
        </Button>
        <Button look="quiet" onClick={props.close}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
