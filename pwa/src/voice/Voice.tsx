import "./voice.scss";
import "./setup.scss";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { handOver } from "../lib/hand-over";
import { useStore } from "../store/use-store";
import type { VoicePage } from "../store/voice";
import { Button, Empty, Icon, Main, useTitle } from "../ui";
import { Later } from "../ui/Later";
import { Fft } from "./Fft";
import { type Filters, type Part, read, write } from "./filters";
import { Reading } from "./parts";
import { Statements } from "./Statements";
import { failure, useLoaded, useVerbs } from "./use-voice";
import { Words } from "./Words";
import { choosable, longMonth } from "./words";
import { YouSaid } from "./YouSaid";

const parts: Record<Part, () => Promise<{ default: ComponentType<PartProps> }>> = {
  enter: () => import("./Enter"),
  kiosks: () => import("./Setup"),
};

/** What a part of this screen is handed: the teams that one may see, and of which one answers. */
export interface PartProps {
  page: VoicePage;
  scope: string;
  onBack: () => void;
}

/** "What people say": numbers with the small ones hidden, words, and what was done about them. Read online, nothing of it is kept. */
export default function Voice() {
  const store = useStore();
  const now = store.now.value;
  useTitle("What people say");
  const [filters, setFilters] = useState<Filters>(() => read(location.search));
  useEffect(() => history.replaceState(history.state, "", `/voice${write(filters)}${location.hash}`), [filters]);
  const { loaded, again } = useLoaded<VoicePage>(`${filters.scope}|${filters.month}`, (voice) => voice.page(filters));
  const page = loaded.value;
  const scope = page?.scopes.find((one) => one.scope === page.scope);
  const replies = useLoaded(`${filters.scope}`, (voice) => voice.replies({ scope: filters.scope, month: null }));
  const verbs = useVerbs();
  const [problem, setProblem] = useState<string | null>(null);
  const take = async () => {
    if (!page) return;
    const heard = await verbs((voice) => voice.exported({ scope: page.scope, month: page.month }));
    setProblem(heard.ok ? null : failure(heard));
    if (heard.ok) handOver(new Blob([heard.value.csv], { type: "text/csv;charset=utf-8" }), heard.value.name);
  };
  const to = (part: Part | null) => {
    setFilters({ ...filters, part });
    scrollTo(0, 0);
  };
  // The rail leads here too, and to this very address: from a part of this screen it is the way back.
  useEffect(() => {
    const home = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('.rail a[href="/voice"]')) setFilters((now) => ({ ...now, part: null }));
    };
    document.addEventListener("click", home);
    return () => document.removeEventListener("click", home);
  }, []);
  const leads = (team: string | null) => team !== null && (page?.scopes.some((one) => one.team === team && one.leads) ?? false);
  if (page && filters.part)
    return (
      <Main class="voice">
        <Later
          key={filters.part}
          load={parts[filters.part]}
          props={{ page, scope: page.scope, onBack: () => to(null) }}
          waiting={<p class="muted">One moment…</p>}
          failed={(retry) => (
            <Empty
              title="It opens with coverage"
              acts={
                <Button look="second" onClick={retry}>
                  Try again
                </Button>
              }
            >
              <p>This part of the app is not on this tablet yet.</p>
            </Empty>
          )}
        />
      </Main>
    );
  return (
    <Main class="voice">
      <div class="headrow">
        <div>
          <h1>What people say</h1>
          <p class="muted">
            {page && scope ? `${scope.name}, ${longMonth(page.month)}. ` : ""}
            {scope?.team ? "The team sees this page too." : ""}
          </p>
        </div>
        {page && (
          <div class="flt">
            <label>
              Team
              <select value={page.scope} onChange={(event) => setFilters({ ...filters, scope: event.currentTarget.value, month: page.month })}>
                {page.scopes.map((one) => (
                  <option key={one.scope} value={one.scope}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Month
              <select value={page.month} onChange={(event) => setFilters({ ...filters, scope: page.scope, month: event.currentTarget.value })}>
                {choosable(dayOf(now)).map((month) => (
                  <option key={month} value={month}>
                    {longMonth(month)}
                  </option>
                ))}
              </select>
            </label>
            <Button look="second" onClick={() => void take()}>
              Export
            </Button>
          </div>
        )}
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {page && (
        <ul class="doors">
          <li>
            <a class="btn second" href="/voice?part=enter" onClick={here(() => to("enter"))}>
              <Icon name="pen" />
              Write an answer in
            </a>
          </li>
          {page.scopes.some((one) => one.leads) && (
            <li>
              <a class="btn second" href="/voice?part=kiosks" onClick={here(() => to("kiosks"))}>
                <Icon name="tablet" />
                Kiosks and questions
              </a>
            </li>
          )}
        </ul>
      )}
      <Reading loaded={loaded} again={again} />
      {loaded.phase === "busy" && !page && <p class="muted">Fetching what people said…</p>}
      {page && (
        <div class="grid" aria-busy={loaded.phase === "busy"}>
          <div>
            <Fft page={page} />
            <Words
              key={`${page.scope}${page.month}`}
              page={page}
              filters={filters}
              onTheme={(theme) => setFilters({ scope: page.scope, month: page.month, theme, part: null })}
              replies={replies.loaded.value ?? []}
              leads={leads}
              onChanged={replies.again}
            />
          </div>
          <div>
            <Statements page={page} now={now} />
            <YouSaid loaded={replies.loaded} team={scope?.team ?? null} themes={page.themes} leads={leads} again={replies.again} />
          </div>
        </div>
      )}
    </Main>
  );
}

/** A link to a part of this screen: opened here, and by itself in a tab of its own. */
function here(open: () => void) {
  return (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  };
}
