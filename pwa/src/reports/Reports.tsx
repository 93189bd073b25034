import "./reports.scss";
import { useEffect, useRef, useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { go, path } from "../routes";
import type { ReportMeasure, ReportOverview } from "../store/reports";
import { Button, Empty, Icon, Main, useTitle } from "../ui";
import { Later } from "../ui/Later";
import { type Address, read, write } from "./address";
import { Head } from "./Head";
import { MeasurePage } from "./MeasurePage";
import { Overview } from "./Overview";
import { type Kept, useReports } from "./use-reports";
import { found } from "./words";

/** Where somebody stood on a page of the reports when they went on: the way back leads there again. */
interface Stood {
  reports?: { link: string; at: number };
}

const contract = () => import("./contract/Contract");
/** A page of its own beside the measures: what they earn. */
const contractPath = "/reports/contract";

/** When a page of which months are still being counted is read anew, milliseconds. */
const soon = 15_000;

/** What the record says in numbers, for those who answer for a service, and what the outcomes contract pays for it. */
export default function Reports() {
  if (path.value !== contractPath) return <Pages />;
  return <Later load={contract} props={{}} failed={(again) => <NotLoaded again={again} />} />;
}

function NotLoaded({ again }: { again: () => void }) {
  return (
    <Main class="reports">
      <h1 tabIndex={-1}>Outcomes contract</h1>
      <Empty
        title="It opens with coverage"
        acts={
          <Button look="second" onClick={again}>
            Try again
          </Button>
        }
      />
    </Main>
  );
}

/** The overview of a place or a part of it, and one measure's page. */
function Pages() {
  useTitle("Reports");
  const { address, to, follow } = useAddress();
  const [search, setSearch] = useState("");
  const { reading, again } = useReports(address);
  // What stood before stays while the next is read: nothing jumps.
  const before = useRef<Kept | null>(null);
  const { kept } = reading;
  useEffect(() => {
    if (kept) before.current = kept;
  }, [kept]);
  const shown = kept ?? (reading.phase === "busy" ? before.current : null);
  const uncounted = shown?.page.uncounted ?? 0;
  useEffect(() => {
    if (uncounted === 0 || reading.phase !== "here") return;
    const timer = setTimeout(again, soon);
    return () => clearTimeout(timer);
  }, [uncounted, reading.phase, again]);
  useFocusAfter(kept !== null || reading.phase === "failed", write(address));
  useTablesOnPaper();
  return (
    <Main class="reports">
      <p class="vh" role="status">
        {reading.phase === "busy" ? "Fetching" : ""}
      </p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: clicks of links inside, which Enter gives as well */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div class="page" aria-busy={reading.phase === "busy"} onClick={follow}>
        {shown && (
          <Head page={shown.page} address={address} to={to}>
            {"measures" in shown.page && <Find search={search} setSearch={setSearch} measures={shown.page.measures} />}
          </Head>
        )}
        {!shown && <h1 tabIndex={-1}>Reports</h1>}
        {reading.phase === "failed" && kept && (
          <div class="stale">
            <p role="status">
              Read at {timeOf(kept.at)}. {reading.words}
            </p>
            <Button look="second" onClick={again}>
              Try again
            </Button>
          </div>
        )}
        {reading.phase === "failed" && !kept && (
          <Empty
            title={reading.isOffline ? "It opens with coverage" : reading.isGone ? "It is not there" : "It could not be read"}
            acts={
              <>
                <Button look="second" onClick={again}>
                  Try again
                </Button>
                {reading.isGone && (
                  <a class="btn second" href={write({ ...address, scope: "place", by: null, measure: null })}>
                    The whole place
                  </a>
                )}
              </>
            }
          >
            <p>{reading.words}</p>
          </Empty>
        )}
        {uncounted > 0 && (
          <p class="note">
            {uncounted} of these {shown?.page.months.length} months are still to be counted, one after the other. This page looks again by itself.
          </p>
        )}
        {!shown && reading.phase === "busy" && <p class="muted">Fetching the numbers…</p>}
        {shown &&
          ("measure" in shown.page ? (
            <MeasurePage page={shown.page} address={address} />
          ) : (
            <Overview page={shown.page as ReportOverview} address={address} search={search} showAll={() => setSearch("")} />
          ))}
      </div>
    </Main>
  );
}

/** Looks among the measures: what is typed stays here. */
function Find({ search, setSearch, measures }: { search: string; setSearch: (words: string) => void; measures: readonly ReportMeasure[] }) {
  return (
    <>
      <label class="find">
        <span class="vh">Find a measure</span>
        <Icon name="search" />
        <input type="search" placeholder="Find a measure" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      <p class="vh" role="status">
        {search.trim() ? `${found(measures, search).length} of ${measures.length} measures` : ""}
      </p>
    </>
  );
}

const here = () => read(location.pathname, location.search);

/** The address, and the ways to another: by a link of the page, by a choice, by the browser's own way back. */
function useAddress() {
  const [address, setAddress] = useState<Address>(here);
  useEffect(() => {
    const moved = () => location.pathname.startsWith("/reports") && setAddress(here());
    // The rail leads here too, and to an address without a query.
    const home = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || !event.target.closest('.rail a[href="/reports"]')) return;
      go(write(read("/reports", "")));
      moved();
    };
    addEventListener("popstate", moved);
    document.addEventListener("click", home);
    return () => {
      removeEventListener("popstate", moved);
      document.removeEventListener("click", home);
    };
  }, []);
  const to = (next: Address) => {
    go(write(next));
    setAddress(next);
  };
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/reports"]') : null;
    if (!link || link.pathname === contractPath) return;
    event.preventDefault();
    const href = link.getAttribute("href") ?? "";
    history.replaceState({ ...history.state, reports: { link: href, at: scrollY } } satisfies Stood, "");
    to(read(link.pathname, link.search));
    wanted.heading = true;
  };
  return { address, to, follow };
}

/** Whether the next page that stands takes the focus: after a link, and not while somebody chooses in a list of the head. */
const wanted = { heading: false };

/** After a link the new page's heading has the focus, when it stands; after the way back the link by which one left. */
function useFocusAfter(isHere: boolean, key: string): void {
  useEffect(() => {
    const back = () => {
      wanted.heading = true;
    };
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each address once, when its page stands
  useEffect(() => {
    if (!isHere || !wanted.heading) return;
    wanted.heading = false;
    const stood = (history.state as Stood | null)?.reports;
    const link = stood && [...document.querySelectorAll<HTMLElement>("#main a")].find((one) => one.getAttribute("href") === stood.link);
    scrollTo(0, link ? stood.at : 0);
    (link ?? document.querySelector<HTMLElement>("#main h1"))?.focus({ preventScroll: true });
  }, [isHere, key]);
}

/** On paper each chart has its table: all are opened before it is printed, and those that were shut are shut again. */
function useTablesOnPaper(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const before = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>(".reports details:not([open])")];
      for (const one of opened) one.open = true;
    };
    const after = () => {
      for (const one of opened) one.open = false;
    };
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
}
