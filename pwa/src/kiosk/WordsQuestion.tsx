import type { ComponentChildren } from "preact";
import { items, scales } from "./content";
import { longestWords } from "./model";
import { Icon } from "./pictures";
import type { Props } from "./View";

/** One's own words. Autocomplete is off: a browser would write what stands in the field into the file by which it restores its pages. */
export function WordsQuestion({ model, around, item, about, head }: Props & { item: string; about: string | undefined; head: ComponentChildren }) {
  const { reading, act } = around;
  const said = about ? model.answers[about] : undefined;
  const asks = about ? items[about] : undefined;
  const words = asks && asks.kind !== "words" ? scales[asks.scale].find(([code]) => code === said)?.[1] : undefined;
  const answer = asks && asks.kind !== "words" && words ? reading.question(`${asks.scale}.${said}`, words) : null;
  return (
    <>
      <div>
        {answer && (
          <p class="lead">
            {reading.word("you_said_answer").split("{answer}")[0]}
            <bdi lang={answer.lang}>{answer.text}</bdi>
          </p>
        )}
        {head}
      </div>
      <textarea
        class="write"
        aria-labelledby="asked"
        aria-describedby="asked-note"
        autocomplete="off"
        autocorrect="off"
        dir="auto"
        maxLength={longestWords}
        value={model.words[item] ?? ""}
        onInput={(event) => act({ do: "write", words: event.currentTarget.value })}
      />
      <p class="note" id="asked-note">
        <Icon name="info" />
        <span>{reading.word("words_note")}</span>
      </p>
      <label class="say may">
        <input type="checkbox" checked={model.mayQuote} onChange={(event) => act({ do: "quote", may: event.currentTarget.checked })} />
        <span class="box">
          <Icon name="tick" />
        </span>
        <span>{reading.word("may_quote")}</span>
      </label>
    </>
  );
}
