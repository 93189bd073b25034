import { useState } from "preact/hooks";
import { TextArea } from "../ui";

/** A list of short texts, one a line. What is typed stays as typed; what is handed on has no empty lines. */
export function Lines(props: {
  label: string;
  id: string;
  value: readonly string[];
  error?: string | null;
  hint?: string;
  onChange: (lines: string[] | null) => void;
}) {
  const [text, setText] = useState(props.value.join("\n"));
  const put = (next: string) => {
    setText(next);
    const lines = next
      .split("\n")
      .map((l) => l.trim())
      .filter(Boolean);
    props.onChange(lines.length > 0 ? lines : null);
  };
  return (
    <TextArea label={props.label} hint={props.hint ?? "One a line."} id={props.id} rows={3} error={props.error ?? null} value={text} onInput={put} />
  );
}
