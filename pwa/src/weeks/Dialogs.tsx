import { Keylist } from "../board/Keys";
import type { Id } from "../store/contract";
import type { WeeksPeriod, WeekTaking } from "../store/weeks";
import { Button, Dialog } from "../ui";
import { Away } from "./Away";
import { keys } from "./keyboard";
import { DayPanel, SeriesPanel } from "./Panels";
import { PatternDialog } from "./PatternDialog";
import type { Block, Load, Row } from "./plan";
import { Take } from "./Take";
import type { Plan } from "./use-plan";
import type { Ask } from "./use-weeks";
import { WhichDay } from "./WhichDay";
import { Words } from "./Words";

export type Open =
  | { what: "day"; action: Id; visit: Id; day: string | null }
  | { what: "visit"; action: Id; visit: Id }
  | { what: "pattern"; action: Id }
  | { what: "load"; day: string }
  | { what: "away" | "take" | "words" | "keys" };

/** The one question that stands before the weeks. It stays, with what one typed, until it is done or left. */
export function Dialogs(props: {
  open: Open;
  period: WeeksPeriod;
  rows: readonly Row[];
  loads: readonly Load[];
  plan: Plan;
  ask: Ask;
  onOpen: (open: Open) => void;
  onMove: (row: Row, block: Block, day: string, every: boolean) => Promise<boolean>;
  onTaken: () => void;
  onWritten: (taking: WeekTaking) => void;
  onClose: () => void;
}) {
  const { open, period, plan, ask, onClose } = props;
  const row = "action" in open ? props.rows.find((one) => one.series.action === open.action) : undefined;
  const block = "visit" in open ? row?.blocks.find((one) => one.visit === open.visit) : undefined;
  const busy = plan.busy !== null;
  switch (open.what) {
    case "keys":
      return <Keylist title="The weeks by keyboard" keys={keys} onClose={onClose} />;
    case "away":
      return <Away period={period} suggestion={plan.suggestion?.id ?? null} ask={ask} onClose={onClose} />;
    case "words":
      return <Words period={period} plan={plan} onOpen={(action) => props.onOpen({ what: "pattern", action })} onClose={onClose} />;
    case "load": {
      const load = props.loads.find((one) => one.day.day === open.day);
      return load ? (
        <Dialog title="The day" onClose={onClose}>
          <DayPanel period={period} load={load} />
        </Dialog>
      ) : null;
    }
    case "visit":
      return row && block ? (
        <Dialog title="The visit" onClose={onClose}>
          <SeriesPanel
            period={period}
            row={row}
            block={block}
            acts={
              <>
                <Button onClick={() => props.onOpen({ what: "day", action: open.action, visit: open.visit, day: null })}>Move it</Button>
                <a class="btn quiet" href={`/patient/${row.series.patient}/plan`}>
                  Care plan
                </a>
              </>
            }
          />
        </Dialog>
      ) : null;
    case "day":
      return row && block ? (
        <WhichDay
          {...{ period, row, block, busy, loads: props.loads, day: open.day, error: plan.error, onClose }}
          onMove={(day, reach) => void props.onMove(row, block, day, reach === "every").then((ok) => ok && onClose())}
        />
      ) : null;
    case "pattern": {
      const words = period.unpatterned.find((one) => one.action === open.action);
      const of = row?.series ?? words;
      return of ? (
        <PatternDialog
          {...{ period, busy, error: plan.error, onClose }}
          of={of}
          pattern={row?.series.pattern ?? words?.reading.pattern ?? null}
          repeats={row !== undefined}
          onPut={(pattern) => void plan.put(of, pattern).then((ok) => ok && onClose())}
        />
      ) : null;
    }
    case "take":
      return (
        <Take
          {...{ period, ask, onClose }}
          suggestion={plan.suggestion}
          ticked={plan.ticked}
          taking={plan.suggestion ? null : (plan.writing ?? period.taking)}
          onTaken={(taking) => {
            plan.taken(taking);
            props.onTaken();
          }}
          onDone={props.onWritten}
        />
      );
  }
}
