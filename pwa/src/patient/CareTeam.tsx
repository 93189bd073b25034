import type { ComponentChildren } from "preact";
import type { Bundle, View } from "../store/contract";
import { Card, Face, Icon } from "../ui";
import { AlsoChanged } from "./AlsoChanged";
import { Stands } from "./Disputed";
import { phoneHref } from "./text";
import type { OnePatient } from "./use-patient";

type Open = OnePatient & { bundle: Bundle };

interface Member {
  id: string;
  name: string;
  role: string | null;
  detail: string;
  phone: string | null;
  tone: "lead" | "kin" | "";
  /** Who else changed it, where that was not seen (M4). */
  also?: ComponentChildren;
}

/** Who answers for the person first, then those near to them, then everyone who comes or has come lately. */
function members(one: Open): Member[] {
  const { bundle, say, me } = one;
  const person = bundle.all("patient")[0];
  const patient = person?.fields;
  const staff = (id: string | null | undefined, role: string | null): Member[] => {
    const s = id ? say.people.staff(id) : undefined;
    if (!id || !s) return [];
    const organisation = say.people.organisation(s.organisation ?? "");
    const detail = [s.profession, organisation?.short_name ?? organisation?.name].filter(Boolean).join(", ");
    const mine = id === me?.staff;
    return [{ id, name: `${s.name ?? ""}${mine ? ", you" : ""}`, role, detail, phone: mine ? null : (s.phone ?? null), tone: role ? "lead" : "" }];
  };
  const asked = bundle.all("visit").flatMap((v) => v.fields.asked ?? []);
  const doing = bundle.all("action").flatMap((a) => (a.fields.staff ? [a.fields.staff] : []));
  const first = [...staff(patient?.lead_professional, "Lead professional"), ...staff(patient?.care_coordinator, "Care coordinator")];
  const seen = new Set(first.map((m) => m.id));
  const rest = [...new Set([...asked, ...doing])].filter((id) => !seen.has(id)).flatMap((id) => staff(id, null));
  const own: Member[] =
    person && (patient?.phone || person.stamps.phone?.also)
      ? [
          {
            id: person.id,
            name: one.name,
            role: null,
            detail: patient?.phone ? `Own telephone: ${patient.phone}` : "Own telephone: taken out",
            phone: patient?.phone ?? null,
            tone: "",
            also: <AlsoChanged view={person} group="phone" say={say} />,
          },
        ]
      : [];
  return [
    ...own,
    ...first,
    ...bundle
      .all("contact")
      .filter((c) => c.fields.status !== "ended" && c.fields.status !== "entered-in-error")
      .map((c) => contact(c, one)),
    ...rest,
  ];
}

function contact(c: View<"contact">, one: Open): Member {
  const f = c.fields;
  const roles = [f.relation, f.is_carer && "carer", f.is_next_of_kin && "next of kin", f.is_key_holder && "holds a key"].filter(Boolean).join(", ");
  const detail = [roles.charAt(0).toUpperCase() + roles.slice(1), f.note].filter(Boolean).join(". ");
  const also = <AlsoChanged view={c} group="phone" say={one.say} />;
  return { id: c.id, name: f.name ?? "", role: null, detail, phone: f.phone ?? null, tone: "kin", also };
}

export function CareTeam({ one }: { one: Open }) {
  const patient = one.bundle.all("patient")[0];
  const practice = patient?.fields.practice ? one.say.people.practice(patient.fields.practice) : undefined;
  return (
    <Card class="teamc" title="Care team">
      {patient && (
        <Stands view={patient} group="care_team" say={one.say}>
          {null}
        </Stands>
      )}
      <ul class="team">
        {members(one).map((m) => (
          <li key={m.id} class={m.tone}>
            <Face name={m.name.replace(", you", "")} />
            <span>
              {m.role && <span class="role">{m.role}</span>}
              <b>{m.name}</b>
              <small>{m.detail}</small>
              {m.also}
            </span>
            {m.phone && <Ring name={m.name} phone={m.phone} />}
          </li>
        ))}
        {practice && (
          <li>
            <Face name={practice.name ?? "GP"} />
            <span>
              <span class="role">GP practice</span>
              <b>{practice.name}</b>
              <small class="num">{practice.phone}</small>
              {patient && <AlsoChanged view={patient} group="practice" say={one.say} />}
            </span>
            {practice.phone && <Ring name={practice.name ?? "the practice"} phone={practice.phone} />}
          </li>
        )}
      </ul>
    </Card>
  );
}

function Ring(props: { name: string; phone: string }) {
  return (
    <a class="call" href={phoneHref(props.phone)} aria-label={`Ring ${props.name}, ${props.phone}`}>
      <Icon name="phone" />
    </a>
  );
}
