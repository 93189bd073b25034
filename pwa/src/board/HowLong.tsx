import { useEffect, useState } from "preact/hooks";
import type { Ways } from "../api/types";
import type { BoardDay } from "../store/board";
import { Dialog, Tick } from "../ui";
import { Foot, ShortInput } from "./Foot";
import { askedOf, meansTitles, sourceWords, type Typed, typedOf, wrongWith } from "./how-long";
import { type Ask, failure } from "./use-board";

const fields = [
  { name: "kmh", label: "km an hour" },
  { name: "detour", label: "× straight line" },
  { name: "fixed", label: "min each trip" },
] as const;

/** How long the team's ways and visits take: assumed, learnt, or from a server of streets; what a lead sets counts from the next look at the board. */
export function HowLong(props: { board: BoardDay; ask: Ask; say: (words: string) => void; onDone: () => void; onClose: () => void }) {
  const { board, ask } = props;
  const [ways, setWays] = useState<Ways | null>(null);
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const [uses, setUses] = useState({ uses_factors: true, uses_took: false });
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the question opens
  useEffect(() => {
    void ask((one) => one.ways(board)).then((read) => {
      if (!read.ok) return setError(failure(read));
      setWays(read.value);
      setTyped(Object.fromEntries(read.value.means.map((way) => [way.means, typedOf(way)])));
      setUses({ uses_factors: read.value.uses_factors, uses_took: read.value.uses_took });
    });
  }, []);
  const asked = ways && askedOf(ways, typed, uses);
  const keep = async () => {
    if (!asked) return;
    setBusy(true);
    const kept = await ask((one) => one.setWays(board, asked));
    setBusy(false);
    if (!kept.ok) return setError(failure(kept));
    props.say("Kept: the board reckons with it from now on.");
    props.onDone();
    props.onClose();
  };
  const learn = async () => {
    const begun = await ask((one) => one.learnWays(board));
    if (begun.ok) props.say("It is being worked out anew, and will be here in a moment.");
    else setError(failure(begun));
  };
  return (
    <Dialog title="How long things take" onClose={props.onClose}>
      {ways?.means.map((way) => (
        <fieldset key={way.means} class="pace">
          <legend>{meansTitles[way.means]}</legend>
          <div>
            {fields.map(({ name, label }) => (
              <ShortInput
                key={name}
                label={label}
                value={typed[way.means]![name]}
                error={wrongWith(name, typed[way.means]![name])}
                onInput={(text) => setTyped({ ...typed, [way.means]: { ...typed[way.means]!, [name]: text } })}
              />
            ))}
          </div>
          <p class="muted">{sourceWords(way, uses.uses_factors, ways.has_streets)}</p>
        </fieldset>
      ))}
      {ways && (
        <>
          <Tick text="Correct the ways by arrival times" checked={uses.uses_factors} onChange={(on) => setUses({ ...uses, uses_factors: on })} />
          <Tick
            text="Reckon visits as long as the last ones took"
            detail="The board, its warnings and proposals. What is planned stays in the record."
            checked={uses.uses_took}
            onChange={(on) => setUses({ ...uses, uses_took: on })}
          />
          <p class="muted">
            Worked out each night from the last weeks.{" "}
            <button type="button" class="lk" onClick={() => void learn()}>
              Work it out now
            </button>
          </p>
          {ways.by && <p class="muted">{`Set by ${ways.by}.`}</p>}
        </>
      )}
      <Foot error={error} act="Keep it" busy={busy || !asked} onAct={() => void keep()} leave="Leave it" onClose={props.onClose} />
    </Dialog>
  );
}
