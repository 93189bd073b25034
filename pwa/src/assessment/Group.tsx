/** A group of questions: under a heading, as a table of choices, on the figure of a body, or in rows. */
import { useEffect, useState } from "preact/hooks";
import { timeOf } from "../lib/dates";
import { newId, writer } from "../patient/new-view";
import type { View } from "../store/contract";
import { Button, KeptWord, TextArea } from "../ui";
import { BodyMap } from "./BodyMap";
import { groupOf, nextRow } from "./desk";
import { tapped } from "./effort";
import { type FormNode, type Item, isAsked, keyOf } from "./engine";
import { Question, useEarlier } from "./Question";
import { idOf, type Scene } from "./scene";
import { isAlert } from "./scores";
import { useAnswer } from "./use-answer";

const tables = new Set(["table", "htable", "gtable", "atable", "grid"]);

export function Node({ scene, node, level }: { scene: Scene; node: FormNode; level: number }) {
  scene.desk.tick(node.key);
  if (!node.enabled || node.item.hidden) return null;
  if (node.kind === "list") return <Rows scene={scene} node={node} level={level} />;
  if (node.item.type === "group") return <Group scene={scene} node={node} level={level} />;
  return (
    <>
      <Question scene={scene} node={node} />
      {node.children.length > 0 && (
        <div class="inside">
          <Nodes scene={scene} nodes={node.children} level={level + 1} />
        </div>
      )}
    </>
  );
}

/** So many at once: what is in sight, and a little more. The rest of a long form follows frame by frame, and a key never waits for it. */
const atOnce = 8;

export function Nodes({ scene, nodes, level }: { scene: Scene; nodes: readonly FormNode[]; level: number }) {
  const [drawn, setDrawn] = useState(atOnce);
  const more = drawn < nodes.length;
  useEffect(() => {
    if (!more) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setDrawn(drawn + atOnce));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [drawn, more]);
  return (
    <>
      {(more ? nodes.slice(0, drawn) : nodes).map((node) => (
        <Node key={node.key} scene={scene} node={node} level={level} />
      ))}
    </>
  );
}

/** What stands beside the form as a score is not drawn in it too; where it came from stands at its foot. */
const beside = (group: Item, item: Item): boolean =>
  Boolean(group.instrument) && ((item.calculated && (item.readOnly || isAlert(item))) || /\.(source|unverified)$/.test(item.linkId));

function Group({ scene, node, level }: { scene: Scene; node: FormNode; level: number }) {
  const { item } = node;
  const Heading = `h${Math.min(6, level + 2)}` as "h3";
  // A part that is one instrument has its name already.
  const named = item.text && item.text !== node.parent?.item.text;
  const drawn = node.children.filter((one) => !beside(item, one.item));
  const foot = node.children.filter((one) => beside(item, one.item) && one.item.type === "display");
  const isTable = tables.has(item.control ?? "") && sameChoices(drawn);
  return (
    <div class={item.instrument ? "group instrument" : "group"}>
      {named && <Heading>{item.text}</Heading>}
      {(item.instructions || item.help) && <p class="hint">{[item.instructions, item.help].filter(Boolean).join(" ")}</p>}
      {item.control === "body-map" ? (
        <BodyMap scene={scene} node={node} />
      ) : isTable ? (
        <ChoiceTable scene={scene} node={node} />
      ) : (
        <Nodes scene={scene} nodes={drawn} level={level + 1} />
      )}
      {foot.length > 0 && (
        <div class="source">
          {foot.map((one) => (
            <p key={one.key}>{one.item.text}</p>
          ))}
        </div>
      )}
    </div>
  );
}

/** Whether all questions of a group have the same answers to choose from, one each. */
function sameChoices(nodes: readonly FormNode[]): boolean {
  const asked = nodes.filter((one) => one.item.type !== "display");
  const keys = (item: Item) => item.options?.map((option) => option.key).join() ?? "";
  const first = asked[0];
  return (
    first !== undefined &&
    keys(first.item) !== "" &&
    first.item.options!.length <= 7 &&
    asked.every(
      (one) =>
        one.kind === "single" && one.item.type === "choice" && !one.item.repeats && keys(one.item) === keys(first.item) && !one.children.length,
    )
  );
}

function ChoiceTable({ scene, node }: { scene: Scene; node: FormNode }) {
  const options = node.children.find((one) => one.item.type !== "display")?.item.options ?? [];
  return (
    // biome-ignore lint/a11y/noRedundantRoles: on a phone its rows are blocks, and a table that is drawn as blocks loses its role
    <table class="choice-table" role="table">
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">Question</span>
          </th>
          {options.map((option) => (
            <th scope="col" key={option.key}>
              {option.label}
            </th>
          ))}
          <th scope="col">
            <span class="vh">Whether it is kept</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {node.children.map((one) => (
          <TableRow key={one.key} scene={scene} node={one} across={options.length + 2} />
        ))}
      </tbody>
    </table>
  );
}

function TableRow({ scene, node, across }: { scene: Scene; node: FormNode; across: number }) {
  scene.desk.tick(node.key);
  if (!node.enabled || node.item.hidden || scene.folded.value?.has(node.key)) return null;
  if (isAsked(node.item) && !scene.locked.value) return <AskedRow scene={scene} node={node} across={across} />;
  return <WholeRow scene={scene} node={node} across={across} />;
}

/** What is more than a choice (a dispute, an earlier answer, a reason) needs the room of a question of its own. */
function WholeRow({ across, ...question }: { across: number } & Parameters<typeof Question>[0]) {
  return (
    <tr>
      <td colSpan={across}>
        <Question {...question} />
      </td>
    </tr>
  );
}

function AskedRow({ scene, node, across }: { scene: Scene; node: FormNode; across: number }) {
  const { item } = node;
  const hand = useAnswer(scene.desk, node);
  const earlier = useEarlier(scene, node);
  const [saying, setSaying] = useState(false);
  const isDisputed = groupOf(item.linkId) in scene.desk.viewOf(node).disputed;
  const isAnswered = Boolean(hand.value?.answer.length);
  if (saying || isDisputed || hand.value?.not_asked || (earlier && !hand.value))
    return <WholeRow scene={scene} node={node} across={across} whyNot={saying} onClose={() => setSaying(false)} />;
  const chosen = hand.value?.answer[0] ? keyOf(hand.value.answer[0]) : "";
  return (
    <tr id={idOf(node)} tabIndex={-1}>
      <th scope="row">
        {item.prefix && `${item.prefix} `}
        {item.text}
        {item.required && <span class="must"> (needed)</span>}
        {(item.instructions || item.help) && <p class="hint">{[item.instructions, item.help].filter(Boolean).join(" ")}</p>}
        {hand.error && <p class="problem">{hand.error}</p>}
      </th>
      {(item.options ?? []).map((option) => (
        <td key={option.key}>
          <label class="cell">
            <input type="radio" name={idOf(node)} checked={chosen === option.key} onChange={() => hand.choose({ answer: [option.answer] })} />
            <span>
              {option.label}
              <span class="vh">, {item.text}</span>
            </span>
          </label>
        </td>
      ))}
      <td class="after">
        {(isAnswered || hand.kept === "not-kept") && <KeptWord kept={hand.kept} {...(hand.keptAt ? { at: timeOf(hand.keptAt) } : {})} />}
        <Button look="quiet" class="because" onClick={() => (isAnswered ? hand.choose(null) : setSaying(true))}>
          {isAnswered ? "Take back" : "Not asked, because…"}
          <span class="vh">: {item.text}</span>
        </Button>
      </td>
    </tr>
  );
}

/** A group, or a question with questions inside, that may be given several times: each is a record of its own. */
function Rows({ scene, node, level }: { scene: Scene; node: FormNode; level: number }) {
  const { desk, one } = scene;
  desk.shape.value;
  const [adding, setAdding] = useState(false);
  const Heading = `h${Math.min(6, level + 2)}` as "h3";
  const most = node.item.limits.maxOccurs;
  const full = most !== null && node.rows.length >= most;
  const add = async () => {
    tapped();
    setAdding(true);
    const taken = (id: string) => one.bundle.one("answer_row", id) !== undefined;
    const named = (...names: string[]) => newId(one.bundle.id, ...names);
    try {
      await desk.addRow(node, nextRow(named, node, desk.recorded.view.id, writer(one.store, one.me?.staff), taken));
    } finally {
      setAdding(false);
    }
  };
  return (
    <section class="group rows-of" aria-label={node.item.text || undefined} id={idOf(node)} tabIndex={-1}>
      {node.item.text && <Heading>{node.item.text}</Heading>}
      {node.rows.length === 0 && <p class="muted">None yet.</p>}
      <ol>
        {node.rows.map((row, i) => (
          <li key={row.key}>
            <h4 class="vh">{`${node.item.text} ${i + 1}`}</h4>
            {node.item.type !== "group" && <Question scene={scene} node={row} />}
            <Nodes scene={scene} nodes={row.children} level={level + 1} />
            {!scene.locked.value && <TakeRow scene={scene} row={row} n={i + 1} />}
          </li>
        ))}
      </ol>
      {!scene.locked.value &&
        (full ? (
          <p class="hint">At most {most}.</p>
        ) : (
          <Button look="second" icon="plus" busy={adding} onClick={() => void add()}>
            {node.rows.length ? "Add another" : "Add one"}
            <span class="vh">: {node.item.text}</span>
          </Button>
        ))}
    </section>
  );
}

/** A row that was added by mistake is taken away with a word why; it stays in the history (R2). */
function TakeRow({ scene, row, n }: { scene: Scene; row: FormNode; n: number }) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [error, setError] = useState<string | null>(null);
  const view = scene.desk.viewOf(row) as View<"answer_row">;
  if (!open)
    return (
      <Button look="quiet" class="takeback" onClick={() => setOpen(true)}>
        Take away {n}
        <span class="vh">: {row.item.text}</span>
      </Button>
    );
  return (
    <div class="why-not">
      <TextArea label="Why is it taken away?" rows={2} value={why} error={error} onInput={setWhy} />
      <div class="acts">
        <Button
          look="second"
          onClick={() => {
            if (!why.trim()) return setError("Write why: others may have read it.");
            void scene.one.store.change(view, "status", { status: "entered-in-error", status_reason: why.trim() });
          }}
        >
          Take it away
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
