import { useState } from "preact/hooks";
import { Choice, Field } from "../ui";

/** Nobody by name. */
export const nearest = "nearest";
/** Of so many colleagues one is looked for by name. */
const many = 8;

export interface Colleague {
  id: string;
  name: string;
  profession: string | null;
}

/** One of the team, or whoever of it is nearest then. The one who is chosen stays in sight while another is looked for. */
export function BuddyChoice(props: { legend: string; team: readonly Colleague[]; value: string; onChange: (value: string) => void }) {
  const { team, value } = props;
  const [search, setSearch] = useState("");
  const words = search.trim().toLowerCase();
  const shown = team.filter((one) => one.id === value || one.name.toLowerCase().includes(words));
  return (
    <>
      {team.length > many && (
        <Field label="Find a colleague">
          {({ id }) => <input id={id} type="search" autocomplete="off" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />}
        </Field>
      )}
      <Choice
        legend={props.legend}
        hideLegend
        options={[
          { value: nearest, text: "Whoever is nearest", detail: "A colleague of the team who is on shift then" },
          ...shown.map((one) => ({ value: one.id, text: one.name || "A colleague", ...(one.profession && { detail: one.profession }) })),
        ]}
        value={value}
        onChange={props.onChange}
      />
      {words && shown.length === 0 && <p>Nobody of the team is called so.</p>}
    </>
  );
}
