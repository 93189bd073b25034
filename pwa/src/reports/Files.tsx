import { useEffect, useState } from "preact/hooks";
import { dayAndTime } from "../lib/dates";
import { useMe } from "../patient/use-patient";
import type { OutsideFiles } from "../store/reports";
import { useStore } from "../store/use-store";
import { Button } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { shortMonth } from "../voice/words";
import { ask } from "./ask";
import { BringFile } from "./BringFile";
import { Scroll } from "./Scroll";

/** What others told that the record cannot know: which file, of which months, from where; and the way to bring one. Managers' own. */
export function Files() {
  const me = useMe(useStore());
  if (me?.role !== "manager") return null;
  return <Managers />;
}

function Managers() {
  const store = useStore();
  const now = store.now.value;
  const [told, setTold] = useState<OutsideFiles | null>(null);
  const [isAway, setAway] = useState(false);
  const [turn, setTurn] = useState(0);
  const [bringing, bring] = useState(false);
  const box = useHeldFocus<HTMLElement>("header .btn");
  const covered = store.status.value.state !== "offline";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` looks again, and so does coverage that came back
  useEffect(() => {
    let gone = false;
    void ask(store, (reports) => reports.outside()).then((heard) => {
      if (gone) return;
      setAway(!heard.ok);
      if (heard.ok) setTold(heard.value);
    });
    return () => {
      gone = true;
    };
  }, [turn, covered, store]);
  return (
    <section class="box files" aria-labelledby="files" ref={box}>
      <header>
        <h2 id="files">Files from others</h2>
        <p>Admissions, discharges, delays, residents and risk bands: what the record cannot know.</p>
        {told && (
          <Button look="second" onClick={() => bring(true)}>
            Bring a file
          </Button>
        )}
      </header>
      {isAway && <p class="problem">The list of files could not be read: it needs coverage.</p>}
      {told?.files.length === 0 && <p class="muted">No file told anything yet: what rests on one has no figure.</p>}
      {told && told.files.length > 0 && (
        <Scroll name="Files from others">
          <table class="tm">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Of</th>
                <th scope="col">From</th>
                <th scope="col">Lines</th>
                <th scope="col">Who</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {told.files.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{sentence(one.of)}</th>
                  <td>{monthsOf(one.first, one.last)}</td>
                  <td>{one.source}</td>
                  <td>{one.lines}</td>
                  <td>{one.who}</td>
                  <td class="when">{dayAndTime(one.at, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {bringing && told && <BringFile sorts={told.sorts} onTaken={() => setTurn((n) => n + 1)} onClose={() => bring(false)} />}
    </section>
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const label = (month: string) => shortMonth(month, true);

function monthsOf(first: string | null, last: string | null): string {
  if (!first || !last) return "the days in it";
  return first === last ? label(first) : `${label(first)} to ${label(last)}`;
}
