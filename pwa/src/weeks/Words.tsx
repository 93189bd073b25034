import type { Id } from "../store/contract";
import type { WeeksPeriod } from "../store/weeks";
import { Button, Dialog } from "../ui";
import type { Plan } from "./use-plan";

/** Actions that say how often in words alone: what the words come to where they are plain, and what is not understood as it stands. */
export function Words(props: { period: WeeksPeriod; plan: Plan; onOpen: (action: Id) => void; onClose: () => void }) {
  const { period, plan } = props;
  return (
    <Dialog title="Said only in words" onClose={props.onClose}>
      {period.unpatterned.length === 0 && <p class="fine">Every action that says how often can be planned.</p>}
      {plan.error && (
        <p class="problem" role="alert">
          {plan.error}
        </p>
      )}
      <ul class="words">
        {period.unpatterned.map((one) => (
          <li key={one.action}>
            <h3>
              {one.name} <small>{one.words}</small>
            </h3>
            <p>“{[one.frequency, one.until && `until ${one.until}`].filter(Boolean).join(", ")}”</p>
            {one.reading.understood ? (
              <>
                <p class="readback">
                  Read as: <b>{one.reading.says}.</b>
                </p>
                {one.reading.assumed.length > 0 && <p class="hint">{one.reading.assumed.join(" ")}</p>}
              </>
            ) : (
              <p class="hint">
                Not understood: {one.reading.not_understood.map((it) => `“${it}”`).join(", ") || "it says nothing"}. It stays as it is.
              </p>
            )}
            <div class="acts">
              {one.reading.understood && one.reading.pattern && (
                <Button look="second" busy={plan.busy !== null} onClick={() => void plan.put(one, { ...one.reading.pattern!, team: period.team })}>
                  Plan it so<span class="vh">: {one.name}</span>
                </Button>
              )}
              <Button look="quiet" onClick={() => props.onOpen(one.action)}>
                Say it here<span class="vh">: {one.name}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
