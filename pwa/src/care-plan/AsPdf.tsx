/** The plan as a file: for whom, in which print; made by the server, opened or saved by the person. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { whyWords } from "../patient/online";
import type { Id, PaperAsked } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Choice, Dialog } from "../ui";
import "./as-pdf.scss";

type Phase = { at: "asking" } | { at: "busy" } | { at: "failed"; words: string } | { at: "ready"; url: string; title: string; pages: number };

export default function AsPdf(props: { patient: Id; name: string; what?: PaperAsked["what"]; onClose: () => void }) {
  const store = useStore();
  const [what, setWhat] = useState<PaperAsked["what"]>(props.what ?? "care-plan");
  const [size, setSize] = useState<PaperAsked["size"]>("ordinary");
  const [phase, setPhase] = useState<Phase>({ at: "asking" });
  const wanted = useRef<AbortController | null>(null);
  const url = useRef<string | null>(null);
  const offline = store.status.value.state === "offline";

  const forget = useCallback(() => {
    wanted.current?.abort();
    if (url.current) URL.revokeObjectURL(url.current);
    url.current = null;
  }, []);
  useEffect(() => forget, [forget]);

  async function make() {
    const mine = new AbortController();
    wanted.current = mine;
    setPhase({ at: "busy" });
    const made = await store.paper(props.patient, { what, size }, mine.signal);
    if (mine.signal.aborted) return;
    if (!made.ok) return setPhase({ at: "failed", words: whyWords[made.why] });
    if (!made.file) return setPhase({ at: "failed", words: made.message ?? whyWords.busy });
    url.current = URL.createObjectURL(made.file);
    setPhase({ at: "ready", url: url.current, title: made.title, pages: made.pages });
  }

  function again() {
    forget();
    setPhase({ at: "asking" });
  }

  return (
    <Dialog title="The plan as a PDF" onClose={props.onClose}>
      <div class="as-pdf">
        {phase.at === "ready" ? (
          <>
            <p role="status">
              <b>{phase.title}</b>, {phase.pages === 1 ? "1 page" : `${phase.pages} pages`}, is ready.
            </p>
            <p class="small">What you save or print leaves Alongside: it is not sealed, and does not change when the plan does.</p>
            <div class="acts">
              <a class="btn" href={phase.url} target="_blank" rel="noopener">
                Open
              </a>
              <a class="btn second" href={phase.url} download={`${what}.pdf`}>
                Save on this device
              </a>
              <Button look="quiet" onClick={again}>
                Make another
              </Button>
            </div>
          </>
        ) : (
          <>
            <Choice
              legend="For whom?"
              value={what}
              options={[
                { value: "care-plan", text: "The team", detail: "The whole plan" },
                { value: "care-plan-for-me", text: props.name, detail: "In plain words, to keep" },
              ]}
              onChange={setWhat}
            />
            <Choice
              legend="Print"
              value={size}
              options={[
                { value: "ordinary", text: "Ordinary" },
                { value: "large", text: "Large", detail: "18 points and more" },
              ]}
              onChange={setSize}
            />
            <p role="status" class="small">
              {phase.at === "busy" && "It is being made. This takes a second or two."}
              {phase.at === "failed" && phase.words}
              {phase.at === "asking" && offline && "No coverage just now: a PDF needs it. Print makes paper without."}
            </p>
            <div class="acts">
              {offline ? null : phase.at === "busy" ? (
                <Button look="second" onClick={again}>
                  Stop
                </Button>
              ) : (
                <Button onClick={() => void make()}>{phase.at === "failed" ? "Try again" : "Make it"}</Button>
              )}
              {offline && (
                <Button look="second" icon="print" onClick={() => print()}>
                  Print
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
