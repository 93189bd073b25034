/** Questions that are answered by typing: a line, numbers with their unit, a text, a slider with its number, a day, a moment. */
import { useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { DateInput } from "../ui";
import type { ControlParts } from "./Control";
import { tapped } from "./effort";
import type { Value } from "./engine";
import { asValue, held, momentFrom, numberFrom, quantity, textOfValue, valueOfText } from "./typed";
import { invalid } from "./use-answer";

export function Line({ node, hand, id, describedBy, mode }: ControlParts & { mode: "text" | "numeric" | "decimal" | "url" }) {
  const { item } = node;
  // What is in the box while it is typed: "18." is no number yet, and must not lose its point.
  const [typed, setTyped] = useState<string | null>(null);
  const isNumber = mode === "numeric" || mode === "decimal";
  const several = item.repeats && !item.rows;
  const texts = several ? (hand.value?.answer ?? []).map((one) => textOfValue({ answer: [one] })).join("\n") : textOfValue(hand.value);
  const unit = unitOf(hand.value);
  const put = (text: string) => {
    setTyped(text);
    if (!several) return hand.write(valueOfText(item, text, unit));
    const answers = text.split("\n").flatMap((line) => valueOfText(item, line)?.answer ?? []);
    hand.put(asValue(answers));
  };
  const leave = () => {
    tapped();
    void hand.leave().then((left) => left && setTyped(null));
  };
  const shared = {
    id: `${id}-in`,
    value: typed ?? texts,
    "aria-describedby": describedBy,
    "aria-invalid": invalid(hand),
    onFocus: hand.begin,
    onBlur: leave,
  };
  if (several)
    return (
      <>
        <p class="hint">One a line.</p>
        <textarea {...shared} rows={3} autocomplete="off" onInput={(event) => put(event.currentTarget.value)} />
      </>
    );
  return (
    <span class={isNumber ? "with" : "line"}>
      <input
        {...shared}
        type="text"
        inputMode={mode}
        autocomplete="off"
        spellcheck={mode === "text"}
        placeholder={item.limits.entryFormat || undefined}
        class={isNumber ? "number" : undefined}
        onInput={(event) => put(event.currentTarget.value)}
      />
      {item.unitOptions.length > 1 ? (
        <select
          aria-label={`Unit, ${item.text}`}
          class="unit"
          value={unit?.code ?? unit?.display ?? item.unitOptions[0]!.code ?? ""}
          onChange={(event) => {
            const chosen = item.unitOptions.find((one) => (one.code ?? one.display) === event.currentTarget.value) ?? null;
            const number = numberFrom(typed ?? texts);
            if (number !== null) hand.choose({ answer: [quantity(number, chosen)] });
          }}
        >
          {item.unitOptions.map((one) => (
            <option key={one.code ?? one.display} value={one.code ?? one.display}>
              {one.display ?? one.code}
            </option>
          ))}
        </select>
      ) : (
        item.unitText && <span class="unit-words">{item.unitText}</span>
      )}
    </span>
  );
}

function unitOf(value: Value | null): { code?: string; display?: string; system?: string } | null {
  const said = held(value?.answer[0]) as { code?: string; unit?: string; system?: string } | undefined;
  if (!said || typeof said !== "object" || (!said.code && !said.unit)) return null;
  return { ...(said.code ? { code: said.code } : {}), ...(said.unit ? { display: said.unit } : {}), ...(said.system ? { system: said.system } : {}) };
}

export function Area({ hand, id, describedBy }: ControlParts) {
  return (
    <textarea
      id={`${id}-in`}
      rows={3}
      autocomplete="off"
      value={textOfValue(hand.value)}
      aria-describedby={describedBy}
      aria-invalid={invalid(hand)}
      onFocus={hand.begin}
      onInput={(event) => hand.write(event.currentTarget.value ? { answer: [{ valueString: event.currentTarget.value }] } : null)}
      onBlur={() => {
        tapped();
        void hand.leave();
      }}
    />
  );
}

/**
 * Unanswered is not the least value: the slider says so until it is moved, tapped where it stands, or a number typed. It gives no more decimals than the
 * question takes.
 */
export function Slider(props: ControlParts) {
  const { node, hand, id } = props;
  const { min, max, maxDecimalPlaces, sliderStep } = node.item.limits;
  const low = typeof min === "number" ? min : 0;
  const high = typeof max === "number" ? max : 100;
  const said = held(hand.value?.answer[0]);
  const set = typeof said === "number" ? said : null;
  const put = (text: string) => valueOfText(node.item, text);
  const choose = (text: string) => {
    hand.put(put(text));
    tapped();
    void hand.leave();
  };
  const step = sliderStep ?? (node.item.type === "integer" ? 1 : 10 ** -(maxDecimalPlaces ?? 1));
  return (
    <div class={set === null ? "slider unset" : "slider"}>
      <span class="ends">
        <span>{node.item.lower ? `${low}, ${node.item.lower}` : low}</span>
        <span>{node.item.upper ? `${high}, ${node.item.upper}` : high}</span>
      </span>
      <input
        type="range"
        aria-label={`${node.item.text}, slider`}
        aria-valuetext={set === null ? "Not answered yet" : String(set)}
        min={low}
        max={high}
        step={step}
        value={set ?? (low + high) / 2}
        onInput={(event) => hand.put(put(event.currentTarget.value))}
        onChange={(event) => choose(event.currentTarget.value)}
        onClick={(event) => set === null && choose(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (set !== null || (event.key !== "Enter" && event.key !== " ")) return;
          event.preventDefault();
          choose(event.currentTarget.value);
        }}
      />
      <div class="with">
        <Line {...props} hand={{ ...hand, write: hand.put }} mode={node.item.type === "integer" ? "numeric" : "decimal"} />
        <output for={`${id}-in`}>{set === null ? "Not answered yet" : ""}</output>
      </div>
    </div>
  );
}

export function Day({ node, hand, id }: ControlParts) {
  return (
    <DateInput
      legend={`${node.item.text}: date`}
      id={`${id}-in`}
      value={textOfValue(hand.value) || null}
      onChange={(value) => hand.put(value ? valueOfText(node.item, value) : null)}
      onLeave={() => {
        tapped();
        void hand.leave();
      }}
    />
  );
}

/** London's clocks on that day, at noon. */
const zoneOf = (day: string): string => (timeOf(`${day}T12:00:00Z`) === "12:00" ? "Z" : "+01:00");

export function Moment({ node, hand, id }: ControlParts) {
  const said = textOfValue(hand.value);
  const [day, rest = ""] = said.includes("T") ? said.split("T") : said.split(" ");
  const [time, setTime] = useState<string | null>(null);
  const clock = time ?? (said.includes("T") ? rest.slice(0, 5) : rest);
  const put = (d: string, t: string) => hand.put(momentFrom(d, t, zoneOf));
  const leave = () => void hand.leave().then((left) => left && setTime(null));
  return (
    <div class="moment">
      <DateInput
        legend={`${node.item.text}: date`}
        id={`${id}-in`}
        value={day || null}
        onChange={(value) => put(value ?? "", clock)}
        onLeave={leave}
      />
      <span>
        <label for={`${id}-time`}>Time</label>
        <input
          type="text"
          id={`${id}-time`}
          inputMode="numeric"
          class="number"
          autocomplete="off"
          placeholder="09:30"
          value={clock}
          onFocus={hand.begin}
          onInput={(event) => {
            setTime(event.currentTarget.value);
            put(day ?? "", event.currentTarget.value);
          }}
          onBlur={leave}
        />
      </span>
    </div>
  );
}
