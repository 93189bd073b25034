import { useEffect, useId, useRef } from "preact/hooks";

/** What is missing before one can go on, each with a way to its field. Takes the focus when it appears. */
export function ErrorSummary(props: { title?: string; errors: readonly { field: string; text: string }[] }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const shown = props.errors.length > 0;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (!shown) return null;
  return (
    <div class="errors" role="alert" aria-labelledby={id} tabIndex={-1} ref={box}>
      <h2 id={id}>{props.title ?? "There is a problem"}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={error.field}>
            <a
              href={`#${error.field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.field)?.focus();
              }}
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
