import { useEffect, useState } from "preact/hooks";
import { useWords } from "../patient/use-words";
import type { View } from "../store/contract";
import type { LeadProposal } from "../store/population";
import { Button, Choice, Dialog, Icon, TextArea } from "../ui";
import type { Open } from "./open";
import { type Picks, Select } from "./Select";
import { leadFaults } from "./state";
import { grounds } from "./words";

const all = Object.entries(grounds).map(([value, text]) => ({ value, text }));

/** Who leads, on which ground, and who co-ordinates. What the rule proposes is read with coverage; naming somebody works without. */
export function LeadForm({ one, onClose }: { one: Open; onClose: () => void }) {
  const { bundle, store, say } = one;
  const patient = bundle.all("patient")[0] as View<"patient">;
  const { lead_professional, lead_ground, lead_reason, care_coordinator } = patient.fields;
  const words = useWords(patient as View, "who-answers", {
    lead: lead_professional ?? "",
    ground: lead_ground ?? "",
    reason: lead_reason ?? "",
    coordinator: care_coordinator ?? "",
  });
  const { lead, ground, reason, coordinator } = words.values;
  const [tried, setTried] = useState(false);
  const proposal = useProposal(one);
  const picks = whom(one, lead_professional ?? null, care_coordinator ?? null);
  const faults = leadFaults(words.values, say.people.staff(lead)?.profession);
  const shown = tried ? faults : {};

  async function keep() {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    await store.change(patient, "care_team", {
      lead_professional: lead || null,
      lead_ground: lead ? ground : null,
      lead_reason: lead && ground === "other" ? reason.trim() : null,
      care_coordinator: coordinator || null,
    });
    words.done();
    onClose();
  }

  return (
    <Dialog title={`Who answers for ${one.name}`} onClose={onClose}>
      <div class="stack">
        <Proposed proposal={proposal} say={say} onTake={(staff, by) => words.put({ lead: staff, ground: by, reason: "" })} />
        <Select label="Lead professional" value={lead} none="Nobody" groups={picks.leads} onChange={(next) => words.put({ lead: next })} />
        {lead && (
          <Choice
            legend="On which ground"
            options={all}
            value={ground || null}
            error={shown.ground}
            onChange={(next) => words.put({ ground: next })}
          />
        )}
        {lead && ground === "other" && (
          <TextArea
            label="Why somebody else than by the rule"
            rows={2}
            value={reason}
            error={shown.reason}
            onInput={(next) => words.put({ reason: next })}
          />
        )}
        <Select
          label="Care co-ordinator"
          hint="Whom the person can ring with any question."
          value={coordinator}
          none="Nobody"
          groups={picks.coordinators}
          onChange={(next) => words.put({ coordinator: next })}
        />
        <div class="acts">
          <Button icon="check" onClick={() => void keep()}>
            Keep it
          </Button>
          <Button look="quiet" onClick={onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

type Reading = { phase: "busy" } | { phase: "none"; words: string } | { phase: "here"; proposal: LeadProposal };

function useProposal(one: Open): Reading {
  const [reading, setReading] = useState<Reading>({ phase: "busy" });
  const { store, bundle } = one;
  useEffect(() => {
    let gone = false;
    void store
      .population()
      .then((population) => population.lead(bundle.id))
      .catch(() => null)
      .then((answer) => {
        if (gone) return;
        if (answer?.ok) setReading({ phase: "here", proposal: answer.value });
        else setReading({ phase: "none", words: "What the rule proposes is read with coverage. You can name somebody all the same." });
      });
    return () => {
      gone = true;
    };
  }, [store, bundle.id]);
  return reading;
}

function Proposed(props: { proposal: Reading; say: Open["say"]; onTake: (staff: string, ground: string) => void }) {
  const { proposal: reading, say } = props;
  if (reading.phase === "busy") return <p class="muted">Asking what the rule proposes.</p>;
  if (reading.phase === "none") return <p class="muted">{reading.words}</p>;
  const { staff, ground, why } = reading.proposal;
  const name = staff ? say.people.staff(staff)?.name : null;
  return (
    <div class="proposed">
      <p>
        <Icon name="info" /> <b>By the rule{name && !why.startsWith(name) ? `: ${name}` : ""}.</b> {why}
      </p>
      {staff && ground && name && (
        <Button look="second" onClick={() => props.onTake(staff, ground)}>
          Choose {name}
        </Button>
      )}
    </div>
  );
}

/** Whom one may name: who comes or does something first, then the own team, then GPs; each once. */
function whom(one: Open, lead: string | null, coordinator: string | null): { leads: Picks[]; coordinators: Picks[] } {
  const { bundle, say, me } = one;
  const staff = say.people.allStaff().filter((each) => each.status !== "left" || each.id === lead || each.id === coordinator);
  const here = new Set([lead, ...bundle.all("visit").flatMap((v) => v.fields.asked ?? []), ...bundle.all("action").map((a) => a.fields.staff)]);
  const seen = new Set<string>();
  const picks = (label: string, fits: (each: (typeof staff)[number]) => boolean): Picks => ({
    label,
    options: staff
      .filter((each) => !seen.has(each.id) && fits(each) && seen.add(each.id))
      .map((each) => ({ value: each.id, text: [each.name, each.profession].filter(Boolean).join(", ") }))
      .sort((a, b) => a.text.localeCompare(b.text, "en-GB")),
  });
  const clinical = (each: (typeof staff)[number]) => each.role === "practitioner" || each.role === "lead" || each.id === lead;
  const leads = [
    picks("Cares for them now", (each) => here.has(each.id) && clinical(each)),
    picks("Your team", (each) => Boolean(me?.team) && each.team === me?.team && clinical(each)),
    picks("GPs", (each) => each.profession === "GP"),
  ];
  seen.clear();
  const coordinates = (each: (typeof staff)[number]) => each.role === "coordinator" || each.id === coordinator;
  const coordinators = [
    picks("Your team", (each) => Boolean(me?.team) && each.team === me?.team && coordinates(each)),
    picks("Other teams", coordinates),
  ];
  return { leads, coordinators };
}
