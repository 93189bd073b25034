import { useId, useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { kindsOfPicture } from "../lib/pictures";
import { newView } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import type { PictureHere, Pictures } from "../store/pictures";
import { Button, Field, TextArea } from "../ui";
import { Photo } from "./Photo";

/** A photo that was taken and is not in the record yet: what it is of, where, what it shows. It is on the disk already, and so is each word. */
export function KeepForm(props: { all: Pictures; picture: PictureHere; sites: readonly string[]; now: Date; onKept?: () => void }) {
  const { all, picture } = props;
  const words = useWords(newView("attachment", picture.id, picture.patient, {}), "keeping", { what: "", site: "", words: "" });
  const [error, setError] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const list = useId();
  const { what, site, words: shows } = words.values;
  const keep = async () => {
    if (!what) return setError("Choose what the photo is of.");
    if (busy) return;
    setBusy(true);
    await all.keep(picture.id, { what, site: site.trim() || null, words: shows.trim() || null }).then(
      () => {
        words.done();
        props.onKept?.();
      },
      () => setError("There is no room on this tablet just now. The photo and what you typed are still here."),
    );
    setBusy(false);
  };
  return (
    <section class="card keep" aria-label={`Photo taken ${dayAndTime(picture.at, props.now)}, not kept yet`}>
      <Photo all={all} id={picture.id} alt={shows || "Just taken"} width={picture.width} height={picture.height} open />
      <div class="fields">
        <p class="by" role="status">
          Taken {dayAndTime(picture.at, props.now)}. On this tablet, and not in the record yet.
        </p>
        <Field label="What is it of?" error={error}>
          {({ id, describedBy, invalid }) => (
            <select
              id={id}
              value={what}
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              onChange={(e) => {
                words.put({ what: e.currentTarget.value });
                setError(null);
              }}
            >
              <option value="">Choose</option>
              {kindsOfPicture.map((kind) => (
                <option key={kind.code} value={kind.code}>
                  {kind.words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Where on the body, or in the home" hint="The same words as last time put them side by side.">
          {({ id, describedBy }) => (
            <>
              <input
                id={id}
                type="text"
                list={list}
                autocomplete="off"
                maxLength={120}
                value={site}
                aria-describedby={describedBy}
                onInput={(e) => words.put({ site: e.currentTarget.value })}
              />
              <datalist id={list}>
                {props.sites.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <TextArea
          label="What it shows"
          hint="For a colleague who cannot see it, and for whoever reads it aloud."
          rows={2}
          value={shows}
          onInput={(v) => words.put({ words: v.slice(0, 2000) })}
        />
        <div class="acts">
          <Button icon="check" busy={busy} onClick={() => void keep()}>
            Keep this photo
          </Button>
          {sure ? (
            <Button
              look="second"
              busy={busy}
              onClick={() => {
                words.done();
                void all.letGo(picture.id);
              }}
            >
              Yes, let it go for good
            </Button>
          ) : (
            <Button look="quiet" busy={busy} onClick={() => setSure(true)}>
              Let it go
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
