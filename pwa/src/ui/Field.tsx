import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Kept } from "../store/contract";
import { KeptWord } from "./Kept";

export interface FieldParts {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

/** Label, hint, error, the control itself, and the word about where it is kept. The control takes what `children` is handed. */
export function Field(props: {
  label: string;
  hint?: string;
  error?: string | null;
  kept?: Kept | null;
  keptAt?: string;
  hideLabel?: boolean;
  /** So that an error summary can point here. */
  id?: string;
  children: (parts: FieldParts) => ComponentChildren;
}) {
  const made = useId();
  const id = props.id ?? made;
  const hint = props.hint ? `${id}-hint` : "";
  const error = props.error ? `${id}-error` : "";
  return (
    <div class={props.error ? "field wrong" : "field"}>
      <label for={id} class={props.hideLabel ? "vh" : undefined}>
        {props.label}
      </label>
      {props.hint && (
        <p class="hint" id={hint}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="problem" id={error}>
          <span class="vh">Error: </span>
          {props.error}
        </p>
      )}
      {props.children({ id, describedBy: [hint, error].filter(Boolean).join(" ") || undefined, invalid: Boolean(props.error) })}
      {props.kept !== undefined && (
        <p class="kept-line">
          <KeptWord kept={props.kept} at={props.keptAt} />
        </p>
      )}
    </div>
  );
}

/** One line of text in a `Field`. */
export function TextInput(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  onLeave?: () => void;
  onBegin?: () => void;
  hint?: string;
  error?: string | null;
  kept?: Kept | null;
  hideLabel?: boolean;
  id?: string;
  type?: "text" | "email" | "password" | "search" | "tel";
  inputMode?: "text" | "decimal" | "numeric" | "email" | "search" | "tel";
  autoComplete?: string;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error} kept={props.kept} hideLabel={props.hideLabel} id={props.id}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          // Preact types each kind of input apart; these all take the same.
          type={(props.type ?? "text") as "text"}
          inputMode={props.inputMode}
          autocomplete={props.autoComplete ?? "off"}
          spellcheck={false}
          value={props.value}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          onFocus={() => props.onBegin?.()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onBlur={() => props.onLeave?.()}
        />
      )}
    </Field>
  );
}
