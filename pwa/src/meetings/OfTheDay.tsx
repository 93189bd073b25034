import "./discuss.scss";
import { dayOf, timeOf } from "../lib/dates";
import { Card, Icon } from "../ui";
import { coming, isCancelled, type Meeting, namesOn } from "./meeting";
import { useMeetings } from "./use-meetings";

/** Beside the day's visits: a meeting of one's own team on that day, or one that one leads. */
export default function OfTheDay({ day }: { day: string }) {
  const { store, me, say, all } = useMeetings();
  const isMine = ({ fields }: Meeting) => fields.team === me?.team || fields.chair === me?.staff;
  const found = coming(all, say.now).filter((one) => isMine(one) && !isCancelled(one) && dayOf(one.fields.starts_at ?? "1970-01-01") === day);
  if (found.length === 0) return null;
  return (
    <Card title={found.length === 1 ? "Team meeting" : "Team meetings"} class="pane discussed">
      <ul class="list">
        {found.map((one) => {
          const { starts_at, ends_at, place, title } = one.fields;
          const people = namesOn(one.id, store.index.value).length;
          return (
            <li key={one.id}>
              <Icon name="meet" />
              <span>
                <a href={`/meetings/${one.id}`}>
                  <b>{title}</b>
                </a>
                <span class="by num">
                  {[`${timeOf(starts_at ?? "")}${ends_at ? ` to ${timeOf(ends_at)}` : ""}`, place].filter(Boolean).join(", ")}
                </span>
                {people > 0 && <span class="by">{people === 1 ? "1 person whom you look after" : `${people} people whom you look after`}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
