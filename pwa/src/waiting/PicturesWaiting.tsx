import { useState } from "preact/hooks";
import { bytesInWords } from "../lib/bytes";
import { dayAndTime } from "../lib/dates";
import { usePictures } from "../photos/use-pictures";
import type { Header } from "../store/contract";
import type { PictureHere, Pictures } from "../store/pictures";
import { useStore } from "../store/use-store";
import { Button, Icon } from "../ui";

/** Photos and signatures whose content has not arrived: they follow their record by themselves; one that was not kept yet waits for its author. */
export function PicturesWaiting({ index, now }: { index: readonly Header[]; now: Date }) {
  const store = useStore();
  const all = usePictures();
  const waiting = (all?.here.value ?? []).filter((one) => !one.sent);
  if (waiting.length === 0) return null;
  return (
    <section class="queue" aria-labelledby="pictures-h">
      <h2 id="pictures-h">{title(waiting)}</h2>
      <div class="group">
        <ol>
          {waiting.map((one) => {
            const header = index.find((each) => each.bundle === one.patient);
            const bundle = header?.here ? store.bundle(one.patient).value : null;
            return (
              <li key={one.id}>
                <Icon name={one.media_type === "image/png" ? "sign" : "photo"} />
                <span>
                  <a href={`/patient/${one.patient}/photos`}>{header?.name ?? "A patient no longer on this tablet"}</a>
                  <span class="by">{`Taken ${dayAndTime(one.at, now)}, ${bytesInWords(one.bytes)}. ${whatIsNext(one, bundle && !bundle.one("attachment", one.id))}`}</span>
                  {all && one.refused && <LetGo all={all} id={one.id} />}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

/** What the server would not have stays until its author lets it go: by then they have taken it anew, or taken its record back. */
function LetGo({ all, id }: { all: Pictures; id: string }) {
  const [sure, setSure] = useState(false);
  return (
    <span class="acts">
      {sure ? (
        <Button look="second" onClick={() => void all.letGo(id)}>
          Yes, let it go for good
        </Button>
      ) : (
        <Button look="quiet" onClick={() => setSure(true)}>
          Let it go
        </Button>
      )}
    </span>
  );
}

export function title(unsent: readonly Pick<PictureHere, "refused">[]): string {
  const waiting = unsent.filter((one) => !one.refused).length;
  const refused = unsent.length - waiting;
  const words = [
    waiting > 0 && (waiting === 1 ? "1 picture waits to be sent" : `${waiting} pictures wait to be sent`),
    refused > 0 && (refused === 1 ? "1 was not taken" : `${refused} were not taken`),
  ].filter(Boolean);
  return waiting === 0 ? `${refused === 1 ? "1 picture was" : `${refused} pictures were`} not taken` : words.join(", ");
}

/** `isLoose`: no record has it yet. */
export function whatIsNext({ refused, sending, bytes }: Pick<PictureHere, "refused" | "sending" | "bytes">, isLoose: boolean | null): string {
  if (refused) return `Not taken: ${refused}`;
  if (isLoose) return "Not in the record yet: say there what it is of, then it goes";
  if (sending !== null) return `${Math.round((sending / bytes) * 100)}% sent`;
  return "Goes by itself, after the words";
}
