import { useRef, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { FormProblem, Preview } from "../store/publishing";
import { useStore } from "../store/use-store";
import { Button, Card, Icon, Strip } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { byItem, largest, notJson, type Problem } from "./file";
import { failure, useOnline } from "./use-forms";

type Judged =
  | { phase: "none" }
  | { phase: "busy"; name: string }
  /** Nobody could judge it: no JSON, no coverage. */
  | { phase: "failed"; name: string; words: string; text: string | null }
  | { phase: "judged"; name: string; text: string; preview: Preview };

/** A file is chosen or dropped, judged by the server item by item, and kept as a draft where nothing stands against it. */
export function Upload({ onKept }: { onKept: (id: Id) => void }) {
  const store = useStore();
  const online = useOnline();
  const [judged, setJudged] = useState<Judged>({ phase: "none" });
  const [over, setOver] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const turn = useRef(0);
  useHeldFocus("#form-file");

  const judge = async (name: string, text: string) => {
    const mine = ++turn.current;
    setWrong(null);
    setJudged({ phase: "busy", name });
    const not = notJson(text);
    const heard = not ? null : await online((forms) => forms.judge(text));
    if (mine !== turn.current) return;
    if (heard === null) setJudged({ phase: "failed", name, words: not!, text: null });
    else if (heard.ok) setJudged({ phase: "judged", name, text, preview: heard.value });
    else setJudged({ phase: "failed", name, words: failure(heard), text: heard.why === "wrong" ? null : text });
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > largest) return setJudged({ phase: "failed", name: file.name, words: "It is larger than 4 MB: no form is.", text: null });
    await judge(file.name, await file.text());
  };
  const keep = async (text: string) => {
    setKeeping(true);
    const heard = await online((forms) => forms.keep(text));
    if (heard.ok) await store.syncNow().catch(() => undefined);
    setKeeping(false);
    if (!heard.ok) return setWrong(failure(heard));
    onKept(heard.value);
  };
  return (
    <Card title="Upload a form" class="upload">
      <p>A FHIR R4 Questionnaire, as a JSON file. It is kept as a draft, used nowhere, until somebody publishes it.</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for a mouse only; the button inside does the same for everybody */}
      <div
        class={over ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <Icon name="file" />
        <label for="form-file">{judged.phase === "none" ? "Choose a file, or drop it here" : "Choose another file, or the same one mended"}</label>
        <input
          id="form-file"
          type="file"
          accept=".json,application/json"
          // The same file, mended, is chosen again: the browser would say that nothing changed.
          onClick={(event) => {
            event.currentTarget.value = "";
          }}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </div>
      <div role="status">{judged.phase === "busy" && <p class="muted">Reading {judged.name}…</p>}</div>
      {judged.phase === "failed" && (
        <div role="alert">
          <Strip
            icon="info"
            tone="care"
            title={`${judged.name} could not be read`}
            acts={
              judged.text !== null && (
                <Button look="second" onClick={() => void judge(judged.name, judged.text!)}>
                  Try again
                </Button>
              )
            }
          >
            <p>{judged.words}</p>
          </Strip>
        </div>
      )}
      {judged.phase === "judged" && (
        <>
          <Verdict name={judged.name} preview={judged.preview} />
          {judged.preview.taken && (
            <div class="acts">
              {wrong && (
                <p class="problem" role="alert">
                  {wrong}
                </p>
              )}
              <Button busy={keeping} onClick={() => void keep(judged.text)}>
                Keep it as a draft
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}

const whole = (problem: FormProblem): Problem => ({
  item: problem.item ?? "",
  called: problem.called ?? "",
  words: problem.words ?? "",
  grave: problem.grave ?? true,
});

function Verdict({ name, preview }: { name: string; preview: Preview }) {
  const all = byItem(preview.problems.map(whole));
  const grave = all.filter((one) => one.grave);
  const rest = all.filter((one) => !one.grave);
  const questions = preview.items.filter((one) => one.type !== "group" && one.type !== "display" && !one.is_computed).length;
  return (
    <div role={preview.taken ? "status" : "alert"}>
      {preview.taken ? (
        <p class="good">
          <Icon name="check" />
          {name} can be kept: {questions === 1 ? "1 question" : `${questions} questions`}.
        </p>
      ) : (
        <>
          <h3>
            {name} is not taken: {grave.length === 1 ? "1 item needs" : `${grave.length} items need`} mending
          </h3>
          <p>Nothing was changed, and nothing was kept. Mend the file where you wrote it, and choose it again.</p>
          <Problems all={grave} />
        </>
      )}
      {rest.length > 0 && (
        <details open={preview.taken || undefined}>
          <summary>{rest.length === 1 ? "1 thing worth knowing" : `${rest.length} things worth knowing`}</summary>
          <Problems all={rest} />
        </details>
      )}
    </div>
  );
}

function Problems({ all }: { all: ReturnType<typeof byItem> }) {
  return (
    <ul class="problems">
      {all.map((one) => (
        <li key={`${one.grave} ${one.item}`}>
          <b>{one.item ? one.called : "The form itself"}</b>
          {one.item && <code>{one.item}</code>}
          {one.words.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </li>
      ))}
    </ul>
  );
}
