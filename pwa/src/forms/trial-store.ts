/**
 * A person who does not exist, so that a form can be tried out: a store of the same port, in memory. What is written into it is drawn like any record, goes
 * to no disk and no server, and is gone with the page. What the real store is asked for goes through only where it is read.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { parts } from "../api/kinds";
import type { Bundle, Edit, Id, Kept, Store, View } from "../store/contract";

/** In the shape of an id, and nobody's. */
export const nobody: Id = "00000000-0000-7000-8000-000000000000";
export const trialOf: Id = "00000000-0000-7000-8000-000000000001";

export interface Trial {
  store: Store;
  /** The record of nobody, as it stands. */
  record: ReadonlySignal<Bundle>;
}

type Values = Readonly<Record<string, unknown>>;

/** Milliseconds that writing takes, as on a disk: the screen is drawn anew before it counts as written. */
const writes = 20;
const written = (): Promise<void> => new Promise((done) => setTimeout(done, writes));

/** `form`: address and version of what is tried. */
export function trial(real: Store, form: { url: string; version: string }, newId: () => Id): Trial {
  const begun: View<"assessment"> = {
    ...made("assessment", trialOf, nobody, { questionnaire: form.url, version: form.version, status: "in-progress" }),
  } as View<"assessment">;
  const views = signal<readonly View[]>([begun as View]);
  const find = (id: Id): View | undefined => views.peek().find((one) => one.id === id);
  const put = (view: View): void => {
    views.value = find(view.id) ? views.peek().map((one) => (one.id === view.id ? view : one)) : [...views.peek(), view];
  };
  const write = (view: View, values: Values): void => {
    const standing = find(view.id) ?? view;
    put({ ...standing, fields: { ...standing.fields, ...values } as View["fields"] });
  };
  const record = computed((): Bundle => asBundle(views.value));
  const edit = (view: View, group: string, check?: (values: Record<string, unknown>) => Record<string, string>): Edit => {
    let typed: Record<string, unknown> = {};
    return {
      type: async (values) => {
        typed = { ...typed, ...values };
      },
      leave: async () => {
        const invalid = check?.(typed) ?? {};
        if (Object.values(invalid).some(Boolean)) return { invalid };
        if (!Object.keys(typed).length) return "unchanged";
        // Words for a button (a reason, what is left out) are no field of a record.
        if (isField(view, group)) write(view, typed);
        await written();
        return "kept";
      },
      // Nothing says where it is kept: it is not.
      kept: signal<Kept>("typing"),
      recovered: null,
      isGone: async () => false,
    };
  };
  const refused = async (): Promise<never> => {
    throw new Error("Nothing of a trial is kept.");
  };
  const store: Store = {
    ...real,
    unfinished: signal([]),
    waiting: signal([]),
    bundle: () => record,
    bringFirst: () => undefined,
    older: async () => ({ ok: false, why: "not-granted" }),
    history: async () => ({ ok: false, why: "not-granted" }),
    paper: async () => ({ ok: false, why: "not-granted" }),
    pictures: refused,
    // Nothing of a trial is measured; what real ones took is read.
    fillings: async () => ({ ...(await real.fillings()), add: async () => undefined, end: async () => undefined, send: async () => undefined }),
    handOver: async () => false,
    letGo: refused,
    tryAgain: refused,
    settle: refused,
    together: refused,
    markRead: async () => undefined,
    blank: (kind, patient, fields, given) => made(kind, given?.id ?? newId(), patient, fields as Values) as ReturnType<Store["blank"]> as never,
    edit: async (view, group, check) => edit(view as View, group, check),
    create: async (kind, patient, fields, given) => {
      const view = made(kind, given?.id ?? newId(), patient, fields as Values);
      put(view);
      await written();
      return view.id;
    },
    change: async (view, _group, values) => {
      write(view as View, values);
      await written();
      return newId();
    },
  };
  return { store, record };
}

/** Without stamps: nobody said it, and nowhere is it kept. */
function made(kind: View["kind"], id: Id, patient: Id | null, fields: Values): View {
  return { kind, id, patient, part: parts[kind], rev: 0, fields: fields as View["fields"], stamps: {}, kept: {}, disputed: {}, unknown: [] };
}

const isField = (view: View, group: string): boolean => group.startsWith("answer.") || view.kind === "answer_row";

function asBundle(views: readonly View[]): Bundle {
  return {
    id: nobody,
    rev: 0,
    all: ((kind) => views.filter((one) => one.kind === kind)) as Bundle["all"],
    one: ((kind, id) => views.find((one) => one.kind === kind && one.id === id)) as Bundle["one"],
    unknown: 0,
    expired: false,
    outside: {},
  };
}
