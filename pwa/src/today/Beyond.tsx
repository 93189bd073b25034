import { useState } from "preact/hooks";
import { addressLine } from "../lib/address";
import { ageOn, longDate } from "../lib/dates";
import { nearlyAlike, plain } from "../lib/find";
import { formatNhsNumber } from "../lib/nhs-number";
import type { FoundPeople, FoundPerson } from "../store/population";
import { useStore } from "../store/use-store";
import { Button, Face, Icon } from "../ui";

/** So few letters find half the place: nobody's look is written down for them. */
const least = 2;

type Looked = { phase: "not-yet" } | { phase: "busy" } | { phase: "here"; found: FoundPeople } | { phase: "failed"; words: string };

/**
 * Who fits and is not on this tablet, of all whose records one may read: asked of the server, on a tap, for each look stands in the audit trail. Of whom
 * it finds it shows who they are; their record opens where it is carried. Other words are another question: give it a key.
 */
export function Beyond({ query }: { query: string }) {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [looked, setLooked] = useState<Looked>({ phase: "not-yet" });
  const wanted = query.trim().normalize("NFC");
  if (plain(wanted).length < least) return null;
  const look = async () => {
    setLooked({ phase: "busy" });
    const people = await store.population().catch(() => null);
    const heard = await people?.find(wanted);
    setLooked(heard?.ok ? { phase: "here", found: heard.value } : { phase: "failed", words: whyNot(heard) });
  };
  const here = new Set(store.index.value.map((one) => one.bundle));
  const others = looked.phase === "here" ? looked.found.people.filter((one) => !here.has(one.id)) : [];
  return (
    <section class="beyond" aria-labelledby="beyond">
      <div class="ask">
        <div>
          <h2 id="beyond">Not on this tablet?</h2>
          <p class="muted">
            {looked.phase === "here"
              ? "Looked among all whose records you may read."
              : covered
                ? "Look among all whose records you may read. It stands on record that you looked."
                : "This tablet alone was searched. Looking further needs coverage."}
          </p>
        </div>
        {covered && looked.phase !== "here" && (
          <Button look="second" icon="search" busy={looked.phase === "busy"} onClick={() => void look()}>
            {looked.phase === "busy" ? "Looking…" : "Look further"}
          </Button>
        )}
      </div>
      <div role="status">
        {looked.phase === "failed" && (
          <p class="why">
            <Icon name="warn" />
            <span>{looked.words}</span>
          </p>
        )}
        {looked.phase === "here" && <p class="said">{saidOf(looked.found, others.length)}</p>}
        {nearlyAlike(others).length > 0 && (
          <p class="same">
            <Icon name="warn" />
            <span>Some names are nearly alike. Check the date of birth.</span>
          </p>
        )}
      </div>
      {others.length > 0 && (
        <ul class="hits">
          {others.map((one) => (
            <li key={one.id}>
              <One person={one} now={store.now.value} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && <p class="muted">A record comes to this tablet with a visit, or with a place on your list.</p>}
    </section>
  );
}

function whyNot(heard: { ok: boolean; why?: string; words?: string } | undefined): string {
  if (!heard || heard.why === "offline") return "No coverage just now. This tablet alone was searched.";
  if (heard.why === "sign-in") return "Sign in again to look further: tap the status line above.";
  return heard.why === "wrong" && heard.words ? heard.words : "The server did not answer as it should. Try again in a moment.";
}

/** What the server's answer comes to, beside whoever is on the tablet already. */
export function saidOf(found: FoundPeople, others: number): string {
  const fit =
    others === 0
      ? "Nobody else whose record you may read fits."
      : found.is_near
        ? `Nobody is called that. ${others === 1 ? "This one sounds" : "These sound"} alike:`
        : `${others} more, not on this tablet:`;
  return found.more > 0 ? `${fit} ${found.more} more fit: write more of the name, or the date of birth.` : fit;
}

function One({ person, now }: { person: FoundPerson; now: Date }) {
  return (
    <div class="hit">
      <Face name={person.name} />
      <div>
        <h3>
          {person.name} {person.born_on && <span class="age">{ageOn(person.born_on, now)}</span>}
        </h3>
        {person.known_as && !person.name.includes(person.known_as) && <p class="addr">known as {person.known_as}</p>}
        <p class="nums num">
          <span>{person.born_on ? `Born ${longDate(person.born_on)}` : "Date of birth not known"}</span>
          {person.nhs_number && <span>NHS {formatNhsNumber(person.nhs_number)}</span>}
        </p>
        <p class="addr">{addressLine(person)}</p>
      </div>
      <div class="when2">
        {person.away && (
          <p>
            <b>{person.away}</b>
          </p>
        )}
      </div>
    </div>
  );
}
