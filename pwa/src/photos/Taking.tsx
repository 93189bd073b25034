import { useState } from "preact/hooks";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";
import type { Pictures } from "../store/pictures";
import { Button } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { type Picture, sites } from "./album";
import { Camera } from "./Camera";
import { KeepForm } from "./KeepForm";
import { useTaken } from "./use-taken";

type Open = OnePatient & { bundle: Bundle };

/** The button, the camera behind it, and what was taken of this person and is not in the record yet: also what a kill left (M2). */
export function Taking({ one, all, visit }: { one: Open; all: Pictures | null; visit?: string }) {
  if (!all || !one.may("attachment", "words")) return null;
  return <Ready one={one} all={all} visit={visit ?? null} />;
}

function Ready({ one, all, visit }: { one: Open; all: Pictures; visit: string | null }) {
  const [open, setOpen] = useState(false);
  const [said, say] = useState("");
  const box = useHeldFocus<HTMLDivElement>(":scope > .btn");
  const taken = useTaken(box, open);
  const known: Picture[] = one.bundle.all("attachment");
  const waiting = all.here.value.filter(
    (p) => p.patient === one.bundle.id && p.media_type === "image/jpeg" && !one.bundle.one("attachment", p.id) && (!visit || p.visit === visit),
  );
  return (
    <div class="held" ref={box}>
      {waiting.map((p) => (
        <KeepForm key={p.id} all={all} picture={p} sites={sites(known)} now={one.say.now} onKept={() => say("The photo is in the record.")} />
      ))}
      <p class="vh" role="status">
        {said}
      </p>
      <Button look={waiting.length > 0 ? "second" : "main"} icon="camera" onClick={() => setOpen(true)}>
        Take a photo
      </Button>
      {open && (
        <Camera
          onClose={() => setOpen(false)}
          onUse={async (shot) => {
            await all.hold(one.bundle.id, shot, { visit, record: null });
            say("The photo is on this tablet. Say what it is of.");
            taken();
          }}
        />
      )}
    </div>
  );
}
