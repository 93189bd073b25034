import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../ui";

/** A part of the plan that reads as words until someone wants to change it. "Done" only folds it: all that was typed is kept already. */
export function Opens(props: {
  what: string;
  /** false: it is read only for this person, and nothing is offered. */
  may: boolean;
  verb?: string;
  icon?: "pen" | "plus";
  open?: boolean;
  onOpen?: (open: boolean) => void;
  form: () => ComponentChildren;
  children?: ComponentChildren;
  class?: string;
}) {
  const [inside, setInside] = useState(false);
  const open = props.open ?? inside;
  const set = (next: boolean) => {
    setInside(next);
    props.onOpen?.(next);
  };
  return (
    <div class={props.class ? `opens ${props.class}` : "opens"}>
      {props.may && (
        <Button look="quiet" icon={open ? "check" : (props.icon ?? "pen")} expanded={open} onClick={() => set(!open)}>
          {open ? "Done" : (props.verb ?? "Change")}
          <span class="vh"> {props.what}</span>
        </Button>
      )}
      {open ? props.form() : props.children}
    </div>
  );
}
