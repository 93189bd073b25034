import { Button } from "../ui";
import { Sign } from "./Sign";

/** What has happened to today's plan, in sentences, and the one press that finds a new one for the rest of the day. */
export function DayNews(props: { words: readonly string[]; canPlan: boolean; busy: boolean; onPlan: () => void }) {
  return (
    <section class="oops today" aria-label="What has happened today">
      <Sign name="clock" />
      <ul>
        {props.words.map((one) => (
          <li key={one}>{one}</li>
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
