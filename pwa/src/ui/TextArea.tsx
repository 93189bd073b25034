import { useLayoutEffect, useRef } from "preact/hooks";
import type { Kept } from "../store/contract";
import { Field } from "./Field";

/** A text that grows with what is typed (also where the browser has no `field-sizing`). */
export function TextArea(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** The field is taken in hand: what stands on the screen now is what its author saw (M1). */
  onBegin?: () => void;
  onLeave?: () => void;
  hint?: string;
  error?: string | null;
  kept?: Kept | null;
  keptAt?: string;
  hideLabel?: boolean;
  id?: string;
  rows?: number;
  lang?: string;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 4}px`;
  }, [props.value]);
  return (
    <Field
      label={props.label}
      hint={props.hint}
      error={props.error}
      kept={props.kept}
      keptAt={props.keptAt}
      hideLabel={props.hideLabel}
      id={props.id}
    >
      {({ id, describedBy, invalid }) => (
        <textarea
          ref={area}
          id={id}
          rows={props.rows ?? 3}
          lang={props.lang}
          // Else the browser keeps what is typed, unsealed, in the file by which it restores its tabs.
          autocomplete="off"
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
