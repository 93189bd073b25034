import { useState } from "preact/hooks";
import { addressLine } from "../lib/address";
import { ageOn, sinceWhen, timeOf } from "../lib/dates";
import { directionsTo } from "../lib/distance";
import { go } from "../routes";
import { useStore } from "../store/use-store";
import { Alerts, Button, Icon, LinkButton, Tag } from "../ui";
import { leaveByOf } from "../visit/clock";
import type { Stop } from "./day";
import { Colleagues, type Seat } from "./TimeLine";
import { purposes } from "./words";

/** The next visit, or the one that is going on: larger, with the two acts that matter. */
export function NextCard({ stop, seat }: { stop: Stop; seat: Seat }) {
  const store = useStore();
  const { header, visit } = stop;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const bundle = header.here ? store.bundle(header.bundle).value : null;
  const instructions = bundle?.one("visit", visit.id)?.fields.instructions ?? null;
  const page = `/visit/${header.bundle}/${visit.id}`;
  const platform = typeof navigator === "undefined" ? "" : navigator.userAgent;

  async function arrived() {
    setBusy(true);
    setFailed(null);
    const at = store.now.peek().toISOString();
    try {
      // The id is derived from visit and person (R1): a second tap, or a second tablet, makes the same attendance.
      await store.create("attendance", header.bundle, {
        visit: visit.id,
        staff: seat.me,
        arrived_at: at,
        leave_by: leaveByOf({ arrived_at: at }, visit),
      });
      go(page);
    } catch {
      setFailed("That is not kept yet: this tablet has no room. See What waits.");
      setBusy(false);
    }
  }

  return (
    <article class={seat.wide && seat.chosen === visit.id ? "v-card chosen" : "v-card"}>
      <div class="topline">
        <Tag tone="info">{stop.state === "here" ? "You are here" : "Next"}</Tag>
        {stop.state === "here" && stop.stateAt ? (
          <span class="eta">
            since <b class="num">{timeOf(stop.stateAt)}</b>
          </span>
        ) : (
          stop.arrive && (
            <span class="eta">
              Arrive about <b class="num">{timeOf(stop.arrive)}</b>
            </span>
          )
        )}
      </div>
      <h2>
        {seat.wide && header.here ? (
          <button type="button" class="plain-name" aria-pressed={seat.chosen === visit.id} onClick={() => seat.choose(visit.id)}>
            {header.name}
          </button>
        ) : (
          <a href={header.here ? page : `/patient/${header.bundle}`}>{header.name}</a>
        )}{" "}
        {header.born_on && <span class="age">{ageOn(header.born_on, seat.now)}</span>}
      </h2>
      <p class="muted">{addressLine(header)}</p>
      <Alerts alerts={header.alerts} />
      {seat.filling && header.here && (
        <p class="asof">
          <Icon name="check" />
          <b>Here, whole</b>
        </p>
      )}
      {seat.asOf && (
        <p class="asof old">
          <Icon name="clock" />
          as it was at {sinceWhen(seat.asOf, seat.now)}
        </p>
      )}
      <ul class="purpose">
        {purposes(visit, instructions).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Colleagues stop={stop} seat={seat} />
      {failed && (
        <p class="problem" role="alert">
          {failed}
        </p>
      )}
      <div class="acts">
        {header.latitude !== null && header.longitude !== null && stop.state !== "here" && (
          <LinkButton look="second" icon="go" external href={directionsTo({ latitude: header.latitude, longitude: header.longitude }, platform)}>
            Directions
          </LinkButton>
        )}
        {stop.state === "here" ? (
          <LinkButton icon="home" href={page}>
            Go on with the visit
          </LinkButton>
        ) : (
          <Button icon="home" busy={busy} onClick={() => void arrived()}>
            Arrived
          </Button>
        )}
      </div>
    </article>
  );
}
