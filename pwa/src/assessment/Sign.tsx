/** The signature of one part: over what was on the screen, by whoever read it (R4). What changed while it was read must be read before it is signed. */
import { useEffect, useRef, useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import { contentHash, contentOf, rowsOf, sectionsOf } from "../store/signed";
import { Button, Icon } from "../ui";
import { groupOf } from "./desk";
import { earlierFor, isMeasured, scaleWaits } from "./earlier";
import { effortOf, forget } from "./effort";
import type { FormNode } from "./engine";
import { addToPlan, type Decisions, inPlan, toAdd, useDecisions } from "./Findings";
import { endEffort } from "./for-the-team";
import { type Missing, missingFrom } from "./missing";
import { othersIn } from "./reading";
import { dayWords, idOf, onPage, type Scene } from "./scene";
import { alertsOf, type Finding, findingsOf, isAnswered, scoresOf, shownOf } from "./scores";
import type { Part } from "./sections";
import { answerWords } from "./typed";

interface Props {
  scene: Scene;
  part: Part;
  base: string;
}

/** The content of a part as it stands in the record on this tablet. */
export function contentNow(scene: Scene, section: string): string {
  const { desk, one } = scene;
  const view = one.bundle.one("assessment", desk.recorded.view.id) ?? desk.recorded.view;
  return contentOf(view.fields, rowsOf(one.bundle, view.id), sectionsOf(desk.form.definition), section);
}

/** What is missing of a part, or stands open in it. */
function missingOf(scene: Scene, part: Part, decisions: Decisions): Missing[] {
  const { desk, one } = scene;
  const { section } = part;
  const { bundle } = one;
  const assessment = desk.recorded.view.id;
  const findings = findingsOf(desk.filling, section, bundle.id, assessment);
  const beside = {
    offered: (node: FormNode) => {
      if (isMeasured(node.item)) return null;
      const found = earlierFor(bundle, assessment, node.item, one.say.now);
      return found ? found.answer.map((each) => answerWords(each, node.item, dayWords(scene))).join(", ") : null;
    },
    idOf,
    disputed: (node: FormNode) => Boolean(desk.viewOf(node).disputed[groupOf(node.item.linkId)]),
    unconfirmed: (node: FormNode) => scaleWaits(bundle, node),
    findings,
    left: decisions.left,
    inPlan: (finding: Finding) => Boolean(inPlan(scene, finding)),
    alerts: alertsOf(desk.filling, section, bundle.id, assessment).filter((alert) => !isAnswered(alert, (id) => bundle.one("note", id))),
  };
  return missingFrom(desk.filling, section, beside);
}

const most = 6;

/** Above the list of parts: what to look at before one signs one's own. */
export function BeforeSigning({ scene, part, base }: { scene: Scene; part: Part; base: string }) {
  const { section } = part;
  const missing = missingOf(scene, part, useDecisions(scene, section.linkId));
  if (missing.length === 0) return null;
  const href = `${base}/${part.number}`;
  return (
    <div class="part">
      <h3>Before you sign {section.title}</h3>
      <ul class="todo-list">
        {missing.slice(0, most).map((each) => (
          <li key={`${each.what} ${each.at}`}>
            <a href={href} onClick={() => leadTo(each.at)}>
              <span>
                {each.node ? <b>{each.node.item.text || each.node.item.prefix} </b> : null}
                {each.words} {each.bars && <span class="must">(needed)</span>}
              </span>
              <Icon name="right" />
            </a>
          </li>
        ))}
      </ul>
      {missing.length > most && (
        <p class="by">
          And {missing.length - most} more in <a href={href}>{section.title}</a>.
        </p>
      )}
    </div>
  );
}

/** The part comes on the screen with this tap; then its question has the focus. */
function leadTo(id: string, tries = 40): void {
  setTimeout(() => {
    const there = onPage(id);
    if (there) there.focus();
    else if (tries > 0) leadTo(id, tries - 1);
  }, 50);
}

export function SignPart({ scene, part, base }: Props) {
  const { desk, one } = scene;
  const { section } = part;
  const { store, bundle, me } = one;
  const assessment = desk.recorded.view.id;
  const decisions = useDecisions(scene, section.linkId);
  const content = contentNow(scene, section.linkId);
  // This page shows no answers: what was read is what stood when the part was last on the screen.
  const reading = scene.reading.of(section.linkId, othersIn(desk, section, me?.staff));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const signed = useRef(false);
  const findings = findingsOf(desk.filling, section, bundle.id, assessment);
  const adding = toAdd(scene, findings, decisions);
  const missing = missingOf(scene, part, decisions);
  const bars = missing.filter((each) => each.bars);
  const waits = desk.form.needsExpressions && desk.expressions.value !== "here";
  const scores = scoresOf(desk.filling, section);
  const sign = async () => {
    if (signed.current) return;
    signed.current = true;
    setBusy(true);
    setFailed(false);
    try {
      if (one.may("action", "statement")) await addToPlan(scene, adding);
      const left = Object.fromEntries(
        findings.filter((each) => each.key in decisions.left && !inPlan(scene, each)).map((each) => [each.key, decisions.left[each.key]!.trim()]),
      );
      const shown = {
        ...shownOf(desk.filling, section),
        filling: effortOf(assessment, section.linkId),
        ...(findings.length ? { plan: { added: findings.filter((each) => !(each.key in left)).map((each) => each.key), left_out: left } } : {}),
      };
      await store.create("signature", bundle.id, {
        ...{ assessment, section: section.linkId, content_hash: contentHash(content), shown },
        ...{ signed_at: store.now.peek().toISOString(), staff: me?.staff ?? null },
      });
      forget(assessment, section.linkId);
      endEffort(scene, section.linkId);
      decisions.done();
    } catch {
      // Where there is no room the status line says so; nothing is signed.
      setFailed(true);
    } finally {
      signed.current = false;
      setBusy(false);
    }
  };
  return (
    <div class="part" id={`sign-${part.number}`}>
      <h3>Sign {section.title}</h3>
      <p>{saysWhat(scores, adding.length, part, Object.keys(decisions.left).length)}</p>
      <p class="by">
        Signed as <b>{me?.name}</b>
        {me ? `, ${me.profession.toLowerCase()}, ${me.organisation}` : ""}, {shortDay(one.say.now)}. What is signed stays as it is; you can add an
        amendment later. Works without signal.
      </p>
      {reading !== "read" ? (
        <div class="why" role="status">
          <span class="grow">
            {reading === "unread" ? (
              <b>You have not read it on this screen yet.</b>
            ) : (
              <>
                <b>Changed since you read it.</b> There are answers of others that were not on this screen.
              </>
            )}{" "}
            <a href={`${base}/${part.number}`} onClick={() => scene.reading.askFor(section.linkId)}>
              Read the part
            </a>
            , then sign.
          </span>
        </div>
      ) : bars.length > 0 ? (
        <p class="hint">{bars.length === 1 ? "One point above is needed first." : `${bars.length} points above are needed first.`}</p>
      ) : (
        <Button icon="sign" busy={busy || waits} onClick={() => void sign()}>
          Sign this part<span class="vh">: {section.title}</span>
        </Button>
      )}
      {failed && (
        <p class="problem" role="alert">
          It could not be kept on this tablet, and is not signed. Make room, then try again.
        </p>
      )}
    </div>
  );
}

function saysWhat(scores: ReturnType<typeof scoresOf>, actions: number, part: Part, left: number) {
  const { count } = part;
  const open = count.of - count.answered;
  return (
    <>
      {scores.map((one) => (
        <span key={one.key}>
          {one.title}:{" "}
          <b>{one.band ? one.band.toLowerCase() : one.score !== null ? String(one.score) : `not scored, ${one.answered || "nothing answered"}`}</b>
          {one.band && one.score !== null ? ` (${one.score})` : ""}.{" "}
        </span>
      ))}
      {actions > 0 && `${actions === 1 ? "1 action or goal goes" : `${actions} actions or goals go`} into the plan. `}
      {left > 0 && `${left} left out, with a reason. `}
      {count.notAsked > 0 && `${count.notAsked === 1 ? "1 question" : `${count.notAsked} questions`} not asked, with a reason. `}
      {open > 0 && `${open === 1 ? "1 question stays" : `${open} questions stay`} open.`}
      {open === 0 && count.of > 0 && count.notAsked === 0 && "All questions are answered."}
    </>
  );
}

export async function completeIt(scene: Scene): Promise<void> {
  const { store, bundle } = scene.one;
  const view = store.bundle(bundle.id).peek()?.one("assessment", scene.desk.recorded.view.id) ?? scene.desk.recorded.view;
  if (view.fields.status === "completed") return;
  await store.change(view, "status", { status: "completed" });
  await store.change(view, "completion", { completed_at: store.now.peek().toISOString() });
}

/**
 * All parts that are needed are signed, and the record has the signatures: a signature that is still under way may yet come back, because what it is over
 * changed meanwhile. Whoever signed last completes it with that; where several signed at once nobody's was the last, and one tap says it.
 */
export function Complete({ scene, last }: { scene: Scene; last: boolean }) {
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (last) void completeIt(scene);
  }, [scene, last]);
  return (
    <div class="part">
      <h3>All parts that are needed are signed</h3>
      <Button
        icon="check"
        busy={busy}
        onClick={() => {
          setBusy(true);
          void completeIt(scene).finally(() => setBusy(false));
        }}
      >
        The assessment is complete
      </Button>
    </div>
  );
}

/** Signed on this tablet, and not yet in the record. */
export const UnderWay = () => (
  <div class="part">
    <h3>All parts that are needed are signed</h3>
    <p>The assessment is complete when the record has the signatures. Nothing more is to do: it follows by itself with the next coverage.</p>
  </div>
);
