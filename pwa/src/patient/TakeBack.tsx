import { useState } from "preact/hooks";
import type { Bundle } from "../store/contract";
import { Button, TextArea } from "../ui";
import type { OnePatient } from "./use-patient";

/** What was written by mistake stays readable, struck through, with who and why; it counts nowhere (R2). */
export function TakeBack(props: {
  kind: "note" | "observation" | "done";
  record: string;
  one: OnePatient & { bundle: Bundle };
  label?: string;
  onDone?: () => void;
}) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { store, bundle } = props.one;
  const take = async () => {
    const view = bundle.one(props.kind, props.record);
    if (!view) return;
    if (why.trim() === "") return setError("Write why: others may have read it.");
    await store.change(view, "status", { status: "entered-in-error", status_reason: why.trim() });
    setOpen(false);
    props.onDone?.();
  };
  if (!open)
    return (
      <Button look="quiet" class="takeback" onClick={() => setOpen(true)}>
        {props.label ?? "Entered in error?"}
      </Button>
    );
  return (
    <div class="why">
      <TextArea
        label="Why was it an error?"
        rows={2}
        value={why}
        error={error}
        onInput={(v) => {
          setWhy(v);
          setError(null);
        }}
      />
      <div class="acts">
        <Button look="second" onClick={() => void take()}>
          Mark as entered in error
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
