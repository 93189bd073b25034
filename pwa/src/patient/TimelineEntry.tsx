import { dayAndTime, timeOf } from "../lib/dates";
import { professionInside } from "../lib/profession";
import type { Bundle } from "../store/contract";
import { Icon, KeptWord, Tag, type Tone } from "../ui";
import { type Band, bandOf, bandWords } from "../visit/news2";
import type { Entry } from "./entry";
import { TakeBack } from "./TakeBack";
import type { OnePatient } from "./use-patient";

const tones: Record<Band, Tone> = { none: "neutral", low: "neutral", "low-medium": "care", medium: "care", high: "alert" };

/** `correct`: one’s own entries can be taken back from here. `online`: it was read online, and is not on this tablet. */
export function TimelineEntry(props: { e: Entry; fresh: boolean; correct: boolean; online: boolean; one: OnePatient & { bundle: Bundle } }) {
  const { e, fresh, correct, one } = props;
  const { say, me } = one;
  const band = e.news2 === null ? null : bandOf(e.news2, false);
  const classes = ["e", fresh ? "new" : "", e.takenBack ? "err" : ""].filter(Boolean).join(" ");
  return (
    <div class={classes}>
      <time dateTime={e.at}>{e.at ? timeOf(e.at) : ""}</time>
      <span class="ic">
        <Icon name={e.icon} />
      </span>
      <article class="box">
        <h4>
          {fresh && <Tag tone="info">New</Tag>}
          <span>{e.title}</span>
          {e.takenBack && <Tag tone="line">Entered in error</Tag>}
          {e.disputed && (
            <Tag tone="care" icon="settle">
              To settle
            </Tag>
          )}
          {band && <Tag tone={tones[band]}>{`NEWS2 is ${e.news2}, ${bandWords[band].toLowerCase()}`}</Tag>}
        </h4>
        {e.text && <p class="said">{e.takenBack ? <del>{e.text}</del> : e.text}</p>}
        {e.values.length > 0 && (
          <ul class="vals">
            {e.values.map((v) => (
              <li key={v.label}>
                {v.label} <b class="num">{v.value}</b>
              </li>
            ))}
          </ul>
        )}
        {e.takenBack ? (
          <p class="by">
            Taken back by <b>{say.people.signature(e.takenBack.by)}</b>
            {e.takenBack.at && `, ${dayAndTime(e.takenBack.at, say.now)}`}
            {e.takenBack.reason && `: ${e.takenBack.reason}`}. It counts nowhere.
          </p>
        ) : (
          <p class="by">
            <b>{e.by === me?.staff ? "You" : say.people.signature(e.by).split(",")[0]}</b>
            {e.by === me?.staff
              ? `, ${professionInside(me?.profession)}`
              : say.people.signature(e.by).slice((say.people.signature(e.by).split(",")[0] ?? "").length)}
            {e.kept && e.kept !== "sent" && (
              <>
                {" · "}
                <KeptWord kept={e.kept} />
              </>
            )}
            {props.online && " · not on this tablet"}
          </p>
        )}
        {correct && !e.takenBack && e.by === me?.staff && (e.about.kind === "note" || (e.about.kind === "observation" && e.values.length === 0)) && (
          <TakeBack kind={e.about.kind} record={e.about.record} one={one} />
        )}
      </article>
    </div>
  );
}
