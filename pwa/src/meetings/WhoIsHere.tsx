import { useState } from "preact/hooks";
import { plain } from "../lib/find";
import { professionInside } from "../lib/profession";
import { Card, Icon, KeptWord, Tick } from "../ui";
import { Guests } from "./Guests";
import { asSet, attendees, type Meeting } from "./meeting";
import type { Meetings } from "./use-meetings";

const most = 12;

/** Who is at the meeting: ticked from the directory, by organisation, and guests in words. Each tick is kept by itself, and merges with others' (M4). */
export function WhoIsHere({ at, meeting }: { at: Meetings; meeting: Meeting }) {
  const { store, say } = at;
  const [query, setQuery] = useState("");
  const attended = meeting.fields.attended ?? [];
  const { staff: here, guests } = attendees(attended, say.people);
  const put = (next: readonly string[]) => void store.change(meeting, "people", { attended: asSet(next) });
  const all = say.people.allStaff().filter((one) => one.status !== "left" || here.includes(one.id));
  // Those who would come: of the team that meets, who leads, and whoever is ticked. Everyone else is found by name, profession or organisation.
  const usual = all.filter((one) => one.team === meeting.fields.team || one.id === meeting.fields.chair || here.includes(one.id));
  const organisation = (id: string | null | undefined) => say.people.organisation(id ?? "")?.name ?? "Organisation not known";
  const wanted = plain(query).split(" ").filter(Boolean);
  const found = all.filter((one) => {
    const words = plain([one.name, one.profession, organisation(one.organisation)].join(" "));
    return wanted.every((word) => words.includes(word));
  });
  const shown = wanted.length > 0 ? found.slice(0, most) : usual;
  const groups = new Map<string, typeof shown>();
  for (const one of [...shown].sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "")))
    groups.set(organisation(one.organisation), [...(groups.get(organisation(one.organisation)) ?? []), one]);
  const count = attended.length;
  return (
    <Card title="Who is here" class="here" aside={count === 0 ? "Nobody ticked yet" : count === 1 ? "1 is here" : `${count} are here`}>
      {at.may ? (
        <>
          <search class="find small-find">
            <Icon name="search" />
            <label class="vh" for="find-staff">
              Find a colleague
            </label>
            <input
              type="search"
              id="find-staff"
              placeholder="Name, profession or organisation"
              value={query}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
          </search>
          <p class="vh" role="status">
            {wanted.length > 0 ? `${found.length} found` : ""}
          </p>
          {wanted.length > 0 && found.length === 0 && <p class="muted">Nobody of the directory fits. Write them as a guest below.</p>}
          {[...groups.entries()]
            .sort(([a], [b]) => a.localeCompare(b))
            .map(([name, people]) => (
              <fieldset class="org" key={name}>
                <legend>{name}</legend>
                <div class="ticks">
                  {people.map((one) => (
                    <Tick
                      key={one.id}
                      text={one.id === at.me?.staff ? `${one.name}, you` : (one.name ?? "")}
                      detail={professionInside(one.profession)}
                      checked={here.includes(one.id)}
                      onChange={(is) => put(is ? [...attended, one.id] : attended.filter((id) => id !== one.id))}
                    />
                  ))}
                </div>
              </fieldset>
            ))}
          {found.length > most && wanted.length > 0 && <p class="small">{found.length - most} more fit: write more of the name.</p>}
          <Guests
            view={meeting}
            title="Guests"
            verb="Add a guest"
            label="Name and role of a guest"
            hint="Like “Dr Shah, GP”. Everyone in the place can read this: the person and their family are written where they are discussed."
            guests={guests}
            put={(next) => put([...here, ...next])}
          />
        </>
      ) : (
        <ul class="names">
          {[...here.map((id) => say.people.signature(id)), ...guests].map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <p class="kept-line">
        <KeptWord kept={meeting.kept.people ?? null} />
      </p>
    </Card>
  );
}
