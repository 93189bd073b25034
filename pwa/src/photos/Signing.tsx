import { useState } from "preact/hooks";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";
import { Button, By, KeptWord } from "../ui";
import { isStanding } from "./album";
import { keptOf } from "./Figure";
import { Photo } from "./Photo";
import { SignaturePad } from "./SignaturePad";
import { usePictures } from "./use-pictures";

const typedWord = " (typed)";

/** Whoever agreed signs on the glass: a picture that names the record and, in its words, the person. What was signed before stands under it. */
export default function Signing({ one, record, who }: { one: OnePatient & { bundle: Bundle }; record: string; who: string }) {
  const all = usePictures();
  const [open, setOpen] = useState(false);
  const signed = one.bundle
    .all("attachment")
    .filter((p) => p.fields.what === "signature" && p.fields.record === record && isStanding(p))
    .filter((p) => p.fields.words === who || p.fields.words === who + typedWord)
    .sort((a, b) => (b.fields.taken_at ?? "").localeCompare(a.fields.taken_at ?? ""))[0];
  if (open && all)
    return (
      <SignaturePad
        label={`Signature of ${who}`}
        name={who.split(",")[0] ?? who}
        onClose={() => setOpen(false)}
        onSigned={async (shot, typed) => {
          const id = await all.hold(one.bundle.id, shot, { record });
          await all.keep(id, { what: "signature", site: null, words: typed ? who + typedWord : who });
          setOpen(false);
        }}
      />
    );
  return (
    <div class="signing">
      {signed && (
        <>
          <div class="signed">
            <Photo all={all} id={signed.id} alt={`Signature of ${signed.fields.words}`} width={signed.fields.width} height={signed.fields.height} />
          </div>
          <By signature={`Signed${signed.fields.words?.endsWith(typedWord) ? ", name typed" : ""}`} at={signed.fields.taken_at} now={one.say.now} />
          <KeptWord kept={keptOf(all, signed)} />
        </>
      )}
      {all && one.may("attachment", "words") && (
        <Button look="quiet" icon="sign" onClick={() => setOpen(true)}>
          {signed ? "Sign again" : "Sign on the glass"}
        </Button>
      )}
    </div>
  );
}
