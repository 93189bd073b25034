import type { IconName } from "./Icon";
import { Tag, type Tone } from "./Tag";

export interface AlertLine {
  id: string;
  category: string;
  title: string;
  severity?: string | null;
}

const looks: Record<string, { tone: Tone; icon: IconName }> = {
  allergy: { tone: "alert", icon: "allergy" },
  resuscitation: { tone: "line", icon: "form" },
  falls: { tone: "care", icon: "fall" },
  fall: { tone: "care", icon: "fall" },
  medicine: { tone: "care", icon: "pill" },
  access: { tone: "neutral", icon: "key" },
  key: { tone: "neutral", icon: "key" },
  dog: { tone: "neutral", icon: "dog" },
  animal: { tone: "neutral", icon: "dog" },
  communication: { tone: "info", icon: "speak" },
  safety: { tone: "care", icon: "warn" },
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
