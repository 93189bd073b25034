import { useState } from "preact/hooks";
import { dayOf, isDate, timeOf } from "../lib/dates";
import { professionInside } from "../lib/profession";
import { writer } from "../patient/new-view";
import { useWords } from "../patient/use-words";
import { go } from "../routes";
import { Button, DateInput, ErrorSummary, TextInput } from "../ui";
import { instantOf, listOf, type Meeting, minutesOf, nextMeeting } from "./meeting";
import type { Meetings } from "./use-meetings";

interface Plan {
  title: string;
  day: string | null;
  from: string;
  to: string;
  place: string;
  link: string;
  chair: string;
}

type Errors = Partial<Record<keyof Plan, string>>;

/** What is wrong with a plan, by field. `before`: the day on which the meeting stood, which may be past. */
export function problems(plan: Plan, today: string, before: string | null): Errors {
  const errors: Errors = {};
  const [from, to] = [minutesOf(plan.from), minutesOf(plan.to)];
  if (!plan.title.trim()) errors.title = "Give the meeting a name.";
  if (!plan.day || !isDate(plan.day)) errors.day = "Choose a day. Write it like 24 11 2026.";
  else if (plan.day < today && plan.day !== before) errors.day = "A day to come, not one that has been.";
  if (from === null) errors.from = "Write a time like 13:00.";
  if (plan.to.trim() && to === null) errors.to = "Write a time like 14:00.";
  else if (from !== null && to !== null && to <= from) errors.to = "It ends after it begins.";
  if (plan.link.trim() && !/^https:\/\/[^\s"'<>]+$/.test(plan.link.trim())) errors.link = "An address that begins with https://";
  return errors;
}

function planOf(meeting: Meeting | null, at: Meetings): Plan {
  const f = meeting?.fields;
  const team = at.me?.team ? at.say.people.team(at.me.team) : undefined;
  return {
    title: f?.title ?? (team?.name ? `${team.name}: MDT` : ""),
    day: f?.starts_at ? dayOf(f.starts_at) : null,
    from: f?.starts_at ? timeOf(f.starts_at) : "",
    to: f?.ends_at ? timeOf(f.ends_at) : "",
    place: f ? (f.place ?? "") : (team?.base_name ?? ""),
    link: f?.link ?? "",
    chair: f ? (f.chair ?? "") : (at.me?.staff ?? ""),
  };
}

/** A meeting is planned, or an existing one moved: nothing of it is sent to others before the button, and no key of it is lost until then. */
export function Planning({ at, meeting = null, onDone }: { at: Meetings; meeting?: Meeting | null; onDone: () => void }) {
  const { store, me, say } = at;
  const start = planOf(meeting, at);
  const [view] = useState(() => {
    if (meeting) return meeting;
    const id = nextMeeting(at.all, store.unfinished.peek(), me?.team ?? me?.staff ?? "", writer(store, me?.staff), dayOf(say.now));
    return store.blank("meeting", null, {}, { id });
  });
  const words = useWords<Plan>(view, "planning", start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const plan = words.values;
  const errors = tried ? problems(plan, dayOf(say.now), start.day) : {};
  const put = (more: Partial<Plan>) => words.put(more);

  async function keep() {
    setTried(true);
    if (Object.keys(problems(plan, dayOf(say.now), start.day)).length > 0) return;
    setBusy(true);
    const [from, to] = [minutesOf(plan.from), minutesOf(plan.to)];
    const day = plan.day as string;
    const when = { starts_at: instantOf(day, from as number), ends_at: to === null ? null : instantOf(day, to) };
    const where = { place: plan.place.trim() || null, link: plan.link.trim() || null };
    const chair = { chair: plan.chair || null };
    const about = { team: meeting?.fields.team ?? me?.team ?? null, title: plan.title.trim() };
    if (meeting) {
      const f = meeting.fields;
      if (about.title !== f.title) await store.change(meeting, "about", about);
      if (when.starts_at !== f.starts_at || when.ends_at !== (f.ends_at ?? null)) await store.change(meeting, "when", when);
      if (where.place !== (f.place ?? null) || where.link !== (f.link ?? null)) await store.change(meeting, "where", where);
      if (chair.chair !== (f.chair ?? null)) await store.change(meeting, "chair", chair);
      // A meeting that is moved takes its day with it in the records of those who are still to be discussed.
      const list = listOf(meeting.id, store.index.peek(), (id) => store.bundle(id).peek());
      for (const { item } of list)
        if (item && item.fields.status === "listed" && item.fields.held_on !== day) await store.change(item, "held", { held_on: day });
      words.done();
      onDone();
    } else {
      const id = await store.create("meeting", null, { ...about, ...when, ...where, ...chair, status: "planned" }, { id: view.id });
      words.done();
      onDone();
      go(`/meetings/${id}`);
    }
  }

  const staff = say.people
    .allStaff()
    .filter((one) => one.status !== "left")
    .map((one) => ({ id: one.id, words: [one.name, professionInside(one.profession)].filter(Boolean).join(", "), mine: one.team === me?.team }))
    .sort((a, b) => Number(b.mine) - Number(a.mine) || a.words.localeCompare(b.words));
  return (
    <section class="card planning" aria-label={meeting ? "Change the meeting" : "A new meeting"}>
      <ErrorSummary errors={Object.entries(errors).map(([field, text]) => ({ field: `plan-${field}`, text }))} />
      <p class="hint">
        Everyone in the place can read this part. Name nobody here whom the meeting is to talk about: they are put on the list instead.
      </p>
      <TextInput label="Name of the meeting" id="plan-title" value={plan.title} error={errors.title ?? null} onInput={(title) => put({ title })} />
      <DateInput legend="Day" id="plan-day" value={plan.day} error={errors.day ?? null} onChange={(day) => put({ day })} />
      <div class="pair">
        <TextInput
          label="From"
          id="plan-from"
          inputMode="numeric"
          value={plan.from}
          error={errors.from ?? null}
          hint="Like 13:00"
          onInput={(from) => put({ from })}
        />
        <TextInput
          label="To"
          id="plan-to"
          inputMode="numeric"
          value={plan.to}
          error={errors.to ?? null}
          hint="Like 14:00"
          onInput={(to) => put({ to })}
        />
      </div>
      <TextInput label="Room" id="plan-place" value={plan.place} onInput={(place) => put({ place })} />
      <TextInput
        label="Address of the call"
        id="plan-link"
        hint="If people join by video"
        value={plan.link}
        error={errors.link ?? null}
        onInput={(link) => put({ link })}
      />
      <div class="field">
        <label for="plan-chair">Who leads it</label>
        <select id="plan-chair" value={plan.chair} onChange={(event) => put({ chair: event.currentTarget.value })}>
          <option value="">Not said</option>
          {staff.map((one) => (
            <option key={one.id} value={one.id}>
              {one.words}
            </option>
          ))}
        </select>
      </div>
      <div class="acts">
        <Button icon="check" busy={busy} onClick={() => void keep().finally(() => setBusy(false))}>
          {meeting ? "Change it" : "Plan it"}
        </Button>
        {meeting && (
          <Button look="quiet" onClick={onDone}>
            Leave it as it is
          </Button>
        )}
      </div>
    </section>
  );
}
