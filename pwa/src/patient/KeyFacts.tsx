import type { Bundle } from "../store/contract";
import { alertLook, By, Icon, type IconName } from "../ui";
import { type StandingAlert, standingAlerts } from "./alerts";
import { Stands } from "./Disputed";
import type { OnePatient } from "./use-patient";
import { hasWayIn, WayIn } from "./WayIn";

type Open = OnePatient & { bundle: Bundle };
const tones: Record<string, string> = { alert: "red", care: "amb" };

/** Alerts, then how to be understood, then how to get in: what must be known before anything else. */
export function KeyFacts({ one }: { one: Open }) {
  const all = standingAlerts(one.bundle);
  // "Key safe" is said once: with how to get in, where that is known.
  const inside = all.filter((a) => a.category === "access" && !a.conflict && hasWayIn(one.bundle));
  const alerts = all.filter((a) => !inside.includes(a));
  return (
    <section aria-labelledby="alerts-heading">
      <h2 class="vh" id="alerts-heading">
        Alerts
      </h2>
      <ul class="alerts-row">
        {alerts.map((alert) => (
          <OneAlert key={alert.id} alert={alert} one={one} />
        ))}
        {all.length === 0 && (
          <li>
            <Icon name="info" />
            <h3>No alerts are recorded</h3>
            <p class="by">That nobody wrote one does not mean that there is none: ask.</p>
          </li>
        )}
        <Language one={one} />
        <WayIn one={one} title={inside.map((a) => a.title).join(", ") || "How to get in"} />
      </ul>
    </section>
  );
}

function OneAlert({ alert, one }: { alert: StandingAlert; one: Open }) {
  const look = alertLook(alert);
  return (
    <li class={tones[look.tone]}>
      <Icon name={look.icon as IconName} />
      <h3>{alert.title}</h3>
      {alert.detail && <p>{alert.detail}</p>}
      {alert.stamp && <By signature={one.say.people.signature(alert.stamp.by)} at={alert.stamp.at.slice(0, 10)} now={one.say.now} />}
      {alert.conflict && (
        <p class="by">
          <a href={`/settle/${alert.conflict}`}>To settle: two people disagree</a>
        </p>
      )}
    </li>
  );
}

/** An alert about speaking together says it already, interpreter and all: the same fact does not stand twice in one row. */
function saidInAlert(bundle: Bundle, interpreter: boolean): boolean {
  const said = standingAlerts(bundle).filter((a) => a.category === "communication" && /\b(speaks|reads|language)\b/i.test(a.title));
  return said.some((a) => !interpreter || /interpret/i.test(`${a.title} ${a.detail ?? ""}`));
}

function Language({ one }: { one: Open }) {
  const patient = one.bundle.all("patient")[0];
  if (!patient) return null;
  const { languages, interpreter_needed, interpreter_language } = patient.fields;
  const speaks = (languages ?? []).join(", ");
  if (!speaks && !interpreter_needed && !patient.disputed.interpreter) return null;
  if (!patient.disputed.interpreter && saidInAlert(one.bundle, interpreter_needed === true)) return null;
  const stamp = patient.stamps.interpreter ?? patient.stamps.languages;
  return (
    <li>
      <Icon name="speak" />
      <h3>{speaks ? `Speaks ${speaks}` : "Language not recorded"}</h3>
      <Stands view={patient} group="interpreter" say={one.say}>
        {interpreter_needed && <p>Interpreter needed{interpreter_language ? `, ${interpreter_language}` : ""}</p>}
      </Stands>
      {stamp && <By signature={one.say.people.signature(stamp.by)} at={stamp.at.slice(0, 10)} now={one.say.now} />}
    </li>
  );
}
