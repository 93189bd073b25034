/**
 * The single point of access: who is referred, how long is left, who can take it. It is read with coverage; what is decided is a change like any other,
 * kept on this tablet at once.
 */
import "./referrals.scss";
import { useEffect, useRef, useState } from "preact/hooks";
import { useMedia } from "../lib/use-media";
import { Unread } from "../live/Unread";
import type { Act } from "../store/contract";
import type { ReferralsPage } from "../store/referrals";
import { useStore } from "../store/use-store";
import { Button, Empty, Icon, Main, Strip, useTitle } from "../ui";
import { Decide, type Deciding } from "./Decide";
import { Detail } from "./Detail";
import { List } from "./List";
import { countsOf, grouped, type Order, type Row, type Tab, tabs } from "./list";
import { draftOf, NewReferral } from "./NewReferral";
import { useReferrals } from "./use-referrals";

export default function Referrals() {
  useTitle("Referrals");
  const store = useStore();
  const { reading, rows, again } = useReferrals();
  const [making, setMaking] = useState(false);
  const [said, setSaid] = useState("");
  const [search, setSearch] = useState("");
  const page = reading.phase === "here" ? reading.page : null;
  const hasDraft = draftOf(store.unfinished.value);

  /** All of it on the disk, or a word that it is not (T1). */
  const act = async (acts: Act[], done: string): Promise<boolean> => {
    try {
      await store.together(acts);
      setSaid(done);
      return true;
    } catch {
      setSaid("There is no room on this tablet: nothing was written. What you typed stands where it was.");
      return false;
    }
  };
  return (
    <Main class="referrals">
      <Head page={page} hasDraft={hasDraft} search={search} onSearch={setSearch} onNew={() => setMaking(true)} />
      <p class="vh" role="status">
        {said}
      </p>
      <Unread
        reading={reading}
        again={again}
        busy="Reading who is referred."
        offline="Referrals are read with coverage"
        failed="Referrals cannot be shown"
      />
      {page && <Inbox page={page} rows={rows} search={search} onAct={act} />}
      {making && <NewReferral onDone={act} onClose={() => setMaking(false)} />}
    </Main>
  );
}

function Head(props: { page: ReferralsPage | null; hasDraft: boolean; search: string; onSearch: (words: string) => void; onNew: () => void }) {
  const { page } = props;
  const { seen = 0, in_time: inTime = 0 } = page?.month ?? {};
  return (
    <header class="rh">
      <div>
        <h1>Referrals</h1>
        <p>{page ? (page.team.is_access_point ? "Single point of access" : page.team.name) : ""}</p>
      </div>
      {page && (
        <label class="find">
          <Icon name="search" />
          <span class="vh">Name, NHS number or postcode</span>
          <input
            type="search"
            autocomplete="off"
            placeholder="Name, NHS number or postcode"
            value={props.search}
            onInput={(event) => props.onSearch(event.currentTarget.value)}
          />
        </label>
      )}
      {page?.team.is_access_point && (
        <>
          <dl class="kpi">
            <div>
              <dt>2-hour, seen in time this month</dt>
              <dd>
                {seen === null || inTime === null ? (
                  "too few to show"
                ) : seen > 0 ? (
                  <>
                    <b>{Math.round((100 * inTime) / seen)}%</b> of {seen}
                  </>
                ) : (
                  "none yet"
                )}
              </dd>
            </div>
            <div>
              <dt>Median time to triage</dt>
              <dd>{page.month.triage_minutes === null ? "none yet" : <b>{page.month.triage_minutes} min</b>}</dd>
            </div>
          </dl>
          <Button icon="phone" onClick={props.onNew}>
            {props.hasDraft ? "Go on with the new referral" : "New referral"}
          </Button>
        </>
      )}
    </header>
  );
}

function Inbox(props: { page: ReferralsPage; rows: Row[]; search: string; onAct: (acts: Act[], done: string) => Promise<boolean> }) {
  const { page, rows, search, onAct } = props;
  const store = useStore();
  const session = store.session.value;
  const me = session.phase === "open" ? session.me.staff : "";
  const say = { people: store.people.value, now: store.now.value };
  const [tab, setTab] = useState<Tab>("all");
  const [order, setOrder] = useState<Order>("left");
  const [open, setOpen] = useState<string | null>(null);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const isWide = useMedia("(min-width: 1000px)");
  const groups = grouped(rows, tab, search, order);
  const counts = countsOf(rows);
  const first = groups[0]?.rows[0]?.id ?? null;
  // On a wide screen the first is open beside the list; on a narrow one nothing is until somebody opens it.
  const shown = rows.find((one) => one.id === (open ?? (isWide ? first : null))) ?? null;
  const asked = useRef(false);
  const show = (id: string | null) => {
    asked.current = id !== null;
    setOpen(id);
  };
  // Opened by hand, its name has the focus: that is where the reader goes on.
  useEffect(() => {
    if (asked.current && open) document.getElementById("referral-h")?.focus({ preventScroll: isWide });
    asked.current = false;
  }, [open, isWide]);
  return (
    <>
      <div class="tabs">
        <fieldset class="which">
          <legend class="vh">Show</legend>
          {tabs.map(({ key, title }) => (
            <button key={key} type="button" aria-pressed={tab === key} onClick={() => setTab(key)}>
              {title} <b>{counts[key]}</b>
            </button>
          ))}
        </fieldset>
        <label class="order">
          <span>Order by</span>
          <select value={order} onChange={(event) => setOrder(event.currentTarget.value as Order)}>
            <option value="left">Time left</option>
            <option value="received">Received</option>
          </select>
        </label>
      </div>
      {!page.is_whole && (
        <Strip icon="info" title="There are more than fit here">
          <p>These are the ones that have waited longest. Decide some, and the next come up.</p>
        </Strip>
      )}
      <div class={shown ? "two opened" : "two"}>
        {groups.length > 0 ? (
          <List groups={groups} open={shown?.id ?? null} onOpen={show} say={say} />
        ) : (
          <div class="lscroll">
            {search ? (
              <p class="none" role="status">
                Nobody here fits “{search.trim()}”.
              </p>
            ) : (
              <Empty title={tab === "all" ? "Nobody waits" : "None here"}>
                <p>Who is referred next is here at once.</p>
              </Empty>
            )}
          </div>
        )}
        {shown && (
          <Detail
            key={shown.id}
            row={shown}
            rows={rows}
            services={page.services}
            me={me}
            say={say}
            onAct={(acts, done) => void onAct(acts, done)}
            onDecide={setDeciding}
            onOpen={show}
            onBack={() => show(null)}
          />
        )}
      </div>
      {shown && deciding && (
        <Decide
          deciding={deciding}
          row={shown}
          me={me}
          now={store.now.value}
          onAct={(acts, done) => void onAct(acts, done)}
          onClose={() => setDeciding(null)}
        />
      )}
    </>
  );
}
