import "./voice.scss";
import { useEffect, useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { useStore } from "../store/use-store";
import type { VoicePage } from "../store/voice";
import { Button, Empty, Main, useTitle } from "../ui";
import { Fft } from "./Fft";
import { type Filters, read, write } from "./filters";
import { Statements } from "./Statements";
import { useLoaded } from "./use-voice";
import { Words } from "./Words";
import { choosable, csvOf, longMonth } from "./words";
import { YouSaid } from "./YouSaid";

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
  const leads = (team: string | null) => team !== null && (page?.scopes.some((one) => one.team === team && one.leads) ?? false);
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
            <Button look="second" onClick={() => save(csvOf(page, scope?.name ?? ""), `what-people-say-${page.month}.csv`)}>
              Export
            </Button>
          </div>
        )}
      </div>
      <p class="vh" role="status">
        {loaded.phase === "busy" ? "Fetching" : ""}
      </p>
      {loaded.phase === "failed" && (
        <Empty
          title={loaded.offline ? "It opens with coverage" : "It could not be read"}
          acts={
            <Button look="second" onClick={again}>
              Try again
            </Button>
          }
        >
          <p>{loaded.words}</p>
        </Empty>
      )}
      {loaded.phase === "busy" && !page && <p class="muted">Fetching what people said…</p>}
      {page && (
        <div class="grid" aria-busy={loaded.phase === "busy"}>
          <div>
            <Fft page={page} />
            <Words
              key={`${page.scope}${page.month}`}
              page={page}
              filters={filters}
              onTheme={(theme) => setFilters({ scope: page.scope, month: page.month, theme })}
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

/** Hands a text to the browser as a file. */
function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
