import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import type { Pictures } from "../store/pictures";
import { Field } from "../ui";
import { type Album, between, firstAndLast, isStanding } from "./album";
import { altOf } from "./Figure";
import { Photo } from "./Photo";

/** Two pictures of one thing side by side (one under the other on a phone); which two is chosen by day. */
export function Compare({ all, album, now }: { all: Pictures | null; album: Album; now: Date }) {
  const [chosen, choose] = useState(() => firstAndLast(album));
  if (!chosen) return null;
  const standing = album.pictures.filter(isStanding);
  const [before, after] = chosen.map((id) => standing.find((one) => one.id === id) ?? standing[0]);
  const apart = before && after && between(before, after);
  return (
    <section class="compare" aria-label={`${album.title}, side by side`}>
      {chosen.map((id, n) => {
        const p = standing.find((one) => one.id === id) ?? standing[0];
        if (!p) return null;
        return (
          <div class="pane" key={n === 0 ? "before" : "after"}>
            <Field label={n === 0 ? "Before" : "After"}>
              {(parts) => (
                <select
                  id={parts.id}
                  value={p.id}
                  onChange={(e) => choose(n === 0 ? [e.currentTarget.value, chosen[1]] : [chosen[0], e.currentTarget.value])}
                >
                  {standing.map((one) => (
                    <option key={one.id} value={one.id}>
                      {dayAndTime(one.fields.taken_at ?? "", now)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Photo key={p.id} all={all} id={p.id} alt={altOf(p)} width={p.fields.width} height={p.fields.height} open />
            {p.fields.words && <p>{p.fields.words}</p>}
          </div>
        );
      })}
      {apart && <p class="by apart">{apart}</p>}
    </section>
  );
}
