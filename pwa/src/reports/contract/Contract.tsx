import { useEffect, useRef, useState } from "preact/hooks";
import { longDate } from "../../lib/dates";
import type { ContractPage } from "../../store/reports";
import { Button, Empty, Main, useTitle } from "../../ui";
import { Edit } from "./Edit";
import { History } from "./History";
import { pounds } from "./money";
import { OnPaper } from "./OnPaper";
import { Result } from "./Result";
import { type Held, useContract } from "./use-contract";
import { WhatIf } from "./WhatIf";
import { stateOf, withoutNumber } from "./words";
import { Years } from "./Years";

/** What is at stake by the outcomes contract, and what the measures earn of it, to the penny. Managers' own. */
export default function Contract() {
  useTitle("Outcomes contract");
  const held = useContract();
  const [editing, edit] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const was = useRef(editing);
  useEffect(() => {
    if (was.current !== editing) heading.current?.focus();
    was.current = editing;
  }, [editing]);
  const { page } = held;
  const year = page?.result?.year;
  const title = editing ? (page?.contract ? "Change the contract" : "Set up the contract") : `Outcomes contract${year ? `, ${year.label}` : ""}`;
  return (
    <Main class="reports contract">
      <p class="vh" role="status">
        {held.isBusy ? "Fetching" : ""}
      </p>
      <div class="page" aria-busy={held.isBusy}>
        <header class="head">
          <div class="where">
            <nav aria-label="Where this is">
              <ol class="crumbs">
                <li>
                  <a href="/reports">Reports</a>
                </li>
                <li>
                  <b aria-current="page">Outcomes contract</b>
                </li>
              </ol>
            </nav>
            <h1 tabIndex={-1} ref={heading}>
              {title}
            </h1>
            {page?.contract && !editing && (
              <p class="of">
                {page.contract.name}, from {longDate(page.contract.starts_on)}, {pounds(page.contract.yearly_pence)} a year
              </p>
            )}
          </div>
          {page?.contract && !editing && (
            <div class="choices">
              <Button look="second" onClick={() => edit(true)}>
                Change
              </Button>
              <Button look="second" icon="print" onClick={() => print()}>
                Print
              </Button>
            </div>
          )}
        </header>
        {held.words && page && (
          <div class="stale">
            <p role="status">{held.words}</p>
            <Button look="second" onClick={held.again}>
              Try again
            </Button>
          </div>
        )}
        {!page && <NotHere held={held} />}
        {page && editing && <Edit page={page} held={held} onClose={() => edit(false)} />}
        {page && !editing && (page.contract ? <Whole page={page} held={held} /> : <None begin={() => edit(true)} />)}
      </div>
    </Main>
  );
}

function NotHere({ held }: { held: Held }) {
  if (held.isBusy) return <p class="muted">Fetching the contract…</p>;
  return (
    <Empty
      title={held.isOffline ? "It opens with coverage" : "It could not be read"}
      acts={
        <Button look="second" onClick={held.again}>
          Try again
        </Button>
      }
    >
      <p>{held.words}</p>
    </Empty>
  );
}

function None({ begin }: { begin: () => void }) {
  return (
    <Empty title="No contract is set up" acts={<Button onClick={begin}>Set it up</Button>}>
      <p>
        Its measures, their weights, and from where to where each of them earns. All of it can be changed later, and every change stands in the
        history.
      </p>
    </Empty>
  );
}

function Whole({ page, held }: { page: ContractPage; held: Held }) {
  const [result, schedule, capitation] = [page.result!, page.schedule!, page.capitation!];
  const missing = withoutNumber(result);
  return (
    <>
      <div class="halves">
        <section class="box sum" aria-labelledby="earned">
          <header>
            <h2 id="earned">Earned{result.is_final ? "" : " so far"}</h2>
          </header>
          <p class="total">
            <b>{pounds(result.earned_pence)}</b> of {pounds(result.year.at_stake_pence)} at stake
          </p>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="all" width="100" height="10" />
            <rect class="part" width={(result.earned_pence / Math.max(1, result.year.at_stake_pence)) * 100} height="10" />
          </svg>
          <p>{stateOf(result)}</p>
          {missing.length > 0 && result.year.when !== "to-come" && (
            <p>
              <b>Not earned yet for want of a number:</b> {missing.map((line) => line.name).join(", ")}.
            </p>
          )}
        </section>
        <Years years={schedule} chosen={result.year.number} choose={held.choose} />
      </div>
      <Result result={result} />
      <WhatIf key={`${result.year.number} ${page.contract!.version}`} result={result} held={held} />
      <OnPaper capitation={capitation} />
      <History history={page.history} />
    </>
  );
}
