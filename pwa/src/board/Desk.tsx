import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useMedia } from "../lib/use-media";
import type { BoardChangeMode, BoardDay, Boards } from "../store/board";
import type { Id } from "../store/contract";
import { Button, Main } from "../ui";
import { Later } from "../ui/Later";
import { BoardMap } from "./BoardMap";
import { Dialogs, type Open } from "./Dialogs";
import { isPlaced, isTwo, type Person, type Placement, placed, stopsOfAll, type Visit } from "./day";
import { Grid } from "./Grid";
import { Head } from "./Head";
import { type Hand, reordered } from "./hand";
import { actOf, walked } from "./keyboard";
import { Legend } from "./Legend";
import { scaleOf, shown } from "./layout";
import { Notes } from "./Notes";
import { Plain, useShown } from "./Plain";
import { presetWords } from "./presets";
import { Route } from "./Route";
import { Tray } from "./Tray";
import { newsWords } from "./under-way";
import { type Ask, asStep, failure, type Hold, ownLast } from "./use-board";
import { useDrag } from "./use-drag";
import { useHand } from "./use-hand";
import { useProposal } from "./use-proposal";
import { useSteps } from "./use-steps";
import { dayFrom } from "./wire";
import { clock, plural } from "./words";

const proposalView = () => import("./Proposal");

/** The board of one team and day: what a lead does becomes a step, sent with what was seen; it comes back as the whole day. */
export function Desk(props: {
  hold: Hold;
  boards: Boards;
  board: BoardDay;
  me: Id;
  stale: string | null;
  news: readonly string[];
  ask: Ask;
  onWhich: (team: Id, day: string) => void;
}) {
  const { hold, boards, board, ask } = props;
  const small = useMedia("(max-width: 640px)");
  const onPhone = useShown();
  const [said, say] = useState("");
  const { busy, error, warned, pending, setError, setBusy, setWarned, move, pin: pinned, step } = useSteps(hold, ask, say);
  const [open, setOpen] = useState<Open | null>(null);
  const [search, setSearch] = useState("");
  const [chosen, choose] = useState<{ person: Id | null; visit: Id | null }>({ person: null, visit: null });
  const [stand, setStand] = useState<{ person: Id; col: number } | null>(null);
  const [view, setView] = useState<"board" | "proposal">("board");
  const [wanted, setWanted] = useState<{ preset: string; change: BoardChangeMode } | null>(null);
  const looking = useProposal(view === "proposal" ? board.proposal : null, ask);

  const day = useMemo(() => placed(dayFrom(board), pending), [board, pending]);
  const stops = useMemo(() => stopsOfAll(day), [day]);
  const minutesLeft = useMemo(() => new Map(board.people.map((one) => [one.id, one.minutes_left])), [board]);
  const scale = useMemo(() => scaleOf(day), [day]);
  const rows = useMemo(() => shown(day, stops, search), [day, stops, search]);
  const person = day.people.find((one) => one.id === chosen.person) ?? rows.find((one) => (stops.get(one.id)?.length ?? 0) > 0) ?? null;
  const visit = day.visits.find((one) => one.id === chosen.visit) ?? null;
  const root = useRef<HTMLDivElement>(null);
  const focusOn = useRef<Id | null>(null);

  const { news } = props;
  useEffect(() => {
    if (news.length > 0) say(news.join(" "));
  }, [news]);
  // What was dropped keeps the focus, in its new place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for after each drawing of the day
  useEffect(() => {
    const id = focusOn.current;
    if (!id) return;
    focusOn.current = null;
    root.current?.querySelector<HTMLElement>(`[data-visit="${id}"]`)?.focus({ preventScroll: false });
  }, [day]);

  const onDrop = useCallback(
    (placements: readonly Placement[], hand: Hand, seen: BoardDay) => {
      focusOn.current = hand.visit;
      choose({ person: placements[0]?.staff[0] ?? null, visit: hand.visit });
      void move(placements, droppedWords(dayFrom(seen), placements), seen);
    },
    [move],
  );
  const { hand, warnings, pick, dragging } = useHand({ board, day, rows, scale, ask, say, onDrop });
  useDrag(root, dragging, !small && view === "board");

  const allocate = async (preset: string, change: BoardChangeMode, seconds: number) => {
    setError(null);
    setView("proposal");
    setBusy("allocate");
    setWanted({ preset, change });
    if (board.proposal) await ask((one) => one.leave(board.proposal!));
    const begun = await ask((one) => one.propose(board, { preset, change, seconds }));
    setBusy(null);
    if (!begun.ok) {
      setError(failure(begun));
      if (begun.why === "wrong" || begun.why === "busy") setView("board");
      return hold.again();
    }
    looking.put(begun.value);
    hold.put({ ...board, proposal: begun.value.id });
  };
  const replan = () => void allocate(wanted?.preset ?? board.weights.preset, "both", 10);
  const happened = useMemo(() => newsWords(board, day), [board, day]);
  const home = (patient: Id, name: string, why: string | null) => {
    const words = why
      ? `${name} is not at home. Their visits still to come are cancelled.`
      : `${name} is home again. What was taken off stands again.`;
    void step("not-home", (at) => ask((one) => one.notHome(at, patient, why)).then(asStep), words);
  };
  const letStand = (visit: Id, name: string) =>
    void step("stand-again", (at) => ask((one) => one.standAgain(at, visit)).then(asStep), `${name} stands again, with who had it.`);
  const undo = () => {
    const last = ownLast(board, props.me);
    if (last) void step("undo", (at) => ask((one) => one.undo(at, last.number)), `Undone: ${last.text}`);
  };
  const turn = (of: Visit, by: Person, way: "earlier" | "later") => {
    const both = reordered(day, by, of, way);
    if (!both) return say(`There is no turn ${way} for it.`);
    focusOn.current = of.id;
    void move(both, `${of.name} has a turn ${way} with ${by.name}.`);
  };
  const takeOff = (of: Visit) => void move([{ visit: of.id, start: null, staff: [] }], `${of.name} is taken off: nobody has it.`);
  const pin = (of: Visit) => void pinned(of.id, !of.pinned, `${of.name} is ${of.pinned ? "no longer pinned" : "pinned"}.`);

  const split = (of: Visit) => {
    if (!isTwo(of)) return say(of.whole ?? `${of.name} is not for two people.`);
    const seen = board.visits.find((one) => one.id === of.id);
    focusOn.current = of.id;
    if (seen) void step("split", (at) => ask((one) => one.split(at, of.id, seen.version)), `${of.name} is two visits now, each for one person.`);
  };

  const onKey = (event: KeyboardEvent, of: Visit | null, by: Person | null) => {
    if (event.ctrlKey || event.metaKey || event.altKey || hand) return;
    if (by && /^(Arrow|Home|End)/.test(event.key)) {
      const lines = rows.map((one) => stops.get(one.id) ?? []);
      const row = rows.indexOf(by);
      const next = walked(lines, { row, col: of ? lines[row]!.findIndex((one) => one.visit.id === of.id) : -1 }, event.key);
      event.preventDefault();
      const to = rows[next.row];
      if (!to) return;
      setStand({ person: to.id, col: next.col });
      root.current?.querySelector<HTMLElement>(`[data-stand="${to.id}:${next.col}"]`)?.focus();
      return;
    }
    const act = actOf(event);
    if (act === "keys") return setOpen({ what: "keys" });
    if (!act || !of || (!by && act !== "pick" && act !== "acts")) return;
    event.preventDefault();
    choose({ person: by?.id ?? chosen.person, visit: of.id });
    if (act === "pick") pick(of.id, by?.id ?? null);
    else if (act === "acts") setOpen({ what: "visit", visit: of.id, person: by?.id ?? null });
    else if (act === "pin") pin(of);
    else if (act === "off") takeOff(of);
    else if (act === "split") split(of);
    else turn(of, by!, act === "before" ? "earlier" : "later");
  };
  const keys = useRef(onKey);
  keys.current = onKey;
  const rowActs = useMemo(
    () => ({
      onPerson: (id: Id) => choose({ person: id, visit: null }),
      onVisit: (one: Id, by: Id) => choose({ person: by, visit: one }),
      onKey: (event: KeyboardEvent, of: Visit | null, by: Person) => keys.current(event, of, by),
    }),
    [],
  );

  const live = (
    <p class="vh" role="status" aria-live="assertive" data-said>
      {said}
    </p>
  );
  if (view === "proposal")
    return (
      <Main class="board">
        {live}
        <Later
          load={proposalView}
          props={{
            day,
            presets: boards.presets,
            weights: board.weights,
            onPutFirst: (preset: string) =>
              void ask((one) => one.putFirst(board, preset)).then((kept) => {
                if (kept.ok) hold.put(kept.value);
                say(kept.ok ? `From now on the team puts “${presetWords(preset).text}” first.` : failure(kept));
                setError(kept.ok ? null : failure(kept));
              }),
            proposal: looking.proposal,
            error: error ?? looking.error,
            busy: busy !== null,
            ask,
            onBack: () => setView("board"),
            onTake: (visits: Id[] | null) =>
              void step(
                "take",
                (at) => ask((one) => one.take(at, looking.proposal!.id, looking.seen, visits)),
                "Taken: it is on the board, as one step.",
              ).then((ok) => ok && setView("board")),
            onLeave: () =>
              void ask((one) => one.leave(looking.proposal?.id ?? board.proposal ?? "")).then(() => {
                hold.put({ ...board, proposal: null });
                hold.again();
                setView("board");
                say("The board is as it was.");
              }),
            onAgain: (preset: string, change: BoardChangeMode, seconds: number) => void allocate(preset, change, seconds),
            seen: looking.seen,
            onOffer: looking.show,
            onNewest: looking.showNewest,
            onTry: (placement: Placement) =>
              void move([placement], droppedWords(day, [placement])).then((ok) => {
                if (ok) setView("board");
              }),
          }}
          waiting={<p class="muted" />}
          failed={(again) => (
            <Button look="second" onClick={again}>
              Try again
            </Button>
          )}
        />
      </Main>
    );

  const close = () => {
    setOpen(null);
    setError(null);
  };
  const visitActs = {
    onMove: (of: Visit) => setOpen({ what: "move", visit: of.id }),
    onPin: pin,
    onOff: takeOff,
    onTurn: turn,
    onSplit: split,
    onNotHome: (of: Visit) => setOpen({ what: "not-home", visit: of.id }),
    onCallOff: (of: Visit) => setOpen({ what: "call-off", visit: of.id }),
  };
  return (
    <Main class={hand ? "board holding" : "board"}>
      {live}
      <Head
        boards={boards}
        board={board}
        undo={ownLast(board, props.me)?.text ?? null}
        busy={busy}
        canChange={props.stale === null}
        onDay={(to) => props.onWhich(board.team.id, to)}
        onTeam={(to) => props.onWhich(to, board.day)}
        acts={{
          undo,
          offSick: () => setOpen({ what: "sick" }),
          urgent: () => setOpen({ what: "urgent" }),
          allocate: () =>
            board.proposal ? setView("proposal") : void allocate(wanted?.preset ?? board.weights.preset, wanted?.change ?? firstMode(board), 10),
          publish: () => setOpen({ what: "publish" }),
        }}
      />
      <Notes
        board={board}
        stale={props.stale}
        error={open ? null : error}
        warned={warned}
        happened={happened}
        isToday={day.now !== null}
        busy={busy !== null}
        onError={() => setError(null)}
        onWarned={() => setWarned([])}
        onPlan={replan}
        onHome={home}
        onStand={letStand}
      />
      {small ? (
        <Plain
          day={day}
          rows={rows}
          stops={stops}
          minutesLeft={minutesLeft}
          tiles={boards.tiles}
          shown={onPhone}
          search={search}
          onSearch={setSearch}
          estimated={board.ways.estimated.length > 0}
          onHowLong={() => setOpen({ what: "how-long" })}
          root={root}
          onVisit={(of, by) => setOpen({ what: "visit", visit: of.id, person: by?.id ?? null })}
        />
      ) : (
        <div class="work" ref={root}>
          <Tray day={day} hand={hand} onSelect={(id) => choose({ person: null, visit: id })} onKey={(event, of) => onKey(event, of, null)} />
          <div class="right">
            {day.people.length > 15 && (
              <div class="seekbar">
                <input
                  type="search"
                  class="seek"
                  aria-label="Search people, skills and patients"
                  placeholder="Name, profession, skill, or a patient"
                  autocomplete="off"
                  value={search}
                  onInput={(event) => setSearch(event.currentTarget.value)}
                />
                <p role="status">
                  {rows.length} of {plural(day.people.length, "person", "people")}
                </p>
              </div>
            )}
            {day.people.length === 0 ? (
              <div class="nobody">
                <h2>Nobody of this team works on this day</h2>
                <p>Shifts come from the team’s plan. Choose another day, or another team.</p>
              </div>
            ) : (
              <Grid
                {...rowActs}
                day={day}
                rows={rows}
                stops={stops}
                minutesLeft={minutesLeft}
                scale={scale}
                label={`People as rows, the day from ${clock(scale.from)} to ${clock(scale.to)} as columns`}
                hand={hand}
                warnings={warnings}
                selected={person?.id ?? null}
                stand={stand}
              />
            )}
            <div class="below">
              <section class="mapbox" aria-label="Map">
                <BoardMap
                  day={day}
                  person={person}
                  stops={person ? (stops.get(person.id) ?? []) : []}
                  tiles={boards.tiles}
                  where="The table beside lists the stops."
                />
              </section>
              <Route
                {...visitActs}
                day={day}
                person={visit && !isPlaced(visit) ? null : person}
                stops={person ? (stops.get(person.id) ?? []) : []}
                minutesLeft={person ? (minutesLeft.get(person.id) ?? 0) : 0}
                visit={visit}
              />
            </div>
          </div>
        </div>
      )}
      {!small && (
        <Legend
          estimated={board.ways.estimated.length > 0}
          onHowLong={() => setOpen({ what: "how-long" })}
          onKeys={() => setOpen({ what: "keys" })}
        />
      )}
      {open && (
        <Dialogs
          {...props}
          open={open}
          day={day}
          stops={stops}
          visitActs={visitActs}
          chosen={chosen.person}
          busy={busy !== null}
          error={error}
          setError={setError}
          setBusy={setBusy}
          say={say}
          move={move}
          step={step}
          onClose={close}
        />
      )}
    </Main>
  );
}

/** Where people have been told something already, they keep what can be kept; a day that nobody has is made anew. */
const firstMode = (board: BoardDay): BoardChangeMode => (board.visits.some((one) => (one.published?.staff.length ?? 0) > 0) ? "both" : "free");

function droppedWords(day: ReturnType<typeof dayFrom>, placements: readonly Placement[]): string {
  if (placements.length > 1) return "They changed places.";
  const [one] = placements;
  const name = day.visits.find((it) => it.id === one?.visit)?.name ?? "It";
  if (!one || one.start === null) return `${name} is taken off: nobody has it.`;
  const who = one.staff.map((id) => day.people.find((it) => it.id === id)?.name ?? "somebody").join(" and ");
  return `${name} put with ${who} at ${clock(one.start)}.`;
}
