import "./proposal.scss";
import { useEffect, useMemo, useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import type { BoardChangeMode, BoardCounts, BoardDay, BoardOfferSeen, BoardProposal } from "../store/board";
import type { Id } from "../store/contract";
import { Button, Icon } from "../ui";
import { Changes } from "./Changes";
import { DayAfter } from "./DayAfter";
import type { Day, Placement } from "./day";
import { differ, headWords, knownShare, tilesOf } from "./difference";
import { LeftOut } from "./LeftOut";
import { Offers } from "./Offers";
import { asking, modes, presetWords, whoseWords } from "./presets";
import { Running } from "./Running";
import { Still } from "./Still";
import { type Ask, failure } from "./use-board";
import { isHere, isRunning } from "./use-proposal";

/** What the board would be: in numbers before and after, each change with its reason, and what nobody can take. Nothing moves until it is taken. */
export default function Proposal(props: {
  day: Day;
  presets: readonly string[];
  weights: BoardDay["weights"];
  proposal: BoardProposal | null;
  error: string | null;
  busy: boolean;
  ask: Ask;
  onBack: () => void;
  onTake: (visits: Id[] | null) => void;
  onLeave: () => void;
  onAgain: (preset: string, change: BoardChangeMode, seconds: number) => void;
  onTry: (placement: Placement) => void;
  /** What the team puts first from now on. */
  onPutFirst: (preset: string) => void;
  /** Which of its offers this is. */
  seen: BoardOfferSeen;
  /** Shows another of its offers. */
  onOffer: (change: BoardOfferSeen["offer"]) => void;
  /** Shows what was found since. */
  onNewest: () => void;
}) {
  const { day, proposal } = props;
  const title = proposal && (isHere(proposal) || !isRunning(proposal)) && proposal.state !== "failed" ? "Proposal for" : "A proposal for";
  return (
    <div class="proposal">
      <div class="ph">
        <button type="button" class="back" onClick={props.onBack}>
          <Icon name="left" />
          Board
        </button>
        <div class="t">
          <h1 tabIndex={-1}>
            {title} {shortDay(day.date)}
          </h1>
          <p role="status">{wordsOf(day, proposal, props.seen.look)}</p>
          {proposal && (
            <p class="first">
              {weightWords(proposal)} {whoseWords(proposal.preset, props.weights)}{" "}
              {proposal.preset !== props.weights.preset && (
                <button type="button" class="lk" onClick={() => props.onPutFirst(proposal.preset)}>
                  Put this first from now on
                </button>
              )}
            </p>
          )}
        </div>
        {proposal && differ(proposal.offers) && <Offers offers={proposal.offers} shown={proposal.offer} onShow={props.onOffer} />}
        {proposal && (isHere(proposal) || !isRunning(proposal)) && <Wishes {...props} proposal={proposal} />}
        {proposal && isHere(proposal) && props.seen.look === "first" && <Still proposal={proposal} onNewest={props.onNewest} />}
      </div>
      {props.error && (
        <p class="oops" role="alert">
          <Icon name="warn" />
          {props.error}
        </p>
      )}
      {proposal && isHere(proposal) && proposal.before && proposal.after ? (
        <Ready
          key={`${proposal.id} ${proposal.offer} ${props.seen.look}`}
          {...props}
          proposal={proposal}
          before={proposal.before}
          after={proposal.after}
        />
      ) : proposal === null || isRunning(proposal) ? (
        <Running proposal={proposal} onStop={props.onLeave} />
      ) : (
        <div class="ended">
          <p>{endWords(proposal)}</p>
          <Button look="second" onClick={props.onBack}>
            Back to the board
          </Button>
        </div>
      )}
    </div>
  );
}

function wordsOf(day: Day, proposal: BoardProposal | null, look: BoardOfferSeen["look"]): string {
  if (!proposal) return "Asking for it.";
  if (isHere(proposal)) return headWords(day, proposal, look);
  return isRunning(proposal) ? `${proposal.name} asked for it. The board stays as it is meanwhile.` : endWords(proposal);
}

/** What it weighed, in words: nobody here has to guess a number. */
function weightWords(proposal: BoardProposal): string {
  const mode = modes.find((one) => one.value === (proposal.offer ?? proposal.change));
  const words = [presetWords(proposal.preset).detail, mode?.detail].filter(Boolean).join("; ");
  return `It weighed: ${words}.`;
}

function endWords(proposal: BoardProposal): string {
  switch (proposal.state) {
    case "failed":
      return proposal.message ?? "It could not be worked out. The board is as it was.";
    case "taken":
      return "It was taken: it is on the board.";
    default:
      return "It was stopped. The board is as it was.";
  }
}

function Wishes(props: {
  presets: readonly string[];
  proposal: BoardProposal;
  busy: boolean;
  onAgain: (preset: string, change: BoardChangeMode, seconds: number) => void;
}) {
  const { proposal } = props;
  // There from the first offer on, so that nothing moves when the search is over; only then there is something to ask anew.
  const disabled = isRunning(proposal);
  return (
    <div class="wishes">
      <label>
        <span>What comes first</span>
        <select
          value={proposal.preset}
          disabled={disabled}
          onChange={(event) => props.onAgain(event.currentTarget.value, proposal.change, proposal.seconds)}
        >
          {props.presets.map((key) => (
            <option key={key} value={key}>
              {presetWords(key).text}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>How much may change</span>
        <select
          value={proposal.change}
          disabled={disabled}
          onChange={(event) => props.onAgain(proposal.preset, event.currentTarget.value as BoardChangeMode, proposal.seconds)}
        >
          {modes
            .filter((mode) => asking.includes(mode.value) || mode.value === proposal.change)
            .map((mode) => (
              <option key={mode.value} value={mode.value}>
                {mode.text}
              </option>
            ))}
        </select>
      </label>
      <Button look="second" icon="clock" busy={props.busy || disabled} onClick={() => props.onAgain(proposal.preset, proposal.change, 60)}>
        Look for 60 s
      </Button>
    </div>
  );
}

/** What comes of only those that are ticked; null while it is worked out, or where all or none are. */
function useCount(proposal: BoardProposal, { offer, look }: BoardOfferSeen, ticked: ReadonlySet<Id>, ask: Ask): BoardCounts | string | null {
  const [count, setCount] = useState<BoardCounts | string | null>(null);
  const some = ticked.size > 0 && ticked.size < proposal.changes.length;
  useEffect(() => {
    setCount(null);
    if (!some) return;
    let gone = false;
    const timer = setTimeout(() => {
      void ask((board) => board.count(proposal.id, { offer, look }, [...ticked])).then((found) => {
        if (!gone) setCount(found.ok ? found.value.after : failure(found));
      });
    }, 400);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [proposal.id, offer, look, ticked, some, ask]);
  return count;
}

function Ready(props: Parameters<typeof Proposal>[0] & { proposal: BoardProposal; before: BoardCounts; after: BoardCounts }) {
  const { day, proposal } = props;
  const [ticked, setTicked] = useState<ReadonlySet<Id>>(() => new Set(proposal.changes.map((one) => one.visit)));
  const tiles = useMemo(() => tilesOf(props.before, props.after), [props.before, props.after]);
  const count = useCount(proposal, props.seen, ticked, props.ask);
  const total = proposal.changes.length;
  const known = count !== null && typeof count === "object" ? knownShare(count) : null;
  const counted =
    count === null
      ? ""
      : typeof count === "string"
        ? count
        : `With ${ticked.size}: travel ${Math.round(count.travel_minutes)} min${known === null ? "" : `, known faces ${known}%`}`;
  return (
    <>
      <dl class="tiles">
        {tiles.map((tile) => (
          <div key={tile.title} class={tile.worse ? "tile worse" : "tile"}>
            <dt>{tile.title}</dt>
            <dd class="ba">
              <span class="be">
                <span class="vh">before </span>
                {tile.before}
              </span>
              <span class="ar" aria-hidden="true">
                →
              </span>
              <b>
                <span class="vh">after </span>
                {tile.after} {tile.unit && <small>{tile.unit}</small>}
              </b>
            </dd>
            <dd class="sp" aria-hidden="true">
              <span style={{ width: `${tile.bars[0]}%` }} />
              <span style={{ width: `${tile.bars[1]}%` }} />
            </dd>
            <dd class="nt">
              {tile.worse && <b>{tile.worse}</b>}
              {tile.worse && tile.note && " · "}
              {tile.note}
            </dd>
          </div>
        ))}
      </dl>
      <div class="two">
        <Changes day={day} proposal={proposal} ticked={ticked} onTick={setTicked} counted={counted} />
        <aside class="side" aria-label="What it leaves, and the day after">
          {proposal.left_out.length > 0 && <LeftOut day={day} proposal={proposal} onTry={props.onTry} />}
          <DayAfter day={day} proposal={proposal} />
        </aside>
      </div>
      <div class="foot">
        {total > 0 && (
          <Button icon="check" busy={props.busy} onClick={() => props.onTake(null)}>
            {total === 1 ? "Take it" : `Take all ${total}`}
          </Button>
        )}
        {total > 1 && (
          <Button look="second" busy={props.busy || ticked.size === 0} onClick={() => props.onTake([...ticked])}>
            {ticked.size === 0 ? "None is ticked" : `Take the ${ticked.size} ticked`}
          </Button>
        )}
        <Button look="quiet" busy={props.busy} onClick={props.onLeave}>
          Leave it as it is
        </Button>
        <p>Goes on the board as one step that you can undo. Staff see it when you publish.</p>
      </div>
    </>
  );
}
