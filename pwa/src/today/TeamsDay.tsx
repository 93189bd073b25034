/**
 * A lead's day at one glance. Who is missed and what waits for them is on this tablet; how the team and its board stand is read with coverage, and where it
 * cannot be, that is said: a lead's tablet has not everybody's visits, and is no ground for saying that all is well.
 */
import "./teams-day.scss";
import { useEffect, useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import type { Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { useTeam } from "../team/use-team";
import { Card, Icon, LinkButton } from "../ui";
import { countWords, type Known, linesOf } from "./teams-day";

export function TeamsDay({ day, me, team }: { day: string; me: Id; team: Id | null }) {
  const store = useStore();
  const now = store.now.value;
  const status = store.status.value;
  const people = store.people.value;
  const { reading } = useTeam();
  const page = reading.phase === "here" ? reading.page : null;
  const board = useBoardCounts(team, day);
  const alarms = (store.mine.value?.all("alarm") ?? []).filter(({ fields }) => fields.about !== me && !fields.ended_at);
  const missed = [...new Set(alarms.map(({ fields }) => people.staff(fields.about ?? "")?.name ?? "A colleague"))];
  const known: Known = { missed, toSettle: status.toSettle, refused: status.refused, page, board };
  const lines = linesOf(known, now);
  const stale = reading.phase === "here" && reading.stale !== null;
  const all = page !== null && board !== null && !stale;
  return (
    <Card title="The team today" {...(page && { aside: `As it was at ${timeOf(page.now)}` })} class="teams-day">
      <p class="count">{countWords(known, now)}</p>
      <div role="status">
        {all && lines.length === 0 && (
          <p class="good">
            <Icon name="check" />
            Every visit has somebody, nobody is missed or late, and nothing waits for you.
          </p>
        )}
        {!all && (
          <p>{status.state === "offline" || stale ? "How the team and its board stand now opens with coverage." : "Looking how the team stands."}</p>
        )}
      </div>
      <ul class="waits">
        {lines.map((line) => (
          <li key={line.text} class={line.tone}>
            <Icon name={line.icon} />
            <span>
              <a href={line.href}>{line.text}</a>
              {line.more && <span class="by">{line.more}</span>}
            </span>
          </li>
        ))}
      </ul>
      <div class="acts">
        <LinkButton look="second" icon="board" href="/board">
          Open the board
        </LinkButton>
        <LinkButton look="second" icon="shield" href="/team">
          See the team
        </LinkButton>
      </div>
    </Card>
  );
}

/** The day's board in numbers, read once, and anew when coverage comes back. */
function useBoardCounts(team: Id | null, day: string): Known["board"] {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const [counts, setCounts] = useState<Known["board"]>(null);
  useEffect(() => {
    if (!team || !covered) return;
    let gone = false;
    void (async () => {
      const board = await store.board().catch(() => null);
      const read = await board?.day(team, day, null);
      if (gone || !read?.ok || !read.value) return;
      const { counts: told, unpublished } = read.value;
      setCounts({ visits: told.visits, allocated: told.allocated, unpublished: unpublished.count });
    })();
    return () => {
      gone = true;
    };
  }, [store, team, day, covered]);
  return counts;
}
