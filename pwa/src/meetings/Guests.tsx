import { useId, useState } from "preact/hooks";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import { Button, Icon } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";

const longest = 200;

/** Names in words: added one by one, each kept when it is added. */
export function Guests(props: {
  view: View<"meeting"> | View<"meeting_talk">;
  title: string;
  /** The button that opens the field. */
  verb: string;
  label: string;
  hint: string;
  guests: readonly string[];
  put: (guests: string[]) => void;
}) {
  const { guests } = props;
  const id = useId();
  const words = useWords(props.view as View, "guest", { name: "" });
  const [opened, open] = useState(false);
  const box = useHeldFocus<HTMLFieldSetElement>("input", ":scope > .btn");
  const name = words.values.name.trim();
  const isOpen = opened || words.values.name !== "";
  const add = () => {
    if (!name) return;
    props.put([...guests, name]);
    words.done();
  };
  return (
    <fieldset class="guests" ref={box}>
      <legend class={isOpen || guests.length > 0 ? undefined : "vh"}>{props.title}</legend>
      {guests.length > 0 && (
        <ul class="chips">
          {guests.map((one) => (
            <li key={one}>
              <span>{one}</span>
              <button type="button" onClick={() => props.put(guests.filter((other) => other !== one))}>
                <Icon name="shut" />
                <span class="vh">Take out {one}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isOpen && (
        <Button look="quiet" icon="plus" onClick={() => open(true)}>
          {props.verb}
        </Button>
      )}
      {isOpen && (
        <>
          <label for={id}>{props.label}</label>
          <p class="hint" id={`${id}-hint`}>
            {props.hint}
          </p>
          <div class="add">
            <input
              id={id}
              type="text"
              maxLength={longest}
              autocomplete="off"
              aria-describedby={`${id}-hint`}
              value={words.values.name}
              onInput={(event) => words.put({ name: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key === "Enter") add();
              }}
            />
            <Button look="second" icon="plus" busy={!name} onClick={add}>
              Add
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
