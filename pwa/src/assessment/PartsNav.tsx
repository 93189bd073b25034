import { Icon } from "../ui";
import { isMarked } from "./marks";
import { isMine, ownerWords } from "./owners";
import type { Scene } from "./scene";
import { nowMinutes, type Part, total } from "./sections";

/** All parts: whose, how far, who is at it, which are signed. */
export function PartsNav(props: { scene: Scene; parts: readonly Part[]; base: string; here: string }) {
  const { scene, parts, base, here } = props;
  const { signed } = total(parts);
  return (
    <nav class="sections" id="parts" aria-label="Parts of the assessment" tabIndex={-1}>
      <h2>All parts</h2>
      <ol>
        {parts.map((part) => (
          <li key={part.section.linkId}>
            <a href={`${base}/${part.number}`} aria-current={here === String(part.number) ? "step" : undefined}>
              <b>{part.section.title}</b>
              <State scene={scene} part={part} />
            </a>
          </li>
        ))}
        <li>
          <a href={`${base}/review`} aria-current={here === "review" ? "step" : undefined}>
            <b>Review and sign</b>
            <span class="by">
              {signed} of {parts.length} signed
            </span>
          </a>
        </li>
      </ol>
    </nav>
  );
}

export function isFillingNow(scene: Scene, part: Part): boolean {
  return part.last !== null && scene.one.say.now.getTime() - new Date(part.last.at).getTime() < nowMinutes * 60_000;
}

function State({ scene, part }: { scene: Scene; part: Part }) {
  const { count, signed, last } = part;
  const me = scene.one.me;
  if (signed)
    return (
      <span class="by">
        <Icon name={isMarked(signed) ? "warn" : "check"} />
        {isMarked(signed) ? "Signed, marked, " : "Signed, "}
        {ownerWords(part.section) === "Anyone"
          ? (scene.one.say.people.staff(signed.fields.staff ?? "")?.name ?? "by somebody")
          : ownerWords(part.section).toLowerCase()}
      </span>
    );
  const far = part.again ? "to be signed again" : `${count.answered} of ${count.of}`;
  const other = last && last.by !== me?.staff && isFillingNow(scene, part) ? scene.one.say.people.staff(last.by)?.name : null;
  const whose = ownerWords(part.section);
  const who = other ?? (last?.by === me?.staff && isMine(part.section, me?.profession) ? `You, ${whose.toLowerCase()}` : whose);
  return (
    <>
      <span class={other ? "by live" : "by"}>
        {other && <Icon name="people" />}
        <span>
          {who}, {far}
        </span>
      </span>
      <progress class="p" max={Math.max(1, count.of)} value={count.answered} aria-hidden="true" />
    </>
  );
}
