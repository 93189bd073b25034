import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { walked } from "../board/keyboard";
import { useDrag } from "../board/use-drag";
import { useMedia } from "../lib/use-media";
import type { Id } from "../store/contract";
import type { WeeksPeriod, WeekTaking, WeekTeams } from "../store/weeks";
import { Button, Icon, Main } from "../ui";
import { Later } from "../ui/Later";
import { Dialogs, type Open } from "./Dialogs";
import { Grid, type Stand } from "./Grid";
import { Head } from "./Head";
import { stuck } from "./hand";
import { actOf } from "./keyboard";
import { Legend } from "./Legend";
import { DayPanel, SeriesPanel } from "./Panels";
import { Plain, Seek } from "./Plain";
import { type Block, columns, found, loadsOf, type Row, rowsOf } from "./plan";
import { isOver } from "./Take";
import { useHand } from "./use-hand";
import { usePlan } from "./use-plan";
import type { Ask, Hold } from "./use-weeks";
import { mayMoveWeekly } from "./WhichDay";
import { plural } from "./words";

const suggestionView = () => import("./Suggestion");

/** Four weeks of one team's repeating visits: what stands, how full each day is, and what a lead does with both. */
export function Planner(props: {
  hold: Hold;
  teams: WeekTeams;
  period: WeeksPeriod;
  stale: string | null;
  ask: Ask;
  onWhich: (team: Id, monday: string) => void;
}) {
  const { hold, teams, period, ask } = props;
  const small = useMedia("(max-width: 640px)");
  const [said, say] = useState("");
  const plan = usePlan(period, hold.again, ask, say);
  const { suggestion } = plan;
  const [view, setView] = useState<"weeks" | "suggestion">("weeks");
  const [open, setOpen] = useState<Open | null>(null);
  const [search, setSearch] = useState("");
  const [skill, setSkill] = useState<string | null>(null);
  const [chosen, choose] = useState<{ row: Id | null; visit: Id | null; day: string | null }>({ row: null, visit: null, day: null });
  const [stand, setStand] = useState<Stand | null>(null);
  const canChange = props.stale === null;

  const all = useMemo(() => rowsOf(period, suggestion), [period, suggestion]);
  const rows = useMemo(() => found(all, search, period), [all, search, period]);
  const loads = useMemo(() => loadsOf(period, suggestion, skill), [period, suggestion, skill]);
  const missing = useMemo(() => all.reduce((sum, one) => sum + one.missing, 0), [all]);
  const root = useRef<HTMLDivElement>(null);
  const focusOn = useRef<Id | null>(null);
  // What was dropped keeps the focus, in its new place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for after each drawing of the rows
  useEffect(() => {
    const id = focusOn.current;
    if (!id) return;
    focusOn.current = null;
    root.current?.querySelector<HTMLElement>(`[data-visit="${id}"]`)?.focus({ preventScroll: false });
  }, [rows]);

  const move = async (row: Row, block: Block, day: string, every: boolean) => {
    focusOn.current = block.visit;
    return plan.move(row, block, day, every);
  };
  // A weekday that the care plan names may be meant from now on: that is asked. All else is one visit, and done.
  const onDrop = (row: Row, block: Block, day: string) =>
    mayMoveWeekly(row, block, day) ? setOpen({ what: "day", action: row.series.action, visit: block.visit, day }) : void move(row, block, day, false);
  const { hand, words, pick, dragging } = useHand({ period, rows, loads, canChange, say, onDrop });
  useDrag(root, dragging, !small && view === "weeks");

  const suggest = async () => {
    if (await plan.suggest()) setView("suggestion");
  };
  const askDay = (row: Row, block: Block) => {
    const why = canChange ? stuck(period, row, block) : "Without coverage nothing is moved.";
    if (why) return say(why);
    setOpen({ what: "day", action: row.series.action, visit: block.visit, day: null });
  };

  const walk = (event: KeyboardEvent, row: Row | null, col: number) => {
    event.preventDefault();
    const at = row ? rows.indexOf(row) : -1;
    if ((at === 0 && event.key === "ArrowUp") || !row) return walkDays(event, row ? 0 : col);
    const lines = rows.map((one) => one.blocks.map((it) => ({ start: it.col * 10 + it.ordinal })));
    const next = walked(lines, { row: at, col }, event.key);
    focus({ row: rows[next.row]!.series.action, col: next.col });
  };
  const walkDays = (event: KeyboardEvent, col: number) => {
    if (event.key === "ArrowDown" && rows[0]) return focus({ row: rows[0].series.action, col: -1 });
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -columns, End: columns }[event.key] ?? 0;
    focus({ row: "days", col: Math.min(columns - 1, Math.max(0, col + by)) });
  };
  const focus = (to: Stand) => {
    const place = root.current?.querySelector<HTMLElement>(`[data-stand="${to.row}:${to.col}"]`);
    if (!place) return;
    setStand(to);
    place.focus();
  };
  const onKey = (event: KeyboardEvent, block: Block | null, row: Row) => {
    if (event.ctrlKey || event.metaKey || event.altKey || hand) return;
    if (/^(Arrow|Home|End)/.test(event.key)) return walk(event, row, block ? row.blocks.indexOf(block) : -1);
    const act = actOf(event);
    if (act === "keys") return setOpen({ what: "keys" });
    if (!act || !block) return;
    event.preventDefault();
    choose({ ...chosen, row: row.series.action, visit: block.visit });
    if (act === "pick") pick(block.visit);
    else askDay(row, block);
  };
  const keys = useRef(onKey);
  keys.current = onKey;
  const rowActs = useMemo(
    () => ({
      onRow: (row: Id) => choose((was) => ({ ...was, row, visit: null })),
      onBlock: (block: Block) => choose((was) => ({ ...was, row: block.action, visit: block.visit })),
      onKey: (event: KeyboardEvent, block: Block | null, row: Row) => keys.current(event, block, row),
    }),
    [],
  );
  const written = useCallback(
    (taking: WeekTaking) => {
      say(`${plural(taking.written, "change")} written.`);
      void hold.again();
    },
    [hold.again],
  );

  const row = all.find((one) => one.series.action === chosen.row) ?? rows[0] ?? null;
  const block = row?.blocks.find((one) => one.visit === chosen.visit) ?? null;
  const load = loads.find((one) => one.day.day === (chosen.day ?? period.today)) ?? loads[0]!;
  const acts = row && (
    <>
      {block && (
        <Button look="second" busy={!canChange} onClick={() => askDay(row, block)}>
          Move it
        </Button>
      )}
      <Button look="second" busy={!canChange} onClick={() => setOpen({ what: "pattern", action: row.series.action })}>
        Change how often
      </Button>
      <a class="btn quiet" href={`/patient/${row.series.patient}/plan`}>
        Care plan
      </a>
    </>
  );
  const dialogs = open && (
    <Dialogs
      {...{ open, period, rows: all, loads, plan, ask, onOpen: setOpen }}
      onMove={move}
      onWritten={written}
      onTaken={() => setView("weeks")}
      onClose={() => {
        setOpen(null);
        plan.setError(null);
      }}
    />
  );
  const live = (
    <p class="vh" role="status" aria-live="assertive" data-said>
      {said}
    </p>
  );
  if (view === "suggestion" && suggestion)
    return (
      <Main class="board weeks">
        {live}
        <Later
          load={suggestionView}
          props={{
            ...{ period, suggestion, canChange, ticked: plan.ticked, busy: plan.busy !== null },
            onTick: plan.tick,
            onBack: () => setView("weeks"),
            onTake: () => setOpen({ what: "take" }),
            onLeave: () => {
              plan.leave();
              setView("weeks");
            },
          }}
          waiting={<p class="muted" />}
          failed={(again) => (
            <Button look="second" onClick={again}>
              Try again
            </Button>
          )}
        />
        {dialogs}
      </Main>
    );
  const seek = {
    search,
    onSearch: setSearch,
    found: rows.length,
    of: period.series.length,
    inWords: period.unpatterned.length,
    onWords: () => setOpen({ what: "words" }),
  };
  return (
    <Main class={hand ? "board weeks holding" : "board weeks"}>
      {live}
      <Head
        {...{ teams, period, loads, missing, canChange, undo: plan.undo, busy: plan.busy, isSuggested: suggestion !== null }}
        onFirst={(monday) => props.onWhich(period.team, monday)}
        onTeam={(team) => props.onWhich(team, period.first)}
        acts={{ undo: () => void plan.back(), away: () => setOpen({ what: "away" }), suggest: () => void suggest() }}
      />
      {(props.stale || (plan.error && !open) || suggestion || isWriting(period)) && (
        <div class="notes">
          {props.stale && (
            <div class="oops" role="status">
              <Icon name="nosign" />
              <p>{props.stale} What you see is as it was when it was last read.</p>
            </div>
          )}
          {plan.error && !open && (
            <div class="oops" role="alert">
              <Icon name="warn" />
              <p>{plan.error}</p>
              <Button look="quiet" onClick={() => plan.setError(null)}>
                All right
              </Button>
            </div>
          )}
          {suggestion && (
            <p class="still">
              What is suggested stands in dashed blocks. Nothing of it is written.{" "}
              <button type="button" class="lk" onClick={() => setView("suggestion")}>
                See why, and take it
              </button>
            </p>
          )}
          {isWriting(period) && (
            <p class="still">
              {period.taking?.name} has visits written: {period.taking?.written} of {period.taking?.total}.{" "}
              <button type="button" class="lk" onClick={() => setOpen({ what: "take" })}>
                See how far
              </button>
            </p>
          )}
        </div>
      )}
      {small ? (
        <Plain
          {...{ period, rows, loads, seek }}
          onBlock={(one) => setOpen({ what: "visit", action: one.action, visit: one.visit })}
          onDay={(day) => setOpen({ what: "load", day })}
        />
      ) : (
        <div class="work one" ref={root}>
          <div class="right">
            <Seek {...seek} />
            {period.series.length === 0 ? (
              <div class="nobody">
                <h2>Nothing repeats in these weeks</h2>
                <p>How often somebody is visited is said in their care plan, at the action: days, time, minutes, until when.</p>
              </div>
            ) : (
              <Grid
                {...rowActs}
                {...{ period, rows, loads, skill, hand, held: words, stand }}
                chosenDay={chosen.day}
                chosenRow={row?.series.action ?? null}
                onSkill={setSkill}
                onDay={(day) => choose((was) => ({ ...was, day }))}
                onDayKey={(event, col) => /^(Arrow|Home|End|Page)/.test(event.key) && walk(event, null, col)}
              />
            )}
            <div class="below">
              <DayPanel period={period} load={load} />
              {row && <SeriesPanel period={period} row={row} block={block} acts={acts} />}
            </div>
          </div>
        </div>
      )}
      {!small && <Legend onKeys={() => setOpen({ what: "keys" })} />}
      {dialogs}
    </Main>
  );
}

const isWriting = (period: WeeksPeriod): boolean => period.taking !== null && !isOver(period.taking);
