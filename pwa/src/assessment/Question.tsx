import { useMemo, useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { maySettle } from "../patient/may";
import { cautiousFirst } from "../settle/order";
import { Button, Icon, KeptWord, TextArea } from "../ui";
import { Control } from "./Control";
import { groupOf } from "./desk";
import { confirmed, type Earlier, earlierFor, isMeasured } from "./earlier";
import { type FormNode, range } from "./engine";
import { valueFrom } from "./engine/nodes";
import { byWords, dayWords, idOf, type Scene } from "./scene";
import { answerWords, valueWords } from "./typed";
import { type Hand, useAnswer } from "./use-answer";

/**
 * One question: its words, what was said earlier, the control, where the answer is kept, and why it was not asked. `whyNot`: it opens with asking that;
 * `onClose`: that was said, or let be.
 */
export function Question({ scene, node, ...why }: { scene: Scene; node: FormNode; whyNot?: boolean; onClose?: () => void }) {
  const { desk } = scene;
  desk.tick(node.key);
  const { item } = node;
  if (!node.enabled || item.hidden) return null;
  if (scene.folded.value?.has(node.key)) return null;
  if (item.type === "display") return <Display node={node} />;
  if (item.blocked) return <CannotShow scene={scene} node={node} />;
  if (item.calculated || item.readOnly) return <WorkedOut scene={scene} node={node} />;
  return <Asked scene={scene} node={node} {...why} />;
}

function Display({ node }: { node: FormNode }) {
  const words = node.item.text || node.item.prefix;
  return words ? <p class="q-says">{words}</p> : null;
}

/** An item that this app cannot draw: it says so, and what came for it is kept. */
function CannotShow({ scene, node }: { scene: Scene; node: FormNode }) {
  const words = valueWords(scene.desk.valueOf(node), node.item, dayWords(scene));
  return (
    <div class="q" id={idOf(node)}>
      <p class="ask">{node.item.text || "A question without words"}</p>
      <p class="why">
        <Icon name="info" />
        <span>
          {node.item.blocked} What is in the record for it is kept{words ? `: ${words}` : ""}.
        </span>
      </p>
    </div>
  );
}

function WorkedOut({ scene, node }: { scene: Scene; node: FormNode }) {
  const words = node.answers.map((one) => answerWords(one, node.item, dayWords(scene))).join(", ");
  if (!words && !node.trouble) return null;
  return (
    <p class="q worked-out" id={idOf(node)}>
      <span>{node.item.text}</span> <b>{words}</b>
      {node.trouble && <span class="by">{node.trouble}</span>}
    </p>
  );
}

/** What was said earlier, or the form proposes, to be confirmed; null where there is nothing. */
export function useEarlier({ desk, one }: Scene, { item, offered }: FormNode): Earlier | null {
  const { bundle, say } = one;
  const known = useMemo(() => earlierFor(bundle, desk.recorded.view.id, item, say.now), [bundle, desk, item, say.now]);
  return known ?? (offered.length ? ofForm(offered) : null);
}

function Asked({ scene, node, whyNot = false, onClose }: { scene: Scene; node: FormNode; whyNot?: boolean; onClose?: () => void }) {
  const { desk } = scene;
  const hand = useAnswer(desk, node);
  const { item } = node;
  const [changing, setChanging] = useState(false);
  const [saying, setSaying] = useState(whyNot);
  const id = idOf(node);
  const view = desk.viewOf(node);
  const dispute = view.disputed[groupOf(item.linkId)];
  const { value } = hand;
  const isAnswered = Boolean(value?.answer.length);
  const notAsked = value?.not_asked ?? "";
  const earlier = useEarlier(scene, node);
  const offers = earlier && !isMeasured(item) && !value && !changing && !saying;
  const locked = scene.locked.value;
  // A slider tells its ends itself; and what goes away with the answer would move it from under the finger.
  const tellsRange = isAnswered || item.options || item.control === "slider";
  const hint = [item.instructions, item.help, tellsRange ? "" : range(item.limits)].filter(Boolean).join(" ");
  const grouped =
    Boolean(item.options && item.control !== "drop-down" && item.options.length <= 20) ||
    ["boolean", "date", "dateTime", "attachment"].includes(item.type);
  const body = (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {hand.error && (
        <p class="problem" id={`${id}-error`}>
          <span class="vh">Error: </span>
          {hand.error}
        </p>
      )}
      {hand.recovered && <p class="hint">This was being written when the app closed. It is all here.</p>}
      {node.trouble && <p class="hint">{node.trouble}</p>}
      {dispute ? (
        <AllSides scene={scene} node={node} dispute={dispute} />
      ) : locked ? (
        <p class="read">{valueWords(value, item, dayWords(scene)) || <span class="muted">No answer</span>}</p>
      ) : offers ? (
        <Offer scene={scene} node={node} earlier={earlier} hand={hand} change={() => setChanging(true)} />
      ) : notAsked && !saying ? (
        <p class="why">
          <span class="grow">
            <b>Not asked,</b> because {notAsked}{" "}
            <span class="by">{view.stamps[groupOf(item.linkId)] && byWords(scene, view.stamps[groupOf(item.linkId)]!.by, hand.keptAt ?? "")}</span>
          </span>
          <Button look="quiet" onClick={() => hand.choose(null)}>
            Ask after all
          </Button>
        </p>
      ) : saying ? (
        <WhyNot
          id={id}
          hand={hand}
          close={() => {
            setSaying(false);
            onClose?.();
          }}
        />
      ) : (
        <div class={isMeasured(item) ? "measure" : undefined}>
          <Control
            scene={scene}
            node={node}
            hand={hand}
            id={id}
            describedBy={[hint ? `${id}-hint` : "", hand.error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined}
          />
          {isMeasured(item) && earlier && <Last scene={scene} node={node} earlier={earlier} />}
        </div>
      )}
      {!dispute && !offers && (
        <div class="under">
          <span class="kept-at">
            {(isAnswered || notAsked || hand.kept === "typing" || hand.kept === "not-kept") && (
              <KeptWord kept={hand.kept} {...(hand.keptAt ? { at: timeOf(hand.keptAt) } : {})} />
            )}
            {isAnswered && value?.from && <From scene={scene} from={value.from} />}
          </span>
          {!locked && !isAnswered && !notAsked && !saying && !offers && (
            <Button look="quiet" class="because" onClick={() => setSaying(true)}>
              Not asked, because…<span class="vh"> {item.text}</span>
            </Button>
          )}
          {!locked && isAnswered && item.options && (
            <Button look="quiet" class="because" onClick={() => hand.choose(null)}>
              Take back<span class="vh">: {item.text}</span>
            </Button>
          )}
        </div>
      )}
    </>
  );
  const title = (
    <>
      {item.prefix && `${item.prefix} `}
      {item.text}
      {item.required && <span class="must"> (needed)</span>}
    </>
  );
  const asLegend = grouped || offers || Boolean(dispute) || locked || saying || Boolean(notAsked);
  return asLegend ? (
    <fieldset class="q" id={id} tabIndex={-1} aria-describedby={hand.error ? `${id}-error` : undefined}>
      <legend>{title}</legend>
      {body}
    </fieldset>
  ) : (
    <div class="q" id={id} tabIndex={-1}>
      <label class="ask" for={`${id}-in`}>
        {title}
      </label>
      {body}
    </div>
  );
}

/** What the form itself proposes: no person said it. */
const ofForm = (answer: FormNode["offered"]): Earlier => ({ answer, kind: "", record: "", at: "", by: "", where: "the form" });

function Offer(props: { scene: Scene; node: FormNode; earlier: Earlier; hand: Hand; change: () => void }) {
  const { scene, node, earlier, hand } = props;
  return (
    <div class="earlier">
      <div>
        <p class="by">{earlier.kind ? "Earlier answer" : "Suggested by the form"}</p>
        <p>
          <b>{earlier.answer.map((one) => answerWords(one, node.item, dayWords(scene))).join(", ")}</b>
        </p>
        {earlier.kind && (
          <p class="by">
            {byWords(scene, earlier.by, earlier.at) || "From the record"}
            {earlier.where === "the record" && earlier.at ? ", in the record" : ""}
          </p>
        )}
      </div>
      <div class="acts">
        <Button look="second" icon="check" onClick={() => hand.choose(confirmed(earlier))}>
          Still so<span class="vh">: {node.item.text}</span>
        </Button>
        <Button look="quiet" onClick={props.change}>
          Change<span class="vh">: {node.item.text}</span>
        </Button>
      </div>
    </div>
  );
}

function Last({ scene, node, earlier }: { scene: Scene; node: FormNode; earlier: Earlier }) {
  return (
    <p class="by last">
      Last <b class="num">{earlier.answer.map((one) => answerWords(one, { options: null, unitText: "" }, dayWords(scene))).join(", ")}</b>
      {node.item.unitText ? ` ${node.item.unitText}` : ""}
      {earlier.at ? ` on ${dayWords(scene)(earlier.at)}` : ""}
      {earlier.by && (
        <>
          <br />
          {scene.one.say.people.signature(earlier.by, true)}
        </>
      )}
    </p>
  );
}

function From({ scene, from }: { scene: Scene; from: unknown }) {
  const said = from as { at?: string; by?: string };
  return said.at && said.by ? <span class="by">Still so, from {byWords(scene, said.by, said.at)}</span> : null;
}

const reasons = ["they were too tired", "they did not want to", "it does not apply", "there was no time"] as const;

function WhyNot({ id, hand, close }: { id: string; hand: Hand; close: () => void }) {
  const said = hand.value?.not_asked ?? "";
  const put = (words: string) => hand.put(words.trim() ? { answer: [], not_asked: words } : null);
  return (
    <div class="why-not">
      <TextArea id={`${id}-in`} label="Not asked, because" rows={2} value={said} onBegin={hand.begin} onInput={put} />
      <div class="acts">
        {reasons.map((words) => (
          <Button
            key={words}
            look="calm"
            onClick={() => {
              hand.choose({ answer: [], not_asked: words });
              close();
            }}
          >
            {words}
          </Button>
        ))}
      </div>
      <div class="acts">
        <Button
          look="second"
          onClick={() => {
            void hand.leave().then((left) => left && close());
          }}
        >
          Done
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            hand.choose(null);
            close();
          }}
        >
          Ask it now
        </Button>
      </div>
    </div>
  );
}

/** While it is disputed every screen shows all sides, and none as the answer (M5). */
function AllSides({
  scene,
  node,
  dispute,
}: {
  scene: Scene;
  node: FormNode;
  dispute: { conflict: string; sides: Parameters<typeof cautiousFirst>[2] };
}) {
  const group = groupOf(node.item.linkId);
  const kind = node.row ? "answer_row" : "assessment";
  return (
    <div class="disputed">
      <p class="head">
        <span class="tag care">
          <Icon name="settle" />
          <span>To settle</span>
        </span>{" "}
        <a href={`/settle/${dispute.conflict}`}>{maySettle(scene.one.me?.role, kind, group) ? "Settle it" : "See both, with what led to them"}</a>
      </p>
      <ul>
        {cautiousFirst(kind, group, dispute.sides).map((side) => (
          <li key={side.change}>
            <b>{valueWords(valueFrom(side.value[group]), node.item, dayWords(scene)) || "nothing: taken back"}</b>{" "}
            <span class="by">{byWords(scene, side.by, side.at)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
