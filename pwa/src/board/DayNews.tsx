import type { BoardDay } from "../store/board";
import { Button } from "../ui";
import { Sign } from "./Sign";
import { type CalledOff, goneWords } from "./under-way";

/** What has happened to the day's plan, in sentences, with what can be done about it: one press finds a new plan for what is left of today. */
export function DayNews(props: {
  words: readonly string[];
  gone: BoardDay["not_home"];
  off: readonly CalledOff[];
  canPlan: boolean;
  busy: boolean;
  onPlan: () => void;
  /** `why` null: they are home again. */
  onHome: (patient: string, name: string, why: string | null) => void;
  onStand: (visit: string, name: string) => void;
}) {
  return (
    <section class="oops of-today" aria-label="What has happened to this day">
      <Sign name="clock" />
      <ul>
        {props.words.map((one) => (
          <li key={one}>{one}</li>
        ))}
        {props.gone.map((one) => (
          <li key={one.patient}>
            {goneWords(one)}{" "}
            {one.standing.length > 0 && (
              <button type="button" class="lk" onClick={() => props.onHome(one.patient, one.name, "hospital")}>
                Take them off
              </button>
            )}
            {one.is_said && (
              <button type="button" class="lk" onClick={() => props.onHome(one.patient, one.name, null)}>
                Home again
              </button>
            )}
          </li>
        ))}
        {props.off.map((one) => (
          <li key={one.visit}>
            {one.words}{" "}
            {one.mayStand && (
              <button type="button" class="lk" onClick={() => props.onStand(one.visit, one.name)}>
                It stands again
              </button>
            )}
          </li>
        ))}
      </ul>
      {props.canPlan && (
        <Button look="second" busy={props.busy} onClick={props.onPlan}>
          Re-plan from now
        </Button>
      )}
    </section>
  );
}
