/** What the list and the page of one form share. */
import type { ComponentChildren } from "preact";
import { dayAndTime } from "../lib/dates";
import type { Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { Tag } from "../ui";
import { stateOf, type Version } from "./listing";

/** A link to a form: opened here, and by itself in a tab of its own. */
export function FormLink(props: { id: Id; onOpen: (id: Id) => void; current?: boolean; children: ComponentChildren }) {
  return (
    <a
      href={`/forms?form=${props.id}`}
      aria-current={props.current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        props.onOpen(props.id);
      }}
    >
      {props.children}
    </a>
  );
}

export function State({ version }: { version: Version }) {
  const { text, tone } = stateOf(version);
  return <Tag tone={tone}>{text}</Tag>;
}

/** Who published it and when, or that nobody did; why it is no longer in use. */
export function By({ version }: { version: Version }) {
  const store = useStore();
  const { published_at: at, published_by: by, status, status_reason: why } = version.fields;
  const signed = by ? store.people.value.signature(by, true) : "";
  return (
    <>
      <span class="by">
        {at
          ? `Published ${by ? `by ${signed === "You" ? "you" : signed}` : "with the app"}, ${dayAndTime(at, store.now.value)}`
          : "Nobody has published it"}
      </span>
      {status === "retired" && why && <span class="by">Retired: {why}</span>}
    </>
  );
}
