/** Questions that are answered by choosing: yes or no, one of a few, several, from a list; and in one's own words where the form allows it. */
import { useState } from "preact/hooks";
import type { ControlParts } from "./Control";
import { tapped } from "./effort";
import { type Answer, keyOf, type Option } from "./engine";
import { asValue, held, textOfValue } from "./typed";
import { type Hand, invalid } from "./use-answer";

export function YesNo({ hand, id }: ControlParts) {
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
function toggled(options: readonly Option[], now: readonly Answer[], option: Option): readonly Answer[] {
  const key = option.key;
  if (now.some((one) => keyOf(one) === key)) return now.filter((one) => keyOf(one) !== key);
  if (option.exclusive) return [option.answer];
  const alone = new Set(options.filter((one) => one.exclusive).map((one) => one.key));
  return [...now.filter((one) => !alone.has(keyOf(one))), option.answer];
}

export function Choices({ node, hand, id, options }: ControlParts & { options: readonly Option[] }) {
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

export function Drop({ node, hand, id, describedBy, options }: ControlParts & { options: readonly Option[] }) {
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
