/** The store's port in memory, with the drawings' people: every verb works until the page is loaded anew, nothing is kept or sent. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Fields, groups, type Kind } from "../src/api/kinds";
import type { Json } from "../src/assessment/engine/fhir";
import { partsIn } from "../src/assessment/times";
import { derived } from "../src/lib/ids";
import type { Bundle, Edit, Header, Id, Kept, People, Session, Status, Store, View, Waiting } from "../src/store/contract";
import type { Pictures } from "../src/store/pictures";
import { alarmsOf, presenceOf, previewTeam } from "./alone";
import { previewBoard } from "./board";
import { me, mineRecords, organisations, practice, staff, teams } from "./cast";
import { dispute } from "./disputes";
import { previewFillings } from "./fillings";
import { formViews, previewPublishing } from "./forms";
import { itemRecords, meetingRecords } from "./meetings";
import { pastOf } from "./past";
import { allRecords } from "./patients";
import { previewPictures } from "./pictures";
import { previewPopulation } from "./population";
import { queueOf } from "./queue";
import { at } from "./records";
import { previewReports } from "./reports";
import { clockOf, type Scenario, sessionOf, statusOf, unsentOf } from "./scenarios";
import { previewVoice } from "./voice";
import { previewWeeks } from "./weeks";

const people: People = {
  staff: (id) => staff.find((s) => s.id === id),
  organisation: (id) => organisations.find((o) => o.id === id),
  team: (id) => teams.find((t) => t.id === id),
  practice: (id) => (id === practice.id ? practice : undefined),
  allStaff: () => staff,
  signature: (id, short) => {
    if (id === me.staff) return "You";
    const person = staff.find((s) => s.id === id);
    if (!person) return "Someone not on this tablet";
    const organisation = organisations.find((o) => o.id === person.organisation)?.short_name;
    return [person.name, person.profession?.toLowerCase(), short ? null : organisation].filter(Boolean).join(", ");
  },
};

export function previewStore(scenario: Scenario): Store {
  const clock = clockOf(scenario);
  const now = signal(clock);
  const session = signal<Session>(sessionOf(scenario));
  const records = signal<View[]>(
    dispute([...allRecords(scenario), ...presenceOf(scenario), ...itemRecords(scenario)], scenario === "conflict" ? 3 : scenario === "night" ? 0 : 1),
  );
  const own = signal<View[]>([...mineRecords(scenario === "late" ? 20 : null), ...meetingRecords(scenario), ...alarmsOf(scenario)]);
  const waiting = signal<Waiting[]>(queueOf(scenario));
  const toSettle = computed(() =>
    records.value.filter((v): v is View<"conflict"> => v.kind === "conflict" && (v.fields as Fields["conflict"]).status === "open"),
  );
  const pictures: Pictures = previewPictures(scenario, records, now, (...given) => store.create(...given));
  const status: ReadonlySignal<Status> = computed(() =>
    statusOf(scenario, {
      pictures: pictures.here.value.filter((one) => !one.sent).length,
      waiting: waiting.value.filter((w) => w.state !== "refused").length,
      refused: waiting.value.filter((w) => w.state === "refused").length,
      toSettle: toSettle.value.length,
    }),
  );
  if (scenario === "night") finishTheDay(records);

  const bundleOf = (id: Id, list: View[]): Bundle | null => {
    if (list.length === 0) return null;
    return {
      id,
      rev: Math.max(...list.map((v) => v.rev)),
      all: <K extends Kind>(kind: K) => list.filter((v) => v.kind === kind) as View<K>[],
      one: <K extends Kind>(kind: K, record: Id) => list.find((v) => v.kind === kind && v.id === record) as View<K> | undefined,
      unknown: 0,
      expired: false,
      outside: scenario === "ordinary" || scenario === "offline" || scenario === "long" ? pastOf(id).outside : {},
    };
  };
  const bundles = new Map<Id, ReadonlySignal<Bundle | null>>();
  const isHere = (bundle: Id, nth: number) => scenario !== "filling" || nth < 4 || bundles.has(bundle);
  const index = computed(() => {
    const ids = records.value.filter((v) => v.kind === "patient").map((v) => v.id);
    return ids.map((id, nth) =>
      headerOf(
        id,
        records.value.filter((v) => v.patient === id),
        isHere(id, nth),
      ),
    );
  });

  const visitsOfToday = () => index.peek().flatMap((header) => header.visits.filter((visit) => visit.asked.includes(me.staff)).slice(0, 1));
  const lost = signal(
    scenario === "evicted-lost"
      ? unsentOf(
          scenario,
          visitsOfToday()
            .slice(0, 3)
            .map((visit) => visit.id),
        )
      : null,
  );

  let count = 900;
  const queue = (kind: Kind, record: Id, patient: Id | null, saw: Record<string, unknown> | null, set: object): Id => {
    count += 1;
    const id = `0193c000-0000-7000-9000-${String(count).padStart(12, "0")}`;
    const one: Waiting = {
      id,
      kind,
      record,
      patient,
      madeAt: now.value.toISOString(),
      state: "waiting",
      tries: 0,
      lastTry: null,
      saw,
      set: { ...set },
      called: null,
      refusal: null,
      dependents: [],
      bytes: JSON.stringify(set).length + 300,
    };
    waiting.value = [...waiting.value, one];
    return id;
  };
  const put = (view: View) => {
    const list = view.patient === null ? own : records;
    list.value = list.value.some((v) => v.id === view.id) ? list.value.map((v) => (v.id === view.id ? view : v)) : [...list.value, view];
  };
  const fresh = (view: View): View | undefined => [...records.peek(), ...own.peek()].find((v) => v.id === view.id);
  const write = (view: View, group: string, values: Record<string, unknown>): Id => {
    const current = fresh(view) ?? view;
    const fields = (groups[view.kind] as Record<string, { fields: readonly string[] }>)[group]?.fields ?? [];
    const saw = Object.fromEntries(fields.map((f) => [f, (current.fields as Record<string, unknown>)[f] ?? null]));
    const change = queue(view.kind, view.id, view.patient, saw, { ...saw, ...values });
    put({
      ...current,
      fields: { ...current.fields, ...values } as View["fields"],
      stamps: { ...current.stamps, [group]: { at: now.value.toISOString(), by: me.staff, change, was: saw } },
      kept: { ...current.kept, [group]: "on-this-tablet" },
    });
    return change;
  };

  const forms = signal<View[]>(formViews(scenario));
  const board = scenario.startsWith("board") ? previewBoard(scenario) : null;
  const weeks = previewWeeks(scenario);
  const store: Store = {
    tablet: "00000000-0000-7000-8000-0000000000f1",
    session,
    status,
    index,
    people: signal(people),
    waiting,
    unreadable: signal(
      scenario === "refused"
        ? [{ id: "a", madeAt: at("11:02"), sent: false, draft: { patient: records.peek().find((one) => one.kind === "patient")?.id ?? null } }]
        : [],
    ),
    mine: computed(() => bundleOf(derived("mine", me.staff), own.value)),
    forms: computed(() => bundleOf(derived("forms", me.place), forms.value)),
    toSettle,
    unfinished: signal([]),
    losing: signal(null),
    tokens: signal(scenario === "full" ? 0 : 8),
    cameBack: signal(null),
    handOver: async () => true,
    lost,
    writtenAgain: () => {
      lost.value = null;
    },
    space: signal({
      usage: scenario === "full" ? 2_080_000_000 : 64_000_000,
      quota: 2_100_000_000,
      queue: 1_300_000,
      bundles: 61_000_000,
      persisted: true,
    }),
    now,
    start: async () => {},
    signIn: async (email, password) => {
      if (!email.includes("@") || password.length < 4)
        return { ok: false, message: "Email and password do not go together. Check both.", offline: false };
      session.value = session.value.phase === "open" ? session.value : { phase: "choose-pin", me };
      return { ok: true };
    },
    choosePin: async (pin) => {
      if (/^(\d)\1+$/.test(pin) || "0123456789".includes(pin)) return { ok: false, message: "That one is too easy to guess. Choose another." };
      session.value = { phase: "holds", me, patients: 41, today: 9 };
      return { ok: true };
    },
    fill: async () => {
      session.value = { phase: "open", me };
    },
    unlock: async (pin) => {
      if (session.value.phase !== "locked") return { ok: true };
      if (pin === "111111") {
        session.value = { ...session.value, triesLeft: session.value.triesLeft - 1 };
        return { ok: false, triesLeft: session.value.triesLeft };
      }
      session.value = { phase: "open", me };
      return { ok: true };
    },
    lock: () => {
      session.value = {
        phase: "locked",
        soft: false,
        me,
        waiting: waiting.value.length,
        pictures: status.value.pictures,
        unkept: 0,
        waitingSince: waiting.value[0]?.madeAt ?? null,
        lastContact: clock.toISOString(),
        triesLeft: 10,
      };
    },
    answer: async () => {},
    unkept: () => [],
    unsent: async () => waiting.value,
    signOut: async () => {
      session.value = { phase: "sign-in", again: false, offline: false };
    },
    bundle: (id) => {
      let live = bundles.get(id);
      if (!live) {
        live = computed(() =>
          bundleOf(
            id,
            id === derived("people", me.place) ? own.value.filter((v) => v.kind === "meeting") : records.value.filter((v) => v.patient === id),
          ),
        );
        bundles.set(id, live);
      }
      return live;
    },
    bringFirst: () => {},
    older: async (patient, { kinds, before }) => {
      await new Promise((done) => setTimeout(done, 400));
      return scenario === "offline" ? { ok: false, why: "offline" } : pastOf(patient).older(kinds, before ?? null);
    },
    paper: async () => {
      await new Promise((done) => setTimeout(done, 800));
      if (scenario === "offline") return { ok: false, why: "offline" };
      return { ok: true, file: new Blob(["%PDF-1.7"], { type: "application/pdf" }), title: "Care plan", pages: 2, message: null };
    },
    voice: async () => previewVoice(scenario === "offline" || scenario === "reports-offline"),
    board: async () => board ?? previewBoard(scenario),
    team: async () => previewTeam(scenario),
    population: async () => previewPopulation(scenario),
    weeks: async () => weeks,
    referrals: async () => ({
      now: async () => ({ ok: false, why: "offline", words: "" }),
      known: async () => ({ ok: false, why: "offline", words: "" }),
      takeUp: async () => ({ ok: false, why: "offline", words: "" }),
    }),
    reports: async () => previewReports(scenario),
    publishing: async () => previewPublishing(forms, scenario === "manager-offline"),
    fillings: async () =>
      previewFillings(scenario === "manager-offline" || scenario === "offline", (form) => {
        const found = forms.peek().find((one) => one.id === form)?.fields as Fields["questionnaire"] | undefined;
        return partsIn((found?.definition ?? {}) as Json).map((part) => part.linkId);
      }),
    history: async (patient) => {
      await new Promise((done) => setTimeout(done, 400));
      return scenario === "offline" ? { ok: false, why: "offline" } : { ok: true, steps: pastOf(patient).steps, next: null };
    },
    blank: (kind, patient, fields, given) => ({
      kind,
      id: given?.id ?? crypto.randomUUID(),
      patient,
      part: given?.part ?? "core",
      rev: 0,
      fields,
      stamps: {},
      kept: {},
      disputed: {},
      unknown: [],
    }),
    edit: async (view, group) => {
      const kept = signal<Kept>("sent");
      let draft: Record<string, unknown> = {};
      const edit: Edit = {
        type: async (values) => {
          draft = { ...draft, ...values };
          kept.value = scenario === "full" ? "not-kept" : "on-this-tablet";
        },
        leave: async () => {
          const current = (fresh(view) ?? view).fields as Record<string, unknown>;
          if (!fresh(view)) {
            await store.create(view.kind, view.patient, { ...view.fields, ...draft }, { id: view.id, part: view.part });
            return "kept";
          }
          if (Object.entries(draft).every(([field, value]) => (current[field] ?? null) === value)) return "unchanged";
          write(view, group, draft);
          return "kept";
        },
        kept,
        recovered: null,
        isGone: async () => false,
      };
      return edit;
    },
    create: async (kind, patient, fields, given) => {
      const values = fields as Record<string, string>;
      const one: View = {
        kind,
        id:
          given?.id ??
          (kind === "attendance"
            ? derived("attendance", values.visit!, values.staff!)
            : kind === "my_day"
              ? derived("my_day", me.staff, values.day!)
              : crypto.randomUUID()),
        patient,
        part: given?.part ?? "core",
        rev: 0,
        fields: fields as View["fields"],
        stamps: {},
        kept: {},
        disputed: {},
        unknown: [],
      };
      const change = queue(kind, one.id, patient, null, fields);
      for (const [group, { fields: names }] of Object.entries(groups[kind]))
        if (names.some((name) => name in fields)) {
          one.stamps[group] = { at: now.value.toISOString(), by: me.staff, change };
          one.kept[group] = "on-this-tablet";
        }
      put(one);
      return one.id;
    },
    change: async (view, group, values) => write(view, group, values),
    together: async (acts) => {
      for (const act of acts)
        if ("create" in act) await store.create(act.create as Kind, act.patient, act.fields as Fields[Kind]);
        else write(act.view, act.group, act.values);
    },
    settle: async (conflict, value, reason) => {
      const { about, group } = conflict.fields;
      const disputed = records.peek().find((v) => v.id === about);
      const change = queue(
        "conflict",
        conflict.id,
        conflict.patient,
        { sides: (conflict.fields.sides ?? []).map((s) => s.change).sort() },
        { value, reason },
      );
      if (disputed && group) {
        const { [group]: _settled, ...rest } = disputed.disputed;
        put({
          ...disputed,
          fields: { ...disputed.fields, ...value } as View["fields"],
          disputed: rest,
          kept: { ...disputed.kept, [group]: "on-this-tablet" },
          stamps: { ...disputed.stamps, [group]: { at: now.value.toISOString(), by: me.staff, change } },
        });
      }
      put({
        ...conflict,
        fields: { ...conflict.fields, value, reason, settled_by: me.staff, settled_at: now.value.toISOString(), status: "settled" },
      });
      return change;
    },
    letGo: async (change) => {
      waiting.value = waiting.value.filter((w) => w.id !== change);
    },
    tryAgain: async (change) => {
      waiting.value = waiting.value.map((w) => (w.id === change ? { ...w, state: "waiting", refusal: null } : w));
      return change;
    },
    markRead: async () => {},
    pictures: () => Promise.resolve(pictures),
    syncNow: async () => {
      await new Promise((done) => setTimeout(done, 600));
    },
    useNewVersion: () => location.reload(),
    diagnostics: async () => new Blob([JSON.stringify({ preview: true, scenario }, null, 2)], { type: "application/json" }),
  };
  return store;
}

function headerOf(id: Id, list: View[], here: boolean): Header {
  const of = <K extends Kind>(kind: K) => list.filter((v) => v.kind === kind) as View<K>[];
  const p = of("patient")[0]!.fields;
  return {
    bundle: id,
    name: [p.given_name, p.family_name].filter(Boolean).join(" "),
    given_name: p.given_name ?? "",
    family_name: p.family_name ?? "",
    known_as: p.known_as ?? null,
    born_on: p.born_on ?? null,
    nhs_number: p.nhs_number ?? null,
    address_line: p.address_line ?? null,
    postcode: p.postcode ?? null,
    latitude: p.latitude ?? null,
    longitude: p.longitude ?? null,
    languages: p.languages ?? [],
    interpreter: p.interpreter_needed ?? false,
    alerts: of("alert")
      .filter((a) => a.fields.status === "active")
      .map((a) => ({ id: a.id, category: a.fields.category ?? "other", title: a.fields.title ?? "", severity: a.fields.severity ?? null })),
    visits: of("visit").map((v) => ({
      id: v.id,
      planned_start: v.fields.planned_start!,
      planned_end: v.fields.planned_end!,
      is_fixed: v.fields.is_fixed ?? false,
      purpose: v.fields.purpose ?? "",
      asked: v.fields.asked ?? [],
      actions: v.fields.actions ?? [],
      status: v.fields.status ?? "planned",
      attendances: of("attendance")
        .filter((a) => a.fields.visit === v.id)
        .map((a) => ({
          staff: a.fields.staff!,
          arrived_at: a.fields.arrived_at ?? null,
          left_at: a.fields.left_at ?? null,
          outcome: a.fields.outcome ?? null,
          leave_by: a.fields.leave_by ?? null,
        })),
    })),
    meetings: of("meeting_item").flatMap((i) => (i.fields.meeting ? [{ id: i.fields.meeting, status: i.fields.status ?? "listed" }] : [])),
    disputes: of("conflict").filter((c) => c.fields.status === "open").length,
    here,
  };
}

/** Every planned visit of the day was made and left. */
function finishTheDay(records: { value: View[] }): void {
  const made: View[] = [];
  for (const view of records.value) {
    if (view.kind !== "visit") continue;
    const visit = view.fields as Fields["visit"];
    if (!visit.planned_start?.startsWith("2026-11-24") || visit.status !== "planned") continue;
    if (records.value.some((v) => v.kind === "attendance" && (v.fields as Fields["attendance"]).visit === view.id)) continue;
    made.push({
      ...view,
      kind: "attendance",
      id: derived("attendance", view.id, me.staff),
      fields: {
        visit: view.id,
        staff: me.staff,
        arrived_at: visit.planned_start,
        left_at: visit.planned_end,
        outcome: "completed",
        outcome_reason: null,
      },
      stamps: {},
    });
  }
  records.value = [...records.value, ...made];
}
