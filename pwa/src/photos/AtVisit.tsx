import { Section } from "../visit/Section";
import type { AtVisit as Here } from "../visit/Visit";
import { isPhoto } from "./album";
import { Figure } from "./Figure";
import { Taking } from "./Taking";
import { usePictures } from "./use-pictures";
import "./photos.scss";

/** The photos of this visit, everyone's, and the camera. */
export default function AtVisit({ at }: { at: Here }) {
  const { one, visit } = at;
  const all = usePictures();
  const taken = one.bundle.all("attachment").filter((p) => p.fields.visit === visit.id && isPhoto(p));
  return (
    <Section id="photos" title="Photos" class="photos" aside={<a href={`/patient/${one.bundle.id}/photos`}>All photos</a>}>
      <Taking one={one} all={all} visit={visit.id} />
      {taken.length > 0 && (
        <div class="shots">
          {taken.map((p) => (
            <Figure key={p.id} one={one} all={all} picture={p} />
          ))}
        </div>
      )}
    </Section>
  );
}
