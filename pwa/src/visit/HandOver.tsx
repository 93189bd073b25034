import { useState } from "preact/hooks";
import type { OnePatient } from "../patient/use-patient";
import { Button } from "../ui";
import { Section } from "./Section";
import { spoken } from "./spoken";

/** The tablet in the patient's hands: the app locks first, the key goes, and only the PIN leads back to this visit. */
export function HandOver({ one, here }: { one: OnePatient; here: string }) {
  const { store, name, header } = one;
  const tokens = store.tokens.value;
  const [failed, setFailed] = useState(false);
  const hand = async (language: string | null) => setFailed(!(await store.handOver(here, language)));
  return (
    <Section id="hand" title={`Hand the tablet to ${name}`} aside={<small>about 2 minutes</small>}>
      <div class="hand">
        <p>
          “How was your care?” in large type, read aloud where this tablet has the voice. This app locks first, and only your PIN opens it again. You
          do not see the answer: leave {name} to it.
        </p>
        {tokens > 0 ? (
          <div class="langs">
            {spoken(header?.languages ?? []).map(({ language, own }) => (
              <Button key={language} look="second" onClick={() => void hand(language)}>
                <span lang={language}>{own}</span>
              </Button>
            ))}
            <Button look="second" onClick={() => void hand(null)}>
              Another language
            </Button>
          </div>
        ) : (
          <p class="muted">Not ready on this tablet yet: it needs coverage once, for a ticket that lets one answer in.</p>
        )}
      </div>
      {failed && (
        <p class="problem" role="alert">
          It could not be handed over: no ticket is left. With coverage there are new ones in a moment.
        </p>
      )}
    </Section>
  );
}
