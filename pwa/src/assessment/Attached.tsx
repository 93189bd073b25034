/** The answer to a question for a file: pictures taken here, shown as the record shows them; what came from elsewhere named, and kept as it came. */
import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { sites } from "../photos/album";
import { Camera } from "../photos/Camera";
import { Figure } from "../photos/Figure";
import { KeepForm } from "../photos/KeepForm";
import { usePictures } from "../photos/use-pictures";
import { useTaken } from "../photos/use-taken";
import "../photos/photos.scss";
import { Button, Icon } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import type { ControlParts } from "./Control";
import { tapped } from "./effort";
import type { Answer } from "./engine";
import { filesOf, pictureAnswer } from "./files";

export default function Attached({ scene, node, hand }: ControlParts) {
  const { one } = scene;
  const { bundle, say } = one;
  const all = usePictures();
  const [open, setOpen] = useState(false);
  const box = useHeldFocus<HTMLDivElement>(":scope > .btn", ".picked .btn");
  const taken = useTaken(box, open);
  const assessment = scene.desk.recorded.view.id;
  const answers = hand.value?.answer ?? [];
  const files = filesOf(answers);
  const most = node.item.repeats && !node.item.rows ? (node.item.limits.maxOccurs ?? Number.POSITIVE_INFINITY) : 1;
  const may = all !== null && one.may("attachment", "words");
  // Taken for this assessment and not in the record yet: also what a kill left (M2).
  const waiting = may
    ? all.here.value.filter(
        (each) => each.patient === bundle.id && each.record === assessment && each.media_type === "image/jpeg" && !bundle.one("attachment", each.id),
      )
    : [];
  const put = (next: readonly Answer[]) => hand.choose(next.length ? { answer: next } : null);
  return (
    <div class="files" ref={box}>
      {files.length > 0 && (
        <ul class="picked">
          {files.map(({ answer, picture, words }) => {
            const there = picture ? bundle.one("attachment", picture) : undefined;
            return (
              <li key={JSON.stringify(answer)}>
                {there ? (
                  <Figure one={one} all={all} picture={there} />
                ) : (
                  <span class="why">
                    <Icon name="file" />
                    <span>
                      <b>{words}</b>{" "}
                      <span class="by">
                        {picture ? "A picture that is not on this tablet." : "It came from elsewhere, cannot be opened here, and is kept as it came."}
                      </span>
                    </span>
                  </span>
                )}
                <Button look="quiet" onClick={() => put(answers.filter((each) => each !== answer))}>
                  Take out of the answer<span class="vh">: {words}</span>
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {all &&
        waiting.map((each) => (
          <KeepForm
            key={each.id}
            all={all}
            picture={each}
            sites={sites(bundle.all("attachment"))}
            now={say.now}
            onKept={() => put([...(most > 1 ? answers : []), pictureAnswer(each, `Picture taken ${dayAndTime(each.at, say.now)}`)])}
          />
        ))}
      {may && files.length + waiting.length < most && (
        <Button look="second" icon="camera" onClick={() => setOpen(true)}>
          Take a photo<span class="vh">: {node.item.text}</span>
        </Button>
      )}
      {open && all && (
        <Camera
          onClose={() => setOpen(false)}
          onUse={async (shot) => {
            tapped();
            await all.hold(bundle.id, shot, { record: assessment });
            taken();
          }}
        />
      )}
    </div>
  );
}
