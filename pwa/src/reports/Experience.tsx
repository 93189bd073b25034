import { useEffect, useState } from "preact/hooks";
import type { Heard } from "../store/heard";
import type { ReportScope } from "../store/reports";
import { useStore } from "../store/use-store";
import type { VoicePage } from "../store/voice";
import "../voice/voice.scss";
import { Fft } from "../voice/Fft";
import { Statements } from "../voice/Statements";
import { longMonth } from "../voice/words";
import { nameOfScope, sortInWords } from "./words";

/** Of these what people say is counted; of all others nobody asked who was asked. */
const asked = new Set<ReportScope["sort"]>(["place", "locality", "team"]);

/** What people say of the same part of the place, counted and hidden by its own, stricter rule: the page of "People say", and none of it again. */
export function Experience({ scope, month }: { scope: ReportScope; month: string }) {
  const store = useStore();
  const now = store.now.value;
  const isAsked = asked.has(scope.sort) && !scope.scope.endsWith(":");
  const [heard, setHeard] = useState<Heard<VoicePage> | null>(null);
  useEffect(() => {
    let gone = false;
    setHeard(null);
    if (isAsked)
      void store
        .voice()
        .then((voice) => voice.page({ scope: scope.scope, month }))
        .catch((): Heard<VoicePage> => ({ ok: false, why: "offline", words: "" }))
        .then((found) => gone || setHeard(found));
    return () => {
      gone = true;
    };
  }, [store, scope.scope, month, isAsked]);
  return (
    <section class="ex" aria-labelledby="experience">
      <header>
        <h2 id="experience">Experience</h2>
        <p>{nameOfScope(scope)}</p>
      </header>
      {!isAsked ? (
        <p>
          What people say is counted for teams, localities and the whole place. Who answers is not asked for their{" "}
          {scope.sort === "organisation" ? "organisation" : "practice"}, so nothing can be told of a {sortInWords(scope.sort)}.
        </p>
      ) : heard === null ? (
        <p class="muted">Fetching what people said…</p>
      ) : heard.ok ? (
        <div class="voice">
          <Fft page={heard.value} />
          <Statements page={heard.value} now={now} />
          <p>
            <a href="/voice">In their words, and what was done about it</a>
          </p>
        </div>
      ) : heard.why === "offline" ? (
        <p>No coverage just now: what people said in {longMonth(month)} opens with coverage.</p>
      ) : heard.why === "not-granted" ? (
        <p>
          What people say of this {sortInWords(scope.sort)} is for its own people and the service’s managers.{" "}
          <a href="/voice">What people say to yours</a>
        </p>
      ) : (
        <p>{heard.why === "wrong" ? heard.words : "What people said could not be read. Try again in a moment."}</p>
      )}
    </section>
  );
}
