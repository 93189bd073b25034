import { useMemo, useState } from "preact/hooks";
import { groupNamed } from "../api/groups";
import type { Kind } from "../api/kinds";
import { ageOn, longDate, sinceWhen } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { maySettle } from "../patient/may";
import { firstName, phoneHref } from "../patient/text";
import { timeline } from "../patient/timeline";
import { usePatient } from "../patient/use-patient";
import { useWords } from "../patient/use-words";
import { differingName, namedBy, nameOf, said, short } from "../patient/words";
import type { Bundle, View } from "../store/contract";
import { Button, LinkButton, TextArea } from "../ui";
import { Anew } from "./Anew";
import { found, meanwhile, sameBefore } from "./around";
import { type Choice, type Event, keptBeside, type Model, start, taken, update } from "./choice";
import { canWriteAnew } from "./fields";
import { canKeepBoth, cautiousFirst } from "./order";
import { SideCard } from "./SideCard";
import { differences } from "./words";

type Values = Record<string, unknown>;

const twoOf: Record<string, string> = { alert: "two alerts", goal: "two goals", action: "two actions", contingency: "two instructions" };

export function Dispute({ conflict, onSettled }: { conflict: View<"conflict">; onSettled: () => void }) {
  const one = usePatient(conflict.patient ?? "");
  const { store, header, say, me } = one;
  const bundle = one.bundle;
  const kind = conflict.fields.about_kind ?? "";
  const group = conflict.fields.group ?? "";
  const sides = useMemo(() => cautiousFirst(kind, group, conflict.fields.sides ?? []), [kind, group, conflict.fields.sides]);
  const [errors, setErrors] = useState<Model["errors"]>({});
  // A draft from the first key: another side that arrives, a lock or a kill takes nothing of it (M2).
  const words = useWords(conflict as View, "settling", start(sides, me?.staff ?? ""));
  const model = taken({ ...words.values, errors }, sides);
  const about = bundle?.all(kind as Kind).find((v) => v.id === conflict.fields.about) as View | undefined;
  // Not with each tick of the clock, nor with each key of the reason.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const entries = useMemo(() => (bundle ? timeline(bundle, say, one.name) : []), [bundle, say.people]);
  const texts = sides.map((s) => said(kind, group, s.value, say));
  const pieces = differences(texts);
  const before = sameBefore(sides);
  const fields = groupNamed(kind, group)?.fields ?? [];
  // A kind that this version does not know is nobody's to decide here; nor is what one's role may not write (M5).
  const may = maySettle(me?.role, kind, group);
  const others = sides.filter((s) => s.by !== me?.staff);
  const names = others.map((s) => firstName(say.people.staff(s.by)?.name)).filter(Boolean);
  const tell = async (event: Event) => {
    const next = update(model, event, sides);
    const { errors: wrong, ...typed } = next.model;
    setErrors(wrong);
    if (!next.settlement) return words.put(typed);
    // Pressed again after there was no room: what the first press made is there, and is not made twice.
    for (const { change, value } of next.settlement.also) {
      const id = keptBeside(conflict.id, change);
      if (about && bundle && !bundle.one(kind as Kind, id))
        await store.create(kind as Kind, bundle.id, { ...copyOf(about), ...value } as never, { id });
    }
    await store.settle(conflict, next.settlement.value, next.settlement.reason);
    // Only now is it true that it is settled on this tablet (T1).
    words.done();
    onSettled();
  };
  const is = (choice: Choice) => JSON.stringify(model.choice) === JSON.stringify(choice);
  // Named after what all of them had before them: no side gives it its name.
  const title = nameOf(kind, { ...(namedBy(about as View | undefined, bundle) ?? sides[0]?.value), ...before }, say);
  const goal = kind === "action" && bundle ? goalOf(bundle, about) : null;
  return (
    <article class="conflict" aria-labelledby="topic">
      <header class="banner">
        <h2>{header?.name}</h2>
        <span class="who1">
          {header?.born_on && (
            <span>
              Born <b class="num">{longDate(header.born_on)}</b> ({ageOn(header.born_on, say.now)})
            </span>
          )}
          {header?.nhs_number && (
            <span>
              NHS <b class="num">{formatNhsNumber(header.nhs_number)}</b>
            </span>
          )}
          <span class="addr">{[header?.address_line, header?.postcode].filter(Boolean).join(", ")}</span>
        </span>
      </header>
      <form class="dispute-body" onSubmit={(e) => e.preventDefault()}>
        <div class="topic">
          <h3 id="topic">{title}</h3>
          <p class="by">
            What differs: the{" "}
            <b>
              {differingName(
                kind,
                group,
                sides.map((s) => s.value),
              )}
            </b>
            {goal && (
              <>
                . For the goal <b>“{goal}”</b>
              </>
            )}
          </p>
        </div>
        {before && (
          <div class="before">
            <p class="by">What {sides.length === 2 ? "both" : "all"} of them had before them</p>
            <p>{said(kind, group, before, say)}</p>
          </div>
        )}
        <fieldset class={sides.length > 2 ? "pair many" : "pair"}>
          <legend>
            <b>{may ? "What should the record say?" : "What each of them wrote"}</b> <span class="by">Words that differ are marked.</span>
          </legend>
          {sides.map((s, i) => (
            <SideCard
              key={s.change}
              side={s}
              pieces={pieces[i] ?? []}
              isMe={s.by === me?.staff}
              say={say}
              saw={before ? null : said(kind, group, s.saw ?? {}, say)}
              found={found(s, entries)}
              chosen={is({ keep: s.change })}
              may={may}
              onChoose={() => void tell({ type: "choose", choice: { keep: s.change } })}
            />
          ))}
          <div class="more">
            {may && canKeepBoth(kind, group) && (
              <label class="choice pick">
                <input type="radio" name="stand" checked={is("both")} onChange={() => void tell({ type: "choose", choice: "both" })} />
                <span>
                  Keep both
                  <small>Only if both can be true: {twoOf[kind]}</small>
                </span>
              </label>
            )}
            {may && canWriteAnew(kind, fields) && (
              <label class="choice pick">
                <input type="radio" name="stand" checked={is("anew")} onChange={() => void tell({ type: "choose", choice: "anew" })} />
                <span>
                  Write it anew
                  <small>All versions stay in the history</small>
                </span>
              </label>
            )}
          </div>
          {model.errors.choice && (
            <p class="problem" role="alert">
              {model.errors.choice}
            </p>
          )}
        </fieldset>
        <div class="anew">
          {model.choice === "anew" && (
            <Anew
              kind={kind}
              fields={fields}
              values={model.anew}
              error={model.errors.anew ?? null}
              people={say.people}
              put={(values) => void tell({ type: "anew", values })}
            />
          )}
          {may && (
            <TextArea
              label="Why"
              hint={`${names.length ? `${names.join(" and ")} and the team` : "The team"} will read this.`}
              rows={2}
              value={model.why}
              error={model.errors.why ?? null}
              onInput={(why) => void tell({ type: "why", why })}
            />
          )}
          <div class="finish">
            {may && (
              <Button icon="check" onClick={() => void tell({ type: "settle" })}>
                Settle it
              </Button>
            )}
            {others.map((s) => {
              const phone = say.people.staff(s.by)?.phone;
              return (
                phone && (
                  <LinkButton key={s.change} look="second" icon="phone" href={phoneHref(phone)}>
                    Ring {firstName(say.people.staff(s.by)?.name)}
                  </LinkButton>
                )
              );
            })}
            <p class="small">
              {may
                ? "Works without coverage: this tablet shows it at once, the others when it has been sent. Until it is settled, everyone sees all of it."
                : "You can read it. Someone of the care team settles it; until then everyone sees all of it."}
            </p>
          </div>
        </div>
        <Meanwhile entries={meanwhile(sides, conflict.fields.about ?? "", entries)} say={say} />
      </form>
    </article>
  );
}

/** The other groups of a record, for a second one beside it. */
function copyOf(view: View): Values {
  return Object.fromEntries(Object.entries(view.fields as Values).filter(([, v]) => v !== null && v !== undefined));
}

function goalOf(bundle: Bundle, about: View | undefined): string | null {
  const ids = (about as View<"action"> | undefined)?.fields.goals ?? [];
  const words = ids[0] ? bundle.one("goal", ids[0])?.fields.words : null;
  return words ? short(words, 90) : null;
}

function Meanwhile({ entries, say }: { entries: ReturnType<typeof meanwhile>; say: Parameters<typeof said>[3] }) {
  return (
    <section class="meanwhile" aria-labelledby="meanwhile-heading">
      <h3 id="meanwhile-heading">What else changed meanwhile</h3>
      {entries.length === 0 && <p class="muted">Nothing else on this tablet.</p>}
      <ul>
        {entries.map((e) => (
          <li key={e.id}>
            <time dateTime={e.at}>{sinceWhen(e.at, say.now)}</time>
            <span>
              <b>{e.title}</b>
              {e.text && `. ${short(e.text, 160)}`}
              {e.values.length > 0 && `: ${e.values.map((v) => `${v.label} ${v.value}`).join(", ")}`}{" "}
              <span class="by">{say.people.signature(e.by, true)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
