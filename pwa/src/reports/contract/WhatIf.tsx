import { useState } from "preact/hooks";
import type { ContractResult } from "../../store/reports";
import { Button, TextInput } from "../../ui";
import { hundredthsOf, plain, pounds } from "./money";
import { Result } from "./Result";
import { failureOf, type Held } from "./use-contract";
import { withUnit } from "./words";

/** A question: what would the year earn, were a measure elsewhere? Answered by the same sums as the facts, and kept nowhere. */
export function WhatIf({ result, held }: { result: ContractResult; held: Held }) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [answer, setAnswer] = useState<ContractResult | null>(null);
  const [words, setWords] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const lines = result.lines.filter((line) => line.standing !== "gone");
  const faultOf = (key: string, unit: string) => {
    const text = typed[key]?.trim();
    const value = text ? hundredthsOf(text) : 0;
    if (value === null) return "A number with at most two decimals, such as 62.5.";
    return unit === "%" && value > 100_00 ? "A share is at most 100%." : null;
  };
  const put = (key: string, text: string) => {
    setTyped({ ...typed, [key]: text });
    setAnswer(null); // it was of other numbers
    setWords("");
  };
  const clear = () => {
    setTyped({});
    setAnswer(null);
    setWords("");
    setTried(false);
  };
  const work = async () => {
    setTried(true);
    const at = lines.filter((line) => typed[line.key]?.trim());
    if (at.length === 0) return setWords("Write at least one number: where a measure would stand.");
    if (at.some((line) => faultOf(line.key, line.unit))) return setWords("");
    setBusy(true);
    const asked = at.map((line) => ({ measure: line.key, value: plain(hundredthsOf(typed[line.key]!)!) }));
    const heard = await held.ask((reports) => reports.suppose({ year: result.year.number, at: asked }));
    setBusy(false);
    setAnswer(heard.ok ? heard.value : null);
    setWords(heard.ok ? "" : failureOf(heard));
  };
  const more = answer ? answer.earned_pence - result.earned_pence : 0;
  return (
    <section class="box what-if" aria-labelledby="what-if">
      <header>
        <h2 id="what-if">What if?</h2>
        <p>Write where a measure would stand; those left empty stay as they are. Nothing of it is kept.</p>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void work();
        }}
      >
        <div class="supposing">
          {lines.map((line) => (
            <TextInput
              key={line.key}
              label={line.name}
              hint={line.actual === null ? "has no number" : `is ${withUnit(line.actual, line.unit)}`}
              inputMode="decimal"
              value={typed[line.key] ?? ""}
              error={tried ? faultOf(line.key, line.unit) : null}
              onInput={(text) => put(line.key, text)}
            />
          ))}
        </div>
        <div class="acts">
          <Button type="submit" look="second" busy={isBusy}>
            Work it out
          </Button>
          {(answer || Object.values(typed).some(Boolean)) && (
            <Button look="quiet" onClick={clear}>
              Clear
            </Button>
          )}
        </div>
      </form>
      <div role="status">
        {words && <p class="problem">{words}</p>}
        {answer && (
          <p class="total">
            <b>What if: {pounds(answer.earned_pence)}</b>
            {more === 0 ? ", as much as it is" : `, ${pounds(Math.abs(more))} ${more > 0 ? "more" : "less"} than it is`}
          </p>
        )}
      </div>
      {answer && <Result result={answer} name="What each measure would earn" />}
    </section>
  );
}
