import type { Side } from "../api/kinds";
import { day, timeOf } from "../lib/dates";
import type { Entry } from "../patient/entry";
import { firstName } from "../patient/text";
import { type Saying, short } from "../patient/words";
import { Icon } from "../ui";
import { keyed, type Piece } from "./words";

/** One side: who, when, what they found and what they wrote. All sides look alike: none is the value. */
export function SideCard(props: {
  side: Side;
  pieces: readonly Piece[];
  isMe: boolean;
  say: Saying;
  saw: string | null;
  found: Entry | null;
  chosen: boolean;
  may: boolean;
  onChoose: () => void;
}) {
  const { side, say, found } = props;
  const staff = say.people.staff(side.by);
  const name = staff?.name ?? "Someone not on this tablet’s list";
  return (
    <section class="side" aria-label={`${name}’s version`}>
      <div class="who">
        <h4>
          {name}
          {props.isMe ? ", you" : ""}
        </h4>
        <p class="by">
          {staff?.profession}
          <br />
          {say.people.organisation(staff?.organisation ?? "")?.name}
        </p>
      </div>
      <p class="facts">
        <Icon name="clock" />
        <span>
          {day(side.at, say.now)}, <b>{timeOf(side.at)}</b>
        </span>
      </p>
      <div class="said">
        {found && (
          <>
            <h5>Found</h5>
            <p class="found">{found.text ? short(found.text, 220) : found.values.map((v) => `${v.label} ${v.value}`).join(", ")}</p>
          </>
        )}
        {props.saw !== null && (
          <>
            <h5>Had before them</h5>
            <p class="found">{props.saw || "Nothing"}</p>
          </>
        )}
      </div>
      <div class="said">
        <h5>Wrote</h5>
        <p class="wrote">
          {props.pieces.length === 0 ? (
            <mark>Nothing: taken out</mark>
          ) : (
            keyed(props.pieces).map(({ key, p }) => (p.differs ? <mark key={key}>{p.text}</mark> : p.text))
          )}
        </p>
      </div>
      {props.may && (
        <label class="choice pick">
          <input type="radio" name="stand" checked={props.chosen} onChange={props.onChoose} />
          {props.isMe ? "Keep mine" : `Keep ${firstName(name)}’s`}
          <span class="vh">, of {timeOf(side.at)}</span>
        </label>
      )}
    </section>
  );
}
