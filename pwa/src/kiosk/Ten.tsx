import type { ComponentChildren } from "preact";
import { type Choice, scales } from "./content";
import type { Props } from "./View";

/** Nought to ten in a row, with what each end means, and below them the two answers that are no number. */
export function Ten({ model, around, item, asks, head }: Props & { item: string; asks: Choice; head: ComponentChildren }) {
  const { reading, act } = around;
  const codes = scales[asks.scale];
  const [low, high] = (asks.ends ?? ["", ""]).map((text, i) => reading.question(`${item}.end${i}`, text)) as [
    ReturnType<typeof reading.question>,
    ReturnType<typeof reading.question>,
  ];
  const one = ([code, words]: (typeof codes)[number]) => {
    const said = reading.question(`${asks.scale}.${code}`, words);
    const isNumber = /^\d+$/.test(code);
    return (
      <label class={isNumber ? "say number" : "say"} key={code}>
        <input
          type="radio"
          name={item}
          checked={model.answers[item] === code}
          aria-describedby={code === "0" ? "low" : code === "10" ? "high" : undefined}
          onChange={() => act({ do: "answer", code })}
        />
        <span class="words" lang={said.lang} dir={said.dir}>
          {said.text}
        </span>
        {!isNumber && <i class="ring" />}
      </label>
    );
  };
  return (
    <fieldset>
      <legend>{head}</legend>
      <div class="ten" dir={low.dir}>
        <p class="ends">
          <span id="low" lang={low.lang}>
            0: {low.text}
          </span>
          <span id="high" lang={high.lang}>
            10: {high.text}
          </span>
        </p>
        <div class="numbers">{codes.slice(0, 11).map(one)}</div>
        <div class="four">{codes.slice(11).map(one)}</div>
      </div>
    </fieldset>
  );
}
