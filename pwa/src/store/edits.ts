/**
 * Fields in hand (M1, M2): what stood on the screen when the person began is what the change will say was seen, whatever is pulled meanwhile; each key is a
 * sealed draft on the disk; the draft becomes a change when the field is left, the page hidden or the app locked, if it is valid.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { groupNamed } from "../api/groups";
import type { Kind } from "../api/kinds";
import type { Called, Check, Edit, Id, Kept, Unfinished, View } from "./contract";
import { type Database, DiskFull, type DraftRow } from "./database";
import type { Item } from "./fold";
import { normal, same, valuesOf } from "./lines";
import { wrongs } from "./valid";
import { Damaged, type Vault } from "./vault";
import type { Values } from "./wire";

/** A draft as the disk has it: enough to go on, and to make the change, without the screen that began it. */
interface Draft {
  view: Pick<View, "kind" | "id" | "patient" | "part"> & { fields: Values };
  group: string;
  saw: Values;
  sawAt: string | null;
  values: Values;
  at: string;
  /** Whom it is about: their record may leave this tablet before it is finished (R9). */
  called?: Called | null;
}

export interface Editing {
  db: Database;
  vault: Vault;
  items: ReadonlySignal<readonly Item[]>;
  sending: ReadonlySignal<ReadonlySet<Id>>;
  /** Tells this tab's drafts from another's: two tabs never overwrite each other's keys. */
  tab: string;
  now: () => string;
  called: (patient: Id) => Called | null;
  /** Makes the change and takes the drafts away, in one transaction; answers its id, `null` where nothing differs. */
  commit: (view: View, group: string, saw: Values, sawAt: string | null, set: Values, drafts: string[]) => Promise<Id | null>;
  full: (is: boolean) => void;
  /** When the frame stands that shows the key: what the key sets in motion begins then. */
  painted: () => Promise<void>;
}

type InHand = Edit & { dirty: () => boolean; isForAButton: boolean; judge: (check: Check) => void; keep: () => Promise<void> };

const unfinishedOf = ({ view, group, values, at, called }: Draft): Unfinished => ({
  kind: view.kind as Kind,
  record: view.id,
  patient: view.patient,
  group,
  values,
  at,
  called: called ?? null,
});

export type Edits = ReturnType<typeof edits>;

export function edits({ db, vault, items, sending, tab, now, called, commit, full, painted }: Editing) {
  const inHand = new Map<string, InHand>();
  const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
  /** What found no room when it was to be written: it is in memory only. */
  const unkept = new Map<string, Draft>();
  /** Rows that cannot be read: they stay on the disk as they are, and nothing else waits for them (T2). */
  const damaged = signal<readonly DraftRow[]>([]);

  /** A linkId may hold a slash: the drafts of `a` are not those of `a/b`. */
  const prefix = (record: Id, group: string) => `${record}/${group.replaceAll("%", "%25").replaceAll("/", "%2F")}/`;

  async function read(range?: IDBKeyRange): Promise<Map<string, Draft>> {
    const rows = await db.read(["drafts"], (tx) => tx.objectStore("drafts").getAll(range));
    const found = new Map<string, Draft>();
    const wrong: DraftRow[] = [];
    await Promise.all(
      rows.map(async (row: DraftRow) => {
        try {
          found.set(row.key, JSON.parse(await vault.openText(`drafts/${row.key}`, row.sealed)));
        } catch (error) {
          if (!(error instanceof Damaged || error instanceof SyntaxError)) throw error;
          wrong.push(row);
        }
      }),
    );
    if (wrong.length > 0) damaged.value = [...damaged.value.filter((one) => !wrong.some((row) => row.key === one.key)), ...wrong];
    return found;
  }

  /** Its author knows that it cannot be read. The row stays as it is. Answers whether there is such a draft. */
  async function known(key: string): Promise<boolean> {
    const row = damaged.value.find((one) => one.key === key);
    if (!row) return false;
    const next: DraftRow = { ...row, known: true };
    await db.write(["drafts"], "strict", async (tx) => void (await tx.objectStore("drafts").put(next)));
    damaged.value = damaged.value.map((one) => (one.key === key ? next : one));
    return true;
  }

  async function edit(view: View, group: string, check?: Check): Promise<Edit> {
    const own = prefix(view.id, group);
    const before = inHand.get(own);
    if (before?.dirty()) {
      if (check) before.judge(check);
      return before;
    }
    const found = await read(IDBKeyRange.bound(own, `${own}\uffff`));
    const made = begin(view, group, own, found);
    if (check) made.judge(check);
    inHand.set(own, made);
    return made;
  }

  async function drop(keys: string[]): Promise<null> {
    await db.write(["drafts"], "strict", async (tx) => {
      for (const key of keys) void tx.objectStore("drafts").delete(key);
    });
    return null;
  }

  function begin(view: View, group: string, own: string, found: Map<string, Draft>): InHand {
    const [lastKey, last] = [...found].sort(([, a], [, b]) => (a.at < b.at ? -1 : 1)).at(-1) ?? [];
    const key = own + tab;
    const isForAButton = groupNamed(view.kind, group) === undefined;
    let saw = last?.saw ?? valuesOf(view.kind, group, view.fields as Values);
    let sawAt = last ? last.sawAt : (view.stamps[group]?.at ?? null);
    let values: Values = last?.values ?? {};
    let dirty = last !== undefined;
    let version = 0;
    let written = 0;
    let writing: Promise<void> = Promise.resolve();
    let check: Check = () => ({});
    /** Whether the field is being left, the page hidden: then no frame is waited for. */
    let inHaste = 0;
    let hurry = (): void => undefined;
    const state = signal<Kept | null>(last ? "on-this-tablet" : null);
    const change = signal<Id | null>(null);

    /** A draft is sealed once the letter shows, with all the keys that came by then. */
    async function put(): Promise<void> {
      if (written === version) return;
      if (!inHaste)
        await Promise.race([
          painted(),
          new Promise<void>((done) => {
            hurry = done;
          }),
        ]);
      const mine = version;
      const { kind, id, patient, part } = view;
      const whose = patient && (called(patient) ?? last?.called);
      const draft: Draft = {
        view: { kind, id, patient, part, fields: view.fields as Values },
        group,
        saw,
        sawAt,
        values,
        at: now(),
        called: whose || null,
      };
      try {
        const sealed = await vault.seal(`drafts/${key}`, JSON.stringify(draft));
        await db.write(["drafts"], "strict", async (tx) => void (await tx.objectStore("drafts").put({ key, sealed, at: draft.at, patient })));
        written = mine;
        unkept.delete(key);
        full(false);
        drafts.value = new Map(drafts.value).set(key, draft);
        if (version === mine) state.value = "on-this-tablet";
      } catch (error) {
        unkept.set(key, draft);
        if (version === mine) state.value = "not-kept";
        if (error instanceof DiskFull) full(true);
        throw error;
      }
    }

    /** Of the drafts that were found at the beginning those that are on the disk as they were: no tab has typed on in them, or left them. */
    async function standing(): Promise<string[]> {
      if (found.size === 0) return [];
      const now = await read(IDBKeyRange.bound(own, `${own}\uffff`));
      return [...found].filter(([one, draft]) => now.get(one)?.at === draft.at && same(now.get(one)?.values, draft.values)).map(([one]) => one);
    }

    /** What came back was another tab's, which has gone on with it, and nothing was typed here: nothing is in hand any more. */
    async function isGone(): Promise<boolean> {
      if (lastKey === undefined || lastKey === key || version > 0 || !dirty) return false;
      if ((await standing()).includes(lastKey) || version > 0) return false;
      dirty = false;
      values = {};
      state.value = null;
      return true;
    }

    /** The drafts that this one went on from, and its own. What another tab has typed since is that tab's to leave. */
    const keys = async (): Promise<string[]> => [key, ...(await standing()).filter((one) => one !== key)];

    /** Keys that come while a draft is on its way to the disk travel together in the next. */
    function type(more: Values): Promise<void> {
      values = { ...values, ...(normal(more) as Values) };
      dirty = true;
      version++;
      change.value = null;
      state.value = "typing";
      const wrote = writing.then(put, put);
      writing = wrote.catch(() => undefined);
      wrote.catch(() => undefined);
      return wrote;
    }

    async function inHasteTo<T>(what: () => Promise<T>): Promise<T> {
      inHaste++;
      hurry();
      try {
        return await what();
      } finally {
        inHaste--;
      }
    }

    async function leaveNow(): ReturnType<Edit["leave"]> {
      if (!dirty || (await isGone())) return "unchanged";
      await writing;
      const set = { ...saw, ...values };
      const invalid = { ...wrongs(set), ...check(set) };
      if (Object.keys(invalid).length > 0) return { invalid };
      const leaving = version;
      let id: Id | null;
      let away: string[];
      try {
        away = await keys();
        id = isForAButton ? await drop(away) : await commit(view, group, saw, sawAt, set, away);
        full(false);
      } catch (error) {
        state.value = "not-kept";
        if (error instanceof DiskFull) full(true);
        throw error;
      }
      unkept.delete(key);
      const rest = new Map(drafts.value);
      for (const one of away) rest.delete(one);
      drafts.value = rest;
      // What stands on the screen now is what was just written; whoever types on, goes on from there (M2).
      saw = set;
      sawAt = now();
      if (version !== leaving) {
        written = -1;
        await type({});
        return "kept";
      }
      dirty = false;
      values = {};
      state.value = null;
      change.value = id;
      return id ? "kept" : "unchanged";
    }

    return {
      type,
      leave: () => inHasteTo(leaveNow),
      isGone,
      dirty: () => dirty,
      isForAButton,
      /** Tries once more to write what found no room. */
      keep: () => {
        writing = writing.then(put, put).catch(() => undefined);
        return inHasteTo(() => writing);
      },
      judge(by) {
        check = by;
      },
      get recovered() {
        return dirty ? values : null;
      },
      kept: computed(() => {
        if (state.value) return state.value;
        const item = items.value.find((one) => one.change.id === change.value);
        if (item)
          return item.state === "refused"
            ? "refused"
            : item.state === "answered"
              ? "sent"
              : sending.value.has(item.change.id)
                ? "sending"
                : "on-this-tablet";
        return change.value ? "sent" : "on-this-tablet";
      }),
    };
  }

  return {
    edit,
    damaged,
    known,
    async load(): Promise<void> {
      drafts.value = await read();
    },
    /**
     * The page is hidden, the app is locked: what is valid becomes a change, the rest stays a draft, and so do words whose button was not pressed.
     * What found no room before is tried again; answers what is on no disk all the same, and would go with the key.
     */
    async leaveAll(): Promise<Unfinished[]> {
      const open = () => [...inHand.values()].filter((one) => one.dirty());
      await Promise.allSettled(
        open()
          .filter((one) => !one.isForAButton)
          .map((one) => one.leave()),
      );
      await Promise.all(open().map((one) => one.keep()));
      return [...unkept.values()].map(unfinishedOf);
    },
    unkept: (): Unfinished[] => [...unkept.values()].map(unfinishedOf),
    /** The person has said that these may go. */
    giveUp: () => unkept.clear(),
    unfinished: computed((): Unfinished[] => [...drafts.value.values()].map(unfinishedOf)),
  };
}
