/** What the board's questions have in common: a short field for a time or a number, and the foot with what went wrong, the act, and the way out. */
import { Button, Field } from "../ui";

export function ShortInput(props: { label: string; hint?: string; error: string | null; value: string; onInput: (value: string) => void }) {
  return (
    <Field label={props.label} {...(props.hint && { hint: props.hint })} error={props.error}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          class="time"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={props.value}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** `act`: what the button says; `busy`: it was pressed, or cannot be pressed yet. */
export function Foot(props: { error: string | null; act: string; busy: boolean; onAct: () => void; leave: string; onClose: () => void }) {
  return (
    <>
      {props.error && (
        <p class="problem" role="alert">
          {props.error}
        </p>
      )}
      <div class="acts">
        <Button busy={props.busy} onClick={props.onAct}>
          {props.act}
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          {props.leave}
        </Button>
      </div>
    </>
  );
}
