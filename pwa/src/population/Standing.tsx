import "./population.scss";
import { useState } from "preact/hooks";
import { day } from "../lib/dates";
import { Stands } from "../patient/Disputed";
import { nameOfStaff } from "../patient/words";
import { Button, By, Card, Icon, Tag } from "../ui";
import { ClientGroupForm } from "./ClientGroupForm";
import { ConsentForm } from "./ConsentForm";
import { Consents } from "./Consents";
import { LeadForm } from "./LeadForm";
import { judgementOf, type Open, tones } from "./open";
import { RiskForm } from "./RiskForm";
import { inForce } from "./state";
import { bands, clientGroups, grounds } from "./words";

type Form = "risk" | "lead" | "client-group" | "consent";

/** Where somebody stands: at what risk and who says so, who answers for them and why, what they agreed to. Read and written with or without coverage. */
export default function Standing({ one }: { one: Open }) {
  const [form, open] = useState<Form | null>(null);
  const shut = () => open(null);
  const patient = one.bundle.all("patient")[0];
  if (!patient) return null;
  return (
    <div class="standing">
      <Card title="Risk and who leads">
        <Risk one={one} onOpen={() => open("risk")} />
        <Lead one={one} onOpen={() => open("lead")} />
        <ClientGroup one={one} onOpen={() => open("client-group")} />
      </Card>
      {one.seesMore && (
        <Card title="Consent">
          <Consents one={one} />
          {one.may("consent", "given") && (
            <div class="acts">
              <Button look="calm" icon="plus" onClick={() => open("consent")}>
                Record consent
              </Button>
            </div>
          )}
        </Card>
      )}
      {form === "risk" && <RiskForm one={one} onClose={shut} />}
      {form === "lead" && <LeadForm one={one} onClose={shut} />}
      {form === "client-group" && <ClientGroupForm one={one} onClose={shut} />}
      {form === "consent" && <ConsentForm one={one} onClose={shut} />}
    </div>
  );
}

function Risk({ one, onOpen }: { one: Open; onOpen: () => void }) {
  const { bundle, say } = one;
  const patient = bundle.all("patient")[0];
  const judgement = judgementOf(bundle);
  const { band, judged } = inForce(patient?.fields, judgement);
  const found = patient?.fields;
  const { fields, stamps } = judgement;
  return (
    <div class="stands">
      <h3>Risk of going to hospital</h3>
      <p class="head">
        {band ? (
          <Tag tone={tones[band] ?? "line"} icon={band === "very-high" || band === "high" ? "warn" : undefined}>
            {bands[band] ?? band}
          </Tag>
        ) : (
          <span class="muted">No band is recorded.</span>
        )}
        {judged && <span>by judgement</span>}
      </p>
      <Stands view={judgement} group="judgement" say={say}>
        {fields.band && stamps.judgement && (
          <p>
            {fields.why}
            <By signature={say.people.signature(fields.judged_by ?? stamps.judgement.by)} at={fields.judged_on} now={say.now} />
          </p>
        )}
      </Stands>
      {found?.risk_band && (
        <p class="by">
          {judged ? `Found as ${(bands[found.risk_band] ?? found.risk_band).toLowerCase()}` : "Found"}
          {found.risk_on ? ` ${day(found.risk_on, say.now)}` : ""}
          {found.risk_source ? `, ${found.risk_source}` : ""}
        </p>
      )}
      {(one.may("risk_judgement", "judgement") || one.may("patient", "risk")) && (
        <Button look="quiet" onClick={onOpen}>
          Change the risk band
        </Button>
      )}
    </div>
  );
}

function Lead({ one, onOpen }: { one: Open; onOpen: () => void }) {
  const { bundle, say } = one;
  const patient = bundle.all("patient")[0];
  if (!patient) return null;
  const { lead_professional, lead_ground, lead_reason, care_coordinator } = patient.fields;
  const stamp = patient.stamps.care_team;
  return (
    <div class="stands">
      <h3>Who answers for them</h3>
      <Stands view={patient} group="care_team" say={say}>
        <dl>
          <div>
            <dt>Lead professional</dt>
            <dd>
              {lead_professional ? <b>{nameOfStaff(lead_professional, say)}</b> : <Missing>No lead is named</Missing>}
              {lead_professional && lead_ground && <small>{lead_ground === "other" ? lead_reason : grounds[lead_ground]}</small>}
            </dd>
          </div>
          <div>
            <dt>Care co-ordinator</dt>
            <dd>{care_coordinator ? <b>{nameOfStaff(care_coordinator, say)}</b> : <Missing>No co-ordinator is named</Missing>}</dd>
          </div>
        </dl>
        {stamp && <By signature={say.people.signature(stamp.by)} at={stamp.at.slice(0, 10)} now={say.now} />}
      </Stands>
      {one.may("patient", "care_team") && (
        <Button look="quiet" onClick={onOpen}>
          Change who answers
        </Button>
      )}
    </div>
  );
}

function Missing({ children }: { children: string }) {
  return (
    <span class="missing">
      <Icon name="warn" /> {children}
    </span>
  );
}

function ClientGroup({ one, onOpen }: { one: Open; onOpen: () => void }) {
  const group = one.bundle.all("patient")[0]?.fields.client_group;
  return (
    <div class="stands">
      <h3>Client group, for returns</h3>
      <p>{group ? (clientGroups[group] ?? group) : <span class="muted">Not said yet.</span>}</p>
      {one.may("patient", "client_group") && (
        <Button look="quiet" onClick={onOpen}>
          Change the client group
        </Button>
      )}
    </div>
  );
}
