/**
 * What stands on the kiosk: tools above, one question, the moves below, each always at the same place. Pure: from the model and what is around it; the first
 * screen is drawn by this into the page itself, so that it stands before any script runs.
 */
import type { ComponentChildren, ComponentType, RefObject } from "preact";
import { items, type QuestionSet, scales, stem } from "./content";
import type { Asking } from "./disk";
import { Language, More } from "./Language";
import { type Reading, type Text, tongueOf } from "./languages";
import { asked, type Event, isAnswered, type Model, progress, type Who } from "./model";
import { Face, Icon, type IconName } from "./pictures";
import { Ten } from "./Ten";
import { Over, Thanks } from "./Thanks";
import type { Saved } from "./turn";
import { WordsQuestion } from "./WordsQuestion";

/** `none`: neither a recording nor a voice; `reading`: it is being read. */
export type Aloud = "can" | "none" | "reading";

export interface Around {
  set: QuestionSet;
  reading: Reading;
  asking: Asking | null;
  aloud: Aloud;
  /** Languages whose name can be heard; null: not known yet. */
  heard: ReadonlySet<string> | null;
  /** Handed over by a member of staff: at the end the tablet goes back. */
  isHandedOver: boolean;
  saved: Saved;
  aside: number;
  Picture: ComponentType<{ name: string }> | null;
  heading: RefObject<HTMLHeadingElement | null> | null;
  act: (event: Event) => void;
  readAloud: () => void;
  listen: (language: string) => void;
  openStaff: () => void;
}

export interface Props {
  model: Model;
  around: Around;
}

export function View({ model, around }: Props) {
  return (
    <>
      <Tools model={model} around={around} />
      <main class="ask" id="main">
        <Notice model={model} around={around} />
        <Body model={model} around={around} />
      </main>
      <Moves model={model} around={around} />
    </>
  );
}

function Body(props: Props) {
  const { model } = props;
  switch (model.screen) {
    case "language":
      return <Language {...props} />;
    case "more":
      return <More {...props} />;
    case "who":
      return <WhoAnswers {...props} />;
    case "item":
      return <Question {...props} />;
    case "thanks":
      return <Thanks {...props} />;
    case "over":
      return <Over {...props} />;
  }
}

export function Key(props: {
  icon: IconName;
  look?: "line" | "full";
  push?: boolean;
  pressed?: boolean;
  after?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}) {
  const icon = <Icon name={props.icon} />;
  return (
    <button
      type="button"
      class={["key", props.look, props.push && "push"].filter(Boolean).join(" ")}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {!props.after && icon}
      <span>{props.children}</span>
      {props.after && icon}
    </button>
  );
}

function Tools({ model, around }: Props) {
  const { reading, act } = around;
  if (model.screen === "over") return <header class="tools" />;
  return (
    <header class="tools">
      {model.screen === "language" ? (
        <Key icon="two" look="line" pressed={model.forSomeone} onClick={() => act({ do: "for-someone" })}>
          {reading.word("for_someone")}
        </Key>
      ) : (
        <>
          <Key icon="globe" onClick={() => act({ do: "languages" })}>
            <span class="vh">{reading.word("languages")}: </span>
            <span lang={model.language}>{tongueOf(model.language).own}</span>
          </Key>
          <ReadAloud {...around} />
        </>
      )}
      <Key icon="easy" push={model.screen === "language"} pressed={model.easy} onClick={() => act({ do: "easy" })}>
        {reading.word("easy")}
      </Key>
    </header>
  );
}

function ReadAloud({ aloud, reading, readAloud }: Around) {
  if (aloud === "none")
    return (
      <p class="key off push">
        <Icon name="mute" />
        <span>
          {reading.word("no_voice")}
          <span class="vh">. {reading.word("no_voice_more")}</span>
        </span>
      </p>
    );
  return (
    <Key icon={aloud === "reading" ? "stop" : "aloud"} push pressed={aloud === "reading"} onClick={readAloud}>
      {reading.word(aloud === "reading" ? "stop" : "aloud")}
    </Key>
  );
}

/** Where a translation is missing or nobody has checked it, that is said in its place. */
function Notice({ model, around: { reading } }: Props) {
  if (model.screen === "language" || model.screen === "more" || model.screen === "over") return null;
  const said: string[] = [];
  if (reading.isFallback) said.push(reading.word("fallback", { language: tongueOf(model.language).own }));
  if (reading.isDraft) said.push(reading.word("draft"));
  if (!reading.isFallback && reading.areQuestionsFallback && model.screen === "item") said.push(reading.word("fallback_questions"));
  if (said.length === 0) return null;
  return (
    <p class="notice">
      <Icon name="info" />
      <span>{said.join(" ")}</span>
    </p>
  );
}

function Moves({ model, around }: Props) {
  const { reading, act, set, isHandedOver } = around;
  if (model.screen === "over") return <nav class="moves" aria-label={reading.word("move_on")} />;
  const at = progress(set, model);
  const thanks = model.screen === "thanks";
  const isFirst = model.screen === "language" && model.from === null;
  return (
    <nav class="moves" aria-label={reading.word("move_on")}>
      <button
        type="button"
        class="key line"
        aria-disabled={isFirst && !isHandedOver ? "true" : undefined}
        onClick={() => act({ do: isFirst && isHandedOver ? "finish" : "back" })}
      >
        <Icon name="left" />
        <span>{reading.word("back")}</span>
      </button>
      <span class="step">{thanks ? reading.word("clears") : at ? reading.word("step", at) : ""}</span>
      {!thanks && (
        <Key icon="skip" look="line" after onClick={() => act({ do: "skip" })}>
          {reading.word("skip")}
        </Key>
      )}
      {thanks ? (
        <Key icon="right" look="full" after onClick={() => act({ do: "finish" })}>
          {reading.word("finish")}
        </Key>
      ) : isAnswered(model) ? (
        <Key icon="right" look="full" after onClick={() => act({ do: "next" })}>
          {reading.word("next")}
        </Key>
      ) : (
        <span class="key place" aria-hidden="true">
          <span>{reading.word("next")}</span>
          <Icon name="right" />
        </span>
      )}
    </nav>
  );
}

const people: readonly Who[] = ["self", "helped", "family", "staff"];

function WhoAnswers({ model, around }: Props) {
  const { reading, act, heading } = around;
  const offered = model.forSomeone ? people.slice(2) : people;
  return (
    <>
      <fieldset>
        <legend>
          <h1 ref={heading} tabIndex={-1}>
            {reading.word("who")}
          </h1>
        </legend>
        <div class="four">
          {offered.map((who) => (
            <label class="say" key={who}>
              <input type="radio" name="who" checked={model.who === who} onChange={() => act({ do: "who", who })} />
              <Face of={`who.${who}`} />
              <span>
                {reading.word(`who_${who}`)}
                <small>{reading.word(`who_${who}_more`)}</small>
              </span>
              <i class="ring" />
            </label>
          ))}
        </div>
      </fieldset>
      <p class="note">
        <Icon name="info" />
        <span>{reading.word("who_note")}</span>
      </p>
    </>
  );
}

/** The lead of a question: what it is about, in whose words. */
function leadOf(key: string, { reading, asking }: Around): Text | null {
  const item = items[key]!;
  const filled = (text: Text) => ({
    ...text,
    text: text.text.replace("{service}", asking?.team ?? "the team").replace("{place}", asking?.place ?? "these"),
  });
  if (item.kind === "choice" && item.scale === "agree") return filled(reading.question("stem", stem));
  return item.lead ? filled(reading.question(`${key}.lead`, item.lead)) : null;
}

function Question(props: Props) {
  const { model, around } = props;
  const key = model.item ?? "";
  const item = items[key];
  if (!item) return null;
  const lead = leadOf(key, around);
  const text = around.reading.question(`${key}.text`, item.text);
  const easy = model.easy && item.easy ? around.reading.question(`${key}.easy`, item.easy) : null;
  const { Picture } = around;
  const head = (
    <div class={model.easy ? "head easy" : "head"}>
      {model.easy && Picture && <Picture name={item.picture} />}
      <div>
        {lead && (
          <p class="lead" lang={lead.lang} dir={lead.dir}>
            {lead.text}
          </p>
        )}
        <h1 ref={around.heading} tabIndex={-1} lang={text.lang} dir={text.dir} id="asked">
          {text.text}
        </h1>
        {easy && (
          <p class="plain" lang={easy.lang} dir={easy.dir}>
            {easy.text}
          </p>
        )}
      </div>
    </div>
  );
  if (item.kind === "words") return <WordsQuestion {...props} item={key} about={item.about} head={head} key={key} />;
  if (item.kind === "ten") return <Ten {...props} item={key} asks={item} head={head} key={key} />;
  const codes = scales[item.scale];
  return (
    <fieldset key={key} class={codes.length === 6 ? "rated" : undefined}>
      <legend>{head}</legend>
      <div class={codes.length === 6 ? "six" : codes.length === 5 ? "six five" : "four"} dir={around.reading.dir}>
        {codes.map(([code, words]) => {
          const said = around.reading.question(`${item.scale}.${code}`, words);
          return (
            <label class="say" key={code}>
              <input type="radio" name={key} checked={model.answers[key] === code} onChange={() => around.act({ do: "answer", code })} />
              <Face of={`${item.scale}.${code}`} />
              <span class="words" lang={said.lang} dir={said.dir}>
                {said.text}
              </span>
              <i class="ring" />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** What is read aloud on this screen: the heading, what stands with it, and each answer. */
export function spoken({ model, around }: Props): { key: string; text: Text }[] {
  const { reading } = around;
  const word = (key: Parameters<Reading["word"]>[0]) => ({ key, text: { text: reading.word(key), lang: reading.language, dir: reading.dir } });
  if (model.screen === "who") return [word("who"), ...people.flatMap((who) => [word(`who_${who}`), word(`who_${who}_more`)]), word("who_note")];
  if (model.screen === "thanks") return [word("thanks"), word(around.saved === "nothing" ? "thanks_nothing" : "thanks_saved")];
  if (model.screen === "more") return [word("more_title"), word("more_note")];
  const key = model.item;
  const item = key ? items[key] : undefined;
  if (!key || !item || !asked(around.set, model).includes(key)) return [word("choose_language")];
  const lead = leadOf(key, around);
  const said = [...(lead ? [{ key: `${key}.lead`, text: lead }] : []), { key, text: reading.question(`${key}.text`, item.text) }];
  if (model.easy && item.easy) said.push({ key: `${key}.easy`, text: reading.question(`${key}.easy`, item.easy) });
  if (item.kind === "words") return [...said, word("words_note")];
  return [
    ...said,
    ...scales[item.scale].map(([code, words]) => ({ key: `${item.scale}.${code}`, text: reading.question(`${item.scale}.${code}`, words) })),
  ];
}
