import "./team.scss";
import { useState } from "preact/hooks";
import { calls, inOrder } from "../alone/alarms";
import { Called } from "../alone/Called";
import { Unread } from "../live/Unread";
import type { TeamPage } from "../store/team";
import { useStore } from "../store/use-store";
import { Empty, Icon, Main, useTitle } from "../ui";
import { NotHere } from "../ui/NotHere";
import { Margin } from "./Margin";
import { MarkedSignatures } from "./MarkedSignatures";
import { Person } from "./Person";
import { Refused } from "./Refused";
import { arranged, stateOf } from "./state";
import { useRefused } from "./use-refused";
import { useTeam } from "./use-team";

/** A lead's team now. Who is missed comes by the ordinary sync and stands here without coverage too; where people are is read online. */
export default function Team() {
  const session = useStore().session.value;
  return session.phase === "open" && session.me.role === "lead" ? <Screen me={session.me.staff} /> : <NotHere />;
}

function Screen({ me }: { me: string }) {
  useTitle("Team");
  const store = useStore();
  const now = store.now.value;
  const { reading, again } = useTeam();
  const page = reading.phase === "here" ? reading.page : null;
  const refused = useRefused();
  const nameOf = (id: string) => (id === me ? "You" : (store.people.value.staff(id)?.name ?? "A colleague"));
  return (
    <Main class="team">
      <header class="head">
        <h1>Team</h1>
        {page && <Summary page={page} now={now} refused={refused.waiting?.count ?? 0} />}
        <a href="/population">People at risk</a>
        <Margin page={page} />
      </header>
      <Missed me={me} page={page} nameOf={nameOf} now={now} />
      <Refused waiting={refused.waiting} now={now} again={refused.again} />
      <MarkedSignatures now={now} />
      <Unread
        reading={reading}
        again={again}
        busy="Looking where everybody is."
        offline="Where everybody is opens with coverage"
        failed="The team cannot be shown"
      />
      {page && <People page={page} now={now} nameOf={nameOf} again={again} />}
    </Main>
  );
}

function Summary({ page, now, refused }: { page: TeamPage; now: Date; refused: number }) {
  const count = (group: string) => page.people.filter((one) => stateOf(one, now).group === group).length;
  const late = count("late");
  const quiet = count("quiet");
  return (
    <p class="muted">
      {page.team.name}: <b>{count("out") + late}</b> at work
      {late > 0 && (
        <>
          , <b>{late}</b> late
        </>
      )}
      {quiet > 0 && (
        <>
          , <b>{quiet}</b> not heard of
        </>
      )}
      {refused > 0 && (
        <>
          , <a href="#not-taken">{refused === 1 ? "1 change was not taken" : `${refused} changes were not taken`}</a>
        </>
      )}
    </p>
  );
}

/** Every alarm of the team that stands: those of which this lead was told, and those that a buddy is looking after first. */
function Missed(props: { me: string; page: TeamPage | null; nameOf: (id: string) => string; now: Date }) {
  const { me, page, nameOf, now } = props;
  const alarms = (useStore().mine.value?.all("alarm") ?? []).filter(({ fields }) => fields.about !== me && !fields.ended_at);
  if (alarms.length === 0) return null;
  const whereOf = (visit: string | null | undefined) => {
    const last = page?.people.flatMap((one) => [one.last, one.next, ...one.late]).find((one) => one?.id === visit);
    return last ? [last.name, last.address].filter(Boolean).join(", ") : null;
  };
  return (
    <section class="missed" aria-labelledby="missed-h">
      <h2 id="missed-h">{alarms.length === 1 ? "1 colleague is missed" : `${alarms.length} colleagues are missed`}</h2>
      {inOrder(alarms).map((one) => (
        <div key={one.id}>
          {!calls(one, me) && (
            <p class="by stage">
              <Icon name="people" />
              {nameOf(one.fields.buddy ?? "")} looks after it first. You can, too.
            </p>
          )}
          <Called alarm={one} me={me} nameOf={nameOf} now={now} where={whereOf(one.fields.visit)} />
        </div>
      ))}
    </section>
  );
}

function People(props: { page: TeamPage; now: Date; nameOf: (id: string) => string; again: () => void }) {
  const { page, now, nameOf } = props;
  const [search, setSearch] = useState("");
  const groups = arranged(page.people, now, search);
  if (page.people.length === 0)
    return (
      <Empty title="Nobody is in this team">
        <p>Whoever joins it is here at once.</p>
      </Empty>
    );
  return (
    <>
      <label class="find">
        <Icon name="search" />
        <span class="vh">Find a colleague by name or profession</span>
        <input
          type="search"
          autocomplete="off"
          placeholder="Find a colleague"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <p class="vh" role="status">
        {search ? `${groups.reduce((sum, group) => sum + group.people.length, 0)} found` : ""}
      </p>
      {groups.length === 0 && <p class="none">Nobody of this team is called “{search.trim()}”.</p>}
      {groups.map((group) => (
        <section key={group.key} aria-labelledby={`team-${group.key}`}>
          <h2 id={`team-${group.key}`}>
            {group.title} <span class="count">{group.people.length}</span>
          </h2>
          <div class="mates">
            {group.people.map((person) => (
              <Person key={person.id} person={person} team={page.people} now={now} nameOf={nameOf} again={props.again} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
