/** One part of an assessment: its questions, what they come to, and the way to the next. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button, Icon, LinkButton } from "../ui";
import { AlertEntry } from "./AlertEntry";
import { groupOf } from "./desk";
import { confirmed, earlierFor, isMeasured } from "./earlier";
import { look, tapped } from "./effort";
import { counts, everyNode, type FormNode, nodesOf } from "./engine";
import { useDecisions } from "./Findings";
import { keepEffort } from "./for-the-team";
import { Nodes } from "./Group";
import { Marked } from "./Marked";
import { ownerWords } from "./owners";
import { othersIn } from "./reading";
import { Peek, Score } from "./Score";
import { byWords, onPage, type Scene } from "./scene";
import { alertsOf } from "./scores";
import type { Part } from "./sections";

interface Props {
  scene: Scene;
  part: Part;
  parts: readonly Part[];
  base: string;
}

export function PartPage({ scene, part, parts, base }: Props) {
  const { desk, one } = scene;
  desk.shape.value;
  const { section } = part;
  const decisions = useDecisions(scene, section.linkId);
  const assessment = desk.recorded.view.id;
  const completed = desk.recorded.view.fields.status === "completed";
  const opened = useSignal(false);
  const may = one.may("assessment", "about");
  // Signed words stay as they are: what is added goes to the signer, and only once somebody says that they mean to.
  scene.locked.value = !may || completed || (part.signed !== null && !opened.value);
  const isSigned = useRef(false);
  isSigned.current = part.signed !== null;
  useEffect(() => {
    look(assessment, section.linkId, performance.now());
    const key = () => tapped(performance.now(), 0);
    const away = () => {
      look(null, "", performance.now());
      keepEffort(scene, section.linkId, isSigned.current);
    };
    // A page that is hidden may be killed; one that is shown again goes on.
    const hidden = () => (document.hidden ? away() : look(assessment, section.linkId, performance.now()));
    addEventListener("keydown", key);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("keydown", key);
      document.removeEventListener("visibilitychange", hidden);
      away();
    };
  }, [scene, assessment, section.linkId]);
  // As it stood when the part was opened: a part has a page of its own, made anew with each.
  const [others] = useState(() => answeredByOthers(scene, part));
  const [gaps, setGaps] = useState(
    others.keys.size > 0 && !scene.reading.asksWhole(section.linkId) && part.count.answered < part.count.of && part.signed === null,
  );
  scene.folded.value = gaps ? others.keys : null;
  // What this frame shows is what was read, once it is on the screen.
  const stands = othersIn(desk, section, one.me?.staff);
  useEffect(() => scene.reading.shown(section.linkId, stands, gaps ? others.keys : null));
  const group = section.items.length === 1 && section.items[0]!.type === "group" ? nodesOf(desk.filling, section)[0] : undefined;
  const nodes = group && group.kind === "single" ? group.children : nodesOf(desk.filling, section);
  const next = parts[part.number];
  const before = parts[part.number - 2];
  return (
    <div class="view scored">
      <div class="form">
        <header>
          <p class="jump">
            <span class="muted">
              Part {part.number} of {parts.length}
            </span>
            <button type="button" class="link" onClick={toParts}>
              All parts
            </button>
          </p>
          <h2 id="part-heading">{section.title}</h2>
          <p class="by">{fillsIt(scene, part)}</p>
        </header>
        <Alerts scene={scene} part={part} />
        {part.signed && (
          <div class="q">
            <p class="why">
              <Icon name="sign" />
              <span class="grow">
                <b>Signed.</b> {byWords(scene, part.signed.fields.staff ?? "", part.signed.fields.signed_at ?? "")}
                {opened.value && (
                  <span class="by">What you write now goes to the signer, to be taken in or left out. What is signed stays until then.</span>
                )}
              </span>
              {!opened.value && may && !completed && (
                <Button
                  look="quiet"
                  onClick={() => {
                    opened.value = true;
                  }}
                >
                  Add or correct something
                </Button>
              )}
            </p>
            <Marked scene={scene} signature={part.signed} />
          </div>
        )}
        {gaps && (
          <div class="q">
            <p class="why">
              <Icon name="people" />
              <span class="grow">
                <b>{others.keys.size === 1 ? "1 question is" : `${others.keys.size} questions are`} answered</b> by{" "}
                {others.by.map((id) => one.say.people.signature(id, true)).join(" and ")}. Here is what is still open.
              </span>
              <Button look="quiet" onClick={() => setGaps(false)}>
                Show all
              </Button>
            </p>
          </div>
        )}
        <StillSo scene={scene} nodes={nodes} />
        <Nodes scene={scene} nodes={nodes} level={1} />
        <nav class="turn" aria-label="Parts before and after">
          {before ? (
            <LinkButton look="second" icon="left" href={`${base}/${before.number}`}>
              Back<span class="vh"> to {before.section.title}</span>
            </LinkButton>
          ) : (
            <span />
          )}
          <LinkButton href={next ? `${base}/${next.number}` : `${base}/review`} class="on">
            {next ? next.section.title : "Review and sign"}
            <Icon name="right" />
          </LinkButton>
        </nav>
        <Peek scene={scene} section={section} />
      </div>
      <Score scene={scene} section={section} decisions={decisions} />
    </div>
  );
}

/** A phone has the parts below: the way there. */
export const toParts = (): void => onPage("parts")?.focus();

function fillsIt(scene: Scene, part: Part) {
  const whose = ownerWords(part.section);
  const { people } = scene.one.say;
  const last = part.last;
  return (
    <>
      {whose === "Anyone"
        ? "Anyone on the team may fill this part."
        : `${whose} ${whose.includes(" or ") ? "fill" : "fills"} this part; anyone trained may.`}{" "}
      {last && (
        <>
          Last: <b>{people.signature(last.by)}</b>
        </>
      )}
    </>
  );
}

/** What others had answered when the part was opened: a second profession sees the gaps first. */
function answeredByOthers(scene: Scene, part: Part): { keys: ReadonlySet<string>; by: readonly string[] } {
  const { desk, one } = scene;
  const me = one.me?.staff;
  const keys = new Set<string>();
  const by = new Set<string>();
  for (const node of everyNode(nodesOf(desk.filling, part.section))) {
    if (!counts(node) || !node.stored) continue;
    const view = desk.viewOf(node);
    const stamp = view.stamps[groupOf(node.item.linkId)];
    if (!stamp || stamp.by === me || view.disputed[groupOf(node.item.linkId)]) continue;
    keys.add(node.key);
    by.add(stamp.by);
  }
  return { keys, by: [...by] };
}

/** Many earlier answers at once, each of which stands below with who and when: one tap, and a person's. */
function StillSo({ scene, nodes }: { scene: Scene; nodes: readonly FormNode[] }) {
  const { desk, one } = scene;
  const { bundle, say } = one;
  const locked = scene.locked.value;
  // With each change of the record, not with each key.
  const offers = useMemo(() => {
    if (locked) return [];
    return [...everyNode(nodes)].flatMap((node) => {
      if (!counts(node) || node.stored || isMeasured(node.item)) return [];
      const earlier = earlierFor(bundle, desk.recorded.view.id, node.item, say.now);
      return earlier ? [{ node, earlier }] : [];
    });
  }, [bundle, locked, nodes, desk, say.now]);
  if (offers.length < 3) return null;
  const all = async () => {
    tapped();
    for (const { node, earlier } of offers) {
      const group = groupOf(node.item.linkId);
      await one.store.change(desk.viewOf(node) as Parameters<typeof one.store.change>[0], group, { [group]: confirmed(earlier) });
    }
  };
  return (
    <div class="q">
      <p class="why">
        <span class="grow">
          <b>{offers.length} answers are known from earlier.</b> Each stands below with who gave it and when. Read them with {one.name}.
        </span>
        <Button look="quiet" icon="check" onClick={() => void all()}>
          All {offers.length} are still so
        </Button>
      </p>
    </div>
  );
}

/** What asks for an act at once stands on top of its part, whatever the total, until it is written what was done. */
function Alerts({ scene, part }: { scene: Scene; part: Part }) {
  const { desk, one } = scene;
  desk.whole.value;
  const alerts = alertsOf(desk.filling, part.section, one.bundle.id, desk.recorded.view.id);
  return (
    <>
      {alerts.map((alert) => (
        <AlertEntry key={alert.linkId} scene={scene} alert={alert} />
      ))}
    </>
  );
}
