import { dayOf, timeOf } from "../lib/dates";
import { phoneHref } from "../patient/text";
import { useStore } from "../store/use-store";
import { myDayOf, writeMyDay } from "../today/my-day";
import { Button, LinkButton } from "../ui";

/** So long after it was asked it may be asked anew. */
const again = 10 * 60_000;

/**
 * Asks buddy and lead at once to ring: in words that anybody may read over one's shoulder, and that nothing on this tablet takes back. Without
 * coverage it says plainly that nobody has heard it yet.
 */
export function AskForACall({ visit, now }: { visit: string | null; now: Date }) {
  const store = useStore();
  const today = dayOf(now);
  const day = myDayOf(store, today);
  const asked = day?.fields.ring_asked_at;
  if (asked && now.getTime() - Date.parse(asked) < again) {
    const isSent = !day.kept.ring || day.kept.ring === "sent";
    const session = store.session.value;
    const team = session.phase === "open" && session.me.team ? store.people.value.team(session.me.team) : undefined;
    const lead = team?.lead ? store.people.value.staff(team.lead) : undefined;
    const phone = lead?.phone ?? team?.phone;
    return isSent ? (
      <p class="asked" role="status">
        Asked for a call at <span class="num">{timeOf(asked)}</span>.
      </p>
    ) : (
      <>
        <p class="asked" role="status">
          The call is not asked for yet: no coverage.
        </p>
        {phone && (
          <LinkButton look="second" icon="phone" href={phoneHref(phone)}>
            Ring the team
          </LinkButton>
        )}
      </>
    );
  }
  const ask = () => writeMyDay(store, today, "ring", { ring_asked_at: store.now.peek().toISOString(), ring_asked_visit: visit });
  return (
    <Button look="quiet" icon="phone" onClick={() => void ask()}>
      Ask for a call
    </Button>
  );
}
