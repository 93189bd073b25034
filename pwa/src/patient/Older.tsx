import { useEffect, useRef } from "preact/hooks";
import type { View } from "../store/contract";
import { Button } from "../ui";
import type { Outside } from "./older";
import { isAtEnd, type OnlineRead, whyWords } from "./online";
import type { Reading } from "./use-online";
import "./older.scss";

export interface Thing {
  one: string;
  many: string;
}

/** What is kept and not on this tablet, and the way to it: read at a tap only, never stored; each state in words, also to screen readers. */
export function Older(props: { reading: Reading<View>; out: Outside; covered: boolean; thing: Thing; holds: string; unknown?: number }) {
  const { reading, out, thing } = props;
  const { model } = reading;
  const title = useRef<HTMLParagraphElement>(null);
  const atEnd = isAtEnd(model);
  // The button goes with the last page: whoever pressed it goes on from what took its place.
  useEffect(() => {
    if (atEnd && document.activeElement === document.body) title.current?.focus();
  }, [atEnd]);
  if (out.count === 0 && !out.perhaps && model.items.length === 0) return <p class="small older-none">{props.holds}</p>;
  return (
    <div class="older">
      <div role="status">
        <p class="older-title" ref={title} tabIndex={-1}>
          {titleOf(model, out, thing)}
        </p>
        {model.phase === "busy" && <p class="vh">Fetching</p>}
        {props.unknown ? (
          <p>{props.unknown === 1 ? "One entry" : `${props.unknown} entries`} among them this version cannot show: update to read all.</p>
        ) : null}
        {model.why && <p>{whyWords[model.why]}</p>}
        {model.phase === "waiting" && <p>They come as soon as there is coverage.</p>}
      </div>
      <p class="small">
        {model.items.length > 0 || atEnd
          ? "Read online, not kept on this tablet."
          : [out.said && out.count > 0 && `${out.said}.`, props.holds].filter(Boolean).join(" ")}
      </p>
      {model.phase === "waiting" ? (
        <Button look="quiet" onClick={reading.leave}>
          Do not wait
        </Button>
      ) : (
        !atEnd && (
          <Button look="second" busy={model.phase === "busy"} onClick={reading.tap}>
            {buttonOf(model, thing, props.covered)}
          </Button>
        )
      )}
    </div>
  );
}

const counted = (count: number, thing: Thing): string => `${count} older ${count === 1 ? thing.one : thing.many}`;

export function titleOf(model: OnlineRead<unknown, unknown>, out: Outside, thing: Thing): string {
  const shown = model.items.length;
  if (isAtEnd(model))
    return shown === 0 ? "There is nothing older" : shown === 1 ? `The one older ${thing.one} is shown` : `All ${counted(shown, thing)} are shown`;
  if (shown > 0) return `${counted(shown, thing)} shown, ${model.left} more`;
  if (out.count === 0) return `Older ${thing.many} open with coverage`;
  return `${counted(out.count, thing)} ${out.count === 1 ? "opens" : "open"} with coverage`;
}

export function buttonOf(model: OnlineRead<unknown, unknown>, thing: Thing, covered: boolean): string {
  if (model.phase === "busy") return "Fetching";
  if (model.phase === "failed") return "Try again";
  if (!covered) return "Show when there is coverage";
  return model.items.length > 0 ? `Show ${Math.min(model.left ?? 50, 50)} more` : `Show older ${thing.many}`;
}
