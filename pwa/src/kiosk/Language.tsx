import type { ComponentChildren } from "preact";
import { others, type Tongue, tongues } from "./languages";
import { Icon } from "./pictures";
import { SaidAndDone } from "./Thanks";
import type { Props } from "./View";

/** Each language in its own script, with its sound beside it. A link until the script is here: what is tapped before is not lost. */
export function Language({ model, around }: Props) {
  const { reading, asking, heading, act } = around;
  const offered = tongues.filter((one) => one.language === "en" || !asking || asking.languages.includes(one.language));
  return (
    <>
      <h1 class="title" ref={heading} tabIndex={-1}>
        <Icon name="globe" />
        <span>{reading.word("choose_language")}</span>
      </h1>
      <ul class="tongues">
        {offered.map((one) => (
          <One key={one.language} one={one} model={model} around={around} />
        ))}
        <li>
          <Tap to="more" act={() => act({ do: "more" })}>
            <span class="own">{reading.word("more")}</span>
            <span class="say-in">{others.map((one) => one.own).join(", ")}</span>
          </Tap>
        </li>
      </ul>
      {model.from === null && <SaidAndDone model={model} around={around} />}
    </>
  );
}

/** A link to a part of this page: it leads there while the script is on its way, and does its work once it is here. */
function Tap({ to, lang, act, children }: { to: string; lang?: string; act: () => void; children: ComponentChildren }) {
  const tapped = (event: Event) => {
    event.preventDefault();
    act();
  };
  return (
    <a href={`#${to}`} lang={lang} onClick={tapped}>
      {children}
    </a>
  );
}

function One({ one, around }: Props & { one: Tongue }) {
  const { act, heard, listen, reading } = around;
  const name = one.note || one.english;
  return (
    <li dir={one.direction}>
      <Tap to={one.language} lang={one.language} act={() => act({ do: "choose-language", language: one.language })}>
        <span class="own">{one.own}</span>
        {one.note && (
          <span class="say-in" lang="en" dir="ltr">
            {one.note}
          </span>
        )}
      </Tap>
      {heard === null || heard.has(one.language) ? (
        <button
          type="button"
          class="key"
          lang={reading.language}
          aria-label={`${reading.word("listen")}: ${name}`}
          onClick={() => listen(one.language)}
        >
          <Icon name="aloud" />
          <span>{reading.word("listen")}</span>
        </button>
      ) : (
        <p class="key off" lang={reading.language}>
          <Icon name="mute" />
          <span>{reading.word("no_voice")}</span>
        </p>
      )}
    </li>
  );
}

/** Languages that are asked for and have no translation at all: said plainly, and one goes on in English, counted under one's own language. */
export function More({ around }: Props) {
  const { reading, heading, act } = around;
  return (
    <>
      <h1 class="title" ref={heading} tabIndex={-1}>
        <Icon name="globe" />
        <span>{reading.word("more_title")}</span>
      </h1>
      <p class="note">
        <Icon name="info" />
        <span>{reading.word("more_note")}</span>
      </p>
      <ul class="tongues few">
        {others.map((one) => (
          <li key={one.language}>
            <button type="button" class="tongue" lang={one.language} onClick={() => act({ do: "choose-language", language: one.language })}>
              <span class="own">{one.own}</span>
              <span class="say-in" lang="en" dir="ltr">
                {one.note}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
