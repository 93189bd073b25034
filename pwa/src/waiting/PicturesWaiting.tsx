import { bytesInWords } from "../lib/bytes";
import { dayAndTime } from "../lib/dates";
import { usePictures } from "../photos/use-pictures";
import type { Header } from "../store/contract";
import { Icon } from "../ui";

/** Photos and signatures whose content has not arrived: they follow their record by themselves; one that was not kept yet waits for its author. */
export function PicturesWaiting({ index, now }: { index: readonly Header[]; now: Date }) {
  const all = usePictures();
  const waiting = (all?.here.value ?? []).filter((one) => !one.sent);
  if (waiting.length === 0) return null;
  return (
    <section class="queue" aria-labelledby="pictures-h">
      <h2 id="pictures-h">{waiting.length === 1 ? "1 picture on this tablet" : `${waiting.length} pictures on this tablet`}</h2>
      <div class="group">
        <ol>
          {waiting.map((one) => (
            <li key={one.id}>
              <Icon name={one.media_type === "image/png" ? "sign" : "photo"} />
              <span>
                <a href={`/patient/${one.patient}/photos`}>
                  {index.find((h) => h.bundle === one.patient)?.name ?? "A patient no longer on this tablet"}
                </a>
                <span class="by">
                  {dayAndTime(one.at, now)}, {bytesInWords(one.bytes)}
                  {one.sending !== null && `, ${Math.round((one.sending / one.bytes) * 100)}% sent`}
                  {one.refused && `. Not taken: ${one.refused}`}
                </span>
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
