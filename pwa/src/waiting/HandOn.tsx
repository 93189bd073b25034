import { useEffect, useState } from "preact/hooks";
import { Button, Dialog } from "../ui";
import { asText, type HandedOn } from "./hand-on";
import { takeBack } from "./take-back";

/** Large and whole, for the eyes of a lead or a colleague who stands beside: they write what they agree with as their own change (M6). */
export function HandOn({ words, to, onClose }: { words: HandedOn; to: "lead" | "colleague"; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  // Closed, locked, or handed over: each takes this off the screen.
  useEffect(() => (copied ? () => void takeBack(navigator.clipboard, window) : undefined), [copied]);
  return (
    <Dialog title={`For a ${to} to read`} onClose={onClose}>
      <p class="by">
        <b>{words.whose}</b>
      </p>
      <blockquote>
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </blockquote>
      <p class="by">{words.by}</p>
      <p>A {to} who agrees writes it into the record as their own. Then let this one go, and say who took it on.</p>
      <div class="acts">
        <Button
          look="second"
          onClick={() =>
            void navigator.clipboard.writeText(asText(words)).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          Copy the words
        </Button>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
      <p class="muted" role="status">
        {copied === true && "Copied, without the name. Paste them before you close this, and only where patients’ records belong."}
        {copied === false && "This browser does not let them be copied: show them."}
      </p>
    </Dialog>
  );
}
