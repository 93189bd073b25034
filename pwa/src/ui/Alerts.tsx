import type { IconName } from "./Icon";
import { Tag, type Tone } from "./Tag";

export interface AlertLine {
  id: string;
  category: string;
  title: string;
  severity?: string | null;
}

/** The categories of the record's closed list (backend/patients/words.py); colour never alone, so each has its icon. */
const looks: Record<string, { tone: Tone; icon: IconName }> = {
  allergy: { tone: "alert", icon: "allergy" },
  resuscitation: { tone: "line", icon: "form" },
  "staff-safety": { tone: "alert", icon: "shield" },
  infection: { tone: "care", icon: "warn" },
  falls: { tone: "care", icon: "fall" },
  medicine: { tone: "care", icon: "pill" },
  oxygen: { tone: "care", icon: "warn" },
  swallowing: { tone: "care", icon: "cup" },
  skin: { tone: "care", icon: "plus" },
  hoist: { tone: "info", icon: "people" },
  communication: { tone: "info", icon: "speak" },
  access: { tone: "neutral", icon: "key" },
  dog: { tone: "neutral", icon: "dog" },
};

/** How an alert looks: by its kind; by its severity where the kind is not known. */
export function alertLook(alert: AlertLine): { tone: Tone; icon: IconName } {
  const known = looks[alert.category.toLowerCase()];
  if (known) return known;
  if (alert.severity === "high") return { tone: "alert", icon: "warn" };
  if (alert.severity === "medium") return { tone: "care", icon: "warn" };
  return { tone: "neutral", icon: "info" };
}

/** Alerts as words with an icon; the gravest first. */
export function Alerts(props: { alerts: readonly AlertLine[]; label?: string }) {
  if (props.alerts.length === 0) return null;
  return (
    <ul class="tags" aria-label={props.label ?? "Alerts"}>
      {props.alerts.map((alert) => {
        const look = alertLook(alert);
        return (
          <li key={alert.id}>
            <Tag tone={look.tone} icon={look.icon}>
              {alert.title}
            </Tag>
          </li>
        );
      })}
    </ul>
  );
}
