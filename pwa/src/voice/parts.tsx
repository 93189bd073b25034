/** What the forms of this screen share. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { isDate } from "../lib/dates";
import { Button, Empty, Icon } from "../ui";
import type { Loaded } from "./use-voice";

/** The heading of a part of this screen, with the way back. Takes the focus: one came from elsewhere. */
export function Head({ title, onBack, children }: { title: string; onBack: () => void; children: ComponentChildren }) {
  useEffect(() => {
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="headrow">
      <div>
        <p>
          <a
            class="btn quiet"
            href="/voice"
            onClick={(event) => {
              event.preventDefault();
              onBack();
            }}
          >
            <Icon name="left" />
            What people say
          </a>
        </p>
        <h1 tabIndex={-1}>{title}</h1>
        <p class="muted">{children}</p>
      </div>
    </div>
  );
}

/** That something is being read is told to who cannot see it; that it could not be read to everyone, with why and what to do. */
export function Reading({ loaded, again }: { loaded: Loaded<unknown>; again: () => void }) {
  return (
    <>
      <p class="vh" role="status">
        {loaded.phase === "busy" ? "Fetching" : ""}
      </p>
      {loaded.phase === "failed" && (
        <Empty
          title={loaded.offline ? "It opens with coverage" : "It could not be read"}
          acts={
            <Button look="second" onClick={again}>
              Try again
            </Button>
          }
        >
          <p>{loaded.words}</p>
        </Empty>
      )}
    </>
  );
}

export function Select(props: { label: string; value: string; onChange: (value: string) => void; options: readonly (readonly [string, string])[] }) {
  return (
    <label class="select">
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Problem({ words }: { words: string | null }) {
  return words ? (
    <p class="problem" role="alert">
      {words}
    </p>
  ) : null;
}

/** What is missing of a person and a day; null where nothing is. */
export function missingOf(by: string, on: string | null, today: string): string | null {
  if (by.trim().length < 3) return "Write who checked it, with their name.";
  if (on === null || !isDate(on)) return "Write the day on which they checked it.";
  return on > today ? "The day lies ahead." : null;
}
