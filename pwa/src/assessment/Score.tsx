/** Beside the part, or under it on a smaller screen: what its instruments work out, live, and what that asks for. */
import { Button, Icon } from "../ui";
import type { Section } from "./engine";
import { type Decisions, Findings } from "./Findings";
import { onPage, type Scene } from "./scene";
import { findingsOf, type Scored, scoresOf } from "./scores";
import { alreadyOf } from "./unfinished";

const unscored = (one: Scored): string => (one.answered ? `Not scored, ${one.answered.replace(/^Not scored, /, "")}` : "Not scored yet");

export function Score({ scene, section, decisions }: { scene: Scene; section: Section; decisions: Decisions }) {
  const { desk, one } = scene;
  desk.whole.value;
  const expressions = desk.expressions.value;
  const scores = scoresOf(desk.filling, section);
  const findings = findingsOf(desk.filling, section, one.bundle.id, desk.recorded.view.id);
  if (!scores.length && !findings.length) return null;
  return (
    <aside class="score" id="score" aria-label="What the answers come to" tabIndex={-1}>
      {expressions === "missing" && (
        <p class="why">
          <Icon name="info" />
          <span>
            Scores cannot be worked out on this tablet yet: that part of the app comes with the next coverage. What you fill in is kept.{" "}
            <Button look="quiet" onClick={() => void desk.work()}>
              Try again
            </Button>
          </span>
        </p>
      )}
      {scores.map((each) => (
        <One key={each.key} scored={each} waits={expressions !== "here"} />
      ))}
      {findings.length > 0 && <Findings scene={scene} findings={findings} decisions={decisions} />}
      <p class="small">
        You decide. Nothing is referred by itself; what you leave out asks for a reason. Not a diagnosis. Form version {desk.form.version}.
        {sources(scores).map((words) => (
          <span key={words}> {words}</span>
        ))}
      </p>
    </aside>
  );
}

const sources = (scores: readonly Scored[]): string[] => [
  ...new Set(
    scores.flatMap((one) => (one.acknowledgement ? [one.acknowledgement.endsWith(".") ? one.acknowledgement : `${one.acknowledgement}.`] : [])),
  ),
];

function One({ scored, waits }: { scored: Scored; waits: boolean }) {
  const { score, band, asks, most } = scored;
  const early = alreadyOf(scored.node);
  const isNumber = typeof score === "number";
  return (
    <section class={band || score !== null ? "one-score scored" : "one-score"} aria-label={scored.title}>
      <h3>{scored.title}</h3>
      {/* One region that is read out when the score changes, and not with every key of another field. */}
      <div aria-live="polite" aria-atomic="true">
        {waits ? (
          <p class="muted">Working out</p>
        ) : (
          <>
            {isNumber && (
              <p class="total num">
                {score} {most !== null && <small>of {most}</small>}
              </p>
            )}
            {band && <p class="band">{band}</p>}
            {score === null && !band && <p class="not-scored">{unscored(scored)}</p>}
            {early && (
              <p class="asks-for">
                <b>{early}</b>
              </p>
            )}
            {asks && <p class="asks-for">{asks}</p>}
            {scored.trouble && <p class="by">{scored.trouble}</p>}
          </>
        )}
      </div>
      {isNumber && most !== null && most <= 30 && <Ruler score={score} most={most} />}
      <dl>
        {score !== null && scored.answered && (
          <div>
            <dt>Answered</dt>
            <dd>{scored.answered.replace(/ answered$/, "")}</dd>
          </div>
        )}
        {scored.others.map((one) => (
          <div key={one.label}>
            <dt>{one.label}</dt>
            <dd>{one.value}</dd>
          </div>
        ))}
      </dl>
      {asks && scored.verification && scored.verification !== "verified" && (
        <p class="by">{scored.verification === "own" ? "Own wording" : "Not fully checked against its source"}; for local clinical sign-off.</p>
      )}
    </section>
  );
}

/** Where the score stands between nothing and the most. Its words stand above it. */
function Ruler({ score, most }: { score: number; most: number }) {
  return (
    <svg class="ruler" viewBox="0 0 240 22" aria-hidden="true">
      <rect x="6" y="6" width="228" height="10" rx="5" />
      <circle cx={6 + (228 * Math.min(score, most)) / most} cy="11" r="8" />
    </svg>
  );
}

/** On a small screen, at the foot of what is in sight: the first that the section's score says, and the way to it. */
export function Peek({ scene, section }: { scene: Scene; section: Section }) {
  scene.desk.whole.value;
  const [first] = scoresOf(scene.desk.filling, section).sort((a, b) => Number(b.score !== null) - Number(a.score !== null));
  if (!first || scene.desk.expressions.value !== "here") return null;
  return (
    <button type="button" class="peek" onClick={() => onPage("score")?.focus()}>
      <span>
        <b>
          {first.band || (first.score !== null ? `${first.title}: ${first.score}${first.most !== null ? ` of ${first.most}` : ""}` : first.title)}
        </b>
        <br />
        {first.score === null && !first.band ? unscored(first) : first.asks || first.answered}
      </span>
      <Icon name="right" />
    </button>
  );
}
