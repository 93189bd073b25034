/** The control of one question, by its type and by how the form asks to be drawn. What is chosen is kept at once, what is typed when the field is left. */
import { useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { DateInput } from "../ui";
import { Later } from "../ui/Later";
import { tapped } from "./effort";
import { type Answer, type FormNode, keyOf, type Option, type Value } from "./engine";
import type { Scene } from "./scene";
import { held, momentFrom, numberFrom, quantity, textOfValue, valueOfText } from "./typed";
import type { Hand } from "./use-answer";

export interface ControlParts {
  scene: Scene;
  node: FormNode;
  hand: Hand;
  id: string;
  describedBy: string | undefined;
}

/** The camera and what goes with it: a file of its own, for the few forms that ask for one. */
const attached = () => import("./Attached");

export function Control(props: ControlParts) {
  const { item } = props.node;
  if (item.options)
    return item.control === "drop-down" || item.options.length > 20 ? (
      <Drop {...props} options={item.options} />
    ) : (
      <Choices {...props} options={item.options} />
    );
  switch (item.type) {
    case "boolean":
      return <YesNo {...props} />;
    case "date":
      return <Day {...props} />;
    case "dateTime":
      return <Moment {...props} />;
    case "text":
      return <Area {...props} />;
    case "integer":
    case "decimal":
      return item.control === "slider" ? <Slider {...props} /> : <Line {...props} mode={item.type === "integer" ? "numeric" : "decimal"} />;
    case "quantity":
      return <Line {...props} mode="decimal" />;
    case "attachment":
      return (
        <Later
          load={attached}
          props={props}
          waiting={<p class="muted">Opening</p>}
          failed={() => (
            <p class="why">Pictures cannot be taken here yet: that part of the app comes with the next coverage. What is in the record is kept.</p>
          )}
        />
      );
    case "string":
      return item.control === "text-area" ? <Area {...props} /> : <Line {...props} mode="text" />;
    default:
      return <Line {...props} mode={item.type === "url" ? "url" : "text"} />;
  }
}

const invalid = (hand: Hand): true | undefined => (hand.error ? true : undefined);

// ------------------------------------------------------------------------------------------------ choices

function YesNo({ hand, id }: ControlParts) {
  const said = held(hand.value?.answer[0]);
  return (
    <div class="opts">
      {([true, false] as const).map((value) => (
        <label class="choice" key={String(value)}>
          <input type="radio" name={id} checked={said === value} onChange={() => hand.choose({ answer: [{ valueBoolean: value }] })} />
          <span>{value ? "Yes" : "No"}</span>
        </label>
      ))}
    </div>
  );
}

/** Of several, one more or one less: what goes with no other stands alone. */
export function toggled(options: readonly Option[], now: readonly Answer[], option: Option): readonly Answer[] {
  const key = option.key;
  if (now.some((one) => keyOf(one) === key)) return now.filter((one) => keyOf(one) !== key);
  if (option.exclusive) return [option.answer];
  const alone = new Set(options.filter((one) => one.exclusive).map((one) => one.key));
  return [...now.filter((one) => !alone.has(keyOf(one))), option.answer];
}

const asValue = (answers: readonly Answer[]): Value | null => (answers.length ? { answer: answers } : null);

function Choices({ node, hand, id, options }: ControlParts & { options: readonly Option[] }) {
  const { item } = node;
  const answers = hand.value?.answer ?? [];
  const keys = new Set(answers.map(keyOf));
  const long = options.length > 3 || options.some((one) => one.label.length > 16);
  const known = new Set(options.map((one) => one.key));
  const own = answers.find((one) => !known.has(keyOf(one)));
  const [opened, setOpened] = useState(false);
  const isOpen = opened || own !== undefined;
  const weighed = options.some((one) => one.weight !== null);
  return (
    <>
      <div
        class={`opts${long ? " long" : ""}${options.length === 3 && !long ? " three" : ""}${options.some((one) => one.label.length > 42) ? " wordy" : ""}`}
      >
        {options.map((option) => (
          <label class="choice" key={option.key}>
            <input
              type={item.repeats ? "checkbox" : "radio"}
              name={id}
              checked={keys.has(option.key)}
              onChange={() => hand.choose(item.repeats ? asValue(toggled(options, answers, option)) : { answer: [option.answer] })}
            />
            <span>
              {option.prefix && `${option.prefix} `}
              {option.label}
            </span>
            {weighed && option.weight !== null && (
              <span class="pts num">
                {option.weight}
                <span class="vh"> {option.weight === 1 ? "point" : "points"}</span>
              </span>
            )}
          </label>
        ))}
        {item.type === "open-choice" && (
          <label class="choice">
            <input
              type={item.repeats ? "checkbox" : "radio"}
              name={id}
              checked={isOpen}
              onChange={() => {
                tapped();
                setOpened(!isOpen || !item.repeats);
                if (isOpen && item.repeats && own) hand.choose(asValue(answers.filter((one) => one !== own)));
              }}
            />
            <span>{item.openLabel || "Something else"}</span>
          </label>
        )}
      </div>
      {isOpen && item.type === "open-choice" && (
        <Own
          label={item.openLabel || "Something else, in your words"}
          id={`${id}-own`}
          hand={hand}
          text={textOfValue(own ? { answer: [own] } : null)}
          put={(words) => {
            const rest = item.repeats ? answers.filter((one) => one !== own) : [];
            hand.put(asValue(words.trim() ? [...rest, { valueString: words }] : rest));
          }}
        />
      )}
    </>
  );
}

function Own(props: { label: string; id: string; hand: Hand; text: string; put: (words: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div class="own">
      <label for={props.id}>{props.label}</label>
      <input
        type="text"
        id={props.id}
        autocomplete="off"
        value={typed ?? props.text}
        onFocus={props.hand.begin}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          props.put(event.currentTarget.value);
        }}
        onBlur={() => {
          tapped();
          void props.hand.leave().then((left) => left && setTyped(null));
        }}
      />
    </div>
  );
}

function Drop({ node, hand, id, describedBy, options }: ControlParts & { options: readonly Option[] }) {
  const { item } = node;
  const answers = hand.value?.answer ?? [];
  const keys = answers.map(keyOf);
  const known = options.some((one) => one.key === keys[0]);
  const drop = (
    <select
      id={`${id}-in`}
      value={item.repeats ? "" : (keys[0] ?? "")}
      aria-describedby={describedBy}
      aria-invalid={invalid(hand)}
      onChange={(event) => {
        const option = options.find((one) => one.key === event.currentTarget.value);
        if (item.repeats) {
          if (option && !keys.includes(option.key)) hand.choose(asValue(toggled(options, answers, option)));
          event.currentTarget.value = "";
        } else hand.choose(option ? { answer: [option.answer] } : null);
      }}
    >
      <option value="">{item.repeats ? "Add one" : "Choose one"}</option>
      {!item.repeats && keys[0] && !known && <option value={keys[0]}>{textOfValue(hand.value)}</option>}
      {options.map((option) => (
        <option key={option.key} value={option.key}>
          {option.prefix ? `${option.prefix} ${option.label}` : option.label}
        </option>
      ))}
    </select>
  );
  const own = item.type === "open-choice" && !item.repeats;
  return (
    <>
      {item.repeats && keys.length > 0 && (
        <ul class="picked">
          {answers.map((answer) => {
            const words = options.find((one) => one.key === keyOf(answer))?.label ?? textOfValue({ answer: [answer] });
            return (
              <li key={keyOf(answer)}>
                <span>{words}</span>
                <button type="button" class="btn quiet" onClick={() => hand.choose(asValue(answers.filter((one) => one !== answer)))}>
                  Take away<span class="vh">: {words}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {drop}
      {own && (
        <Own
          label={item.openLabel || "Something else, in your words"}
          id={`${id}-own`}
          hand={hand}
          text={known ? "" : textOfValue(hand.value)}
          put={(words) => hand.put(words.trim() ? { answer: [{ valueString: words }] } : null)}
        />
      )}
    </>
  );
}

// ------------------------------------------------------------------------------------------------ typed

function Line({ node, hand, id, describedBy, mode }: ControlParts & { mode: "text" | "numeric" | "decimal" | "url" }) {
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

function Area({ hand, id, describedBy }: ControlParts) {
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
function Slider(props: ControlParts) {
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

function Day({ node, hand, id }: ControlParts) {
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

function Moment({ node, hand, id }: ControlParts) {
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
