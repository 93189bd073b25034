import { Aside } from "./Aside";
import type { SaidAndDone as Pair } from "./disk";
import type { Word } from "./languages";
import { Icon } from "./pictures";
import type { Props } from "./View";

/** Thank you, what became of the answers, and what came of what others said. */
export function Thanks({ model, around }: Props) {
  const { reading, saved, heading } = around;
  const words = saved === "nothing" ? "thanks_nothing" : saved === "failed" ? "thanks_not_saved" : "thanks_saved";
  return (
    <>
      <div class="done">
        <Icon name={saved === "failed" ? "info" : "done"} />
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {reading.word("thanks")}
          </h1>
          <p role="status">{saved === "saving" ? "" : reading.word(words)}</p>
        </div>
      </div>
      <SaidAndDone model={model} around={around} />
    </>
  );
}

/** In the language that was chosen where a named interpreter has signed it, whatever became of the words around it; else in English. */
function told(pair: Pair, language: string): { said: string; did: string; lang: string } {
  const own = pair.translations[language];
  if (own?.said && own.did && own.by?.trim() && own.on) return { said: own.said, did: own.did, lang: language };
  return { said: pair.said, did: pair.did, lang: "en" };
}

const answers: Record<string, Word> = { done: "we_did", "under-way": "we_do", "not-now": "we_cannot" };

export function SaidAndDone({ model, around }: Props) {
  const { reading, asking } = around;
  const pairs = (asking?.said_and_done ?? []).slice(0, 3);
  if (pairs.length === 0) return null;
  return (
    <section class="did" aria-labelledby="did">
      <h2 id="did">{reading.word("did")}</h2>
      {pairs.map((pair) => {
        const { said, did, lang } = told(pair, model.language);
        return (
          <div class="pair" key={pair.said}>
            <div>
              <b>{reading.word("you_said")}</b>
              <bdi lang={lang}>{said}</bdi>
            </div>
            <div>
              <b>{reading.word(answers[pair.state] ?? "we_did")}</b>
              <bdi lang={lang}>{did}</bdi>
            </div>
          </div>
        );
      })}
    </section>
  );
}

/** A tablet that was handed over goes back: only the PIN leads on. */
export function Over({ around }: Props) {
  const { reading, saved, aside, heading, openStaff } = around;
  return (
    <div class="still">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {reading.word("give_back")}
        </h1>
        <p class="count">{reading.word(saved === "saved" ? "give_back_saved" : "give_back_none")}</p>
      </div>
      <div class="big">
        <button type="button" class="key line" onClick={openStaff}>
          <Icon name="lock" />
          <span>{reading.word("staff_open")}</span>
        </button>
        <Aside count={aside} />
      </div>
    </div>
  );
}
