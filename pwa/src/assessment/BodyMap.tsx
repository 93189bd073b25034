/**
 * The places where pressure harms, on a figure and as a list. The list is the control: each place is a question like any other, by keyboard and reader; the
 * figure shows all of them at once, numbered as in the list, and a tap on it leads there.
 */
import { everyNode, type FormNode } from "./engine";
import { Question } from "./Question";
import { idOf, onPage, type Scene } from "./scene";
import { held, valueWords } from "./typed";

/** Where a place is on the figure, seen from behind: of 200 by 420. Left is the person's left, which from behind is on the left. */
const places: readonly [RegExp, number, number][] = [
  [/head/, 100, 30],
  [/left-shoulder/, 72, 92],
  [/right-shoulder/, 128, 92],
  [/spine/, 100, 126],
  [/left-elbow/, 40, 158],
  [/right-elbow/, 160, 158],
  [/sacrum/, 100, 186],
  [/left-hip/, 66, 200],
  [/right-hip/, 134, 200],
  [/left-buttock/, 84, 222],
  [/right-buttock/, 116, 222],
  [/left-heel/, 80, 396],
  [/right-heel/, 120, 396],
];

/** How grave an answer is, for the figure: by its place in the list of answers, the first of which is "nothing". */
function gravity(node: FormNode): "none" | "well" | "watch" | "act" {
  const said = held(node.answers[0]) as { code?: string } | undefined;
  const at = node.item.options?.findIndex((one) => (held(one.answer) as { code?: string })?.code === said?.code) ?? -1;
  return at < 0 ? "none" : at === 0 ? "well" : at === 1 ? "watch" : "act";
}

export function BodyMap({ scene, node }: { scene: Scene; node: FormNode }) {
  const all = [...everyNode(node.children)].filter((one) => one.item.type !== "group" && one.item.type !== "display");
  return (
    <div class="body-map">
      <Figure scene={scene} all={all} />
      <ol>
        {all.map((one) => (
          <li key={one.key}>
            <Question scene={scene} node={one} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Figure({ scene, all }: { scene: Scene; all: readonly FormNode[] }) {
  scene.desk.whole.value;
  return (
    <figure>
      <svg viewBox="0 0 200 420" aria-hidden="true">
        <path
          class="body"
          d="M100 8c14 0 22 10 22 25 0 12-5 21-11 25v10c22 4 38 10 42 26l14 66c2 10 2 22 0 34l-6 34c-2 8-12 6-12-2l2-34-4-22-17-44 3 62c6 30 4 62 0 92l-8 118c-1 10-24 10-24 0l-1-110-1-110h2-4l2 0-1 110-1 110c0 10-23 10-24 0l-8-118c-4-30-6-62 0-92l3-62-17 44-4 22 2 34c0 8-10 10-12 2l-6-34c-2-12-2-24 0-34l14-66c4-16 20-22 42-26V58c-6-4-11-13-11-25C78 18 86 8 100 8z"
        />
        {all.map((one, i) => {
          const place = places.find(([name]) => name.test(one.item.linkId));
          if (!place) return null;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: a short way for a finger; the list beside it is the control
            <g key={one.key} class={gravity(one)} onClick={() => onPage(idOf(one))?.focus()}>
              <circle cx={place[1]} cy={place[2]} r="11" />
              <text x={place[1]} y={place[2] + 4}>
                {i + 1}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        <b>From behind.</b> {seen(all, scene)}
      </figcaption>
    </figure>
  );
}

/** What the figure shows, in words. */
function seen(all: readonly FormNode[], scene: Scene): string {
  const told = all.filter((one) => ["watch", "act"].includes(gravity(one)));
  const looked = all.filter((one) => gravity(one) !== "none").length;
  const words = told.map((one) => `${one.item.text.toLowerCase()}: ${valueWords(scene.desk.valueOf(one), one.item, String).toLowerCase()}`);
  return `${looked} of ${all.length} places looked at.${words.length ? ` ${words.join("; ")}.` : ""}`;
}
