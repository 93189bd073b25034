import { timeOf } from "../lib/dates";
import { Button, Empty, Strip } from "../ui";
import type { Reading } from "./use-live";

/** Instead of a page that is not here yet, or above one that could not be read anew: how it stands, and what can be done. */
export function Unread<Page extends { now: string }>(props: {
  reading: Reading<Page>;
  again: () => void;
  /** What is said while it is read; what it is called that opens with coverage; and that it cannot be shown. */
  busy: string;
  offline: string;
  failed: string;
}) {
  const { reading } = props;
  if (reading.phase === "busy")
    return (
      <p role="status" class="muted">
        {props.busy}
      </p>
    );
  if (reading.phase === "failed")
    return (
      <Empty
        title={reading.offline ? props.offline : props.failed}
        acts={
          <Button look="second" onClick={props.again}>
            Try again
          </Button>
        }
      >
        <p>{reading.words}</p>
      </Empty>
    );
  if (!reading.stale) return null;
  return (
    <Strip icon="nosign" tone="still" title={`What you see is from ${timeOf(reading.page.now)}`}>
      <p>{reading.stale}</p>
    </Strip>
  );
}
