import { useState } from "preact/hooks";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";
import { Button, By, KeptWord } from "../ui";
import { signatureOf, typedWord } from "./agreed";
import { keptOf } from "./Figure";
import { Photo } from "./Photo";
import { SignaturePad } from "./SignaturePad";
import { usePictures } from "./use-pictures";

interface Props {
  one: OnePatient & { bundle: Bundle };
  record: string;
  who: string;
  /** The same person's name before it was corrected. */
  before: string | null;
  /** The day of what is agreed: what was signed before it was signed for something else. */
  since: string | null;
}

/** Whoever agreed signs on the glass: a picture that names the record and, in its words, the person. What was signed for it stands under it. */
export default function Signing({ one, record, who, before, since }: Props) {
  const all = usePictures();
  const [open, setOpen] = useState(false);
  const signed = signatureOf(one.bundle, { record, names: before === null ? [who] : [who, before], since });
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
          <By signature={signedWords(signed.fields.words ?? "", who)} at={signed.fields.taken_at} now={one.say.now} />
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

function signedWords(words: string, who: string): string {
  const name = words.endsWith(typedWord) ? words.slice(0, -typedWord.length) : words;
  return ["Signed", name !== who && `as ${name}`, words.endsWith(typedWord) && ", name typed"].filter(Boolean).join(" ").replace(" ,", ",");
}
