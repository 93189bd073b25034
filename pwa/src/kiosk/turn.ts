/**
 * The kiosk at work, without a screen: whose turn it is, what is kept of it, what leaves, and the clock that forgets.
 *
 * 1. On the thanks screen the answers are on the disk; who goes back has them in hand again, and they lie there no longer.
 * 2. A turn that ends, by Finish or by the clock, leaves nothing but its sealed row.
 * 3. Rows leave only when nobody is answering, never the one that may still be taken back.
 * 4. A token takes one answer: after it the tablet goes back to staff.
 */
import { type QuestionSet, setOf } from "./content";
import type { Asking, Disk, Permit } from "./disk";
import { type Idle, idleAt, isUntouched } from "./idle";
import { englishFile, type LanguageFile, languageFile } from "./languages";
import { type Event, fresh, type Model, response, update } from "./model";
import { asking, enrol, send } from "./wire";

export type Saved = "saving" | "saved" | "nothing" | "failed";

export interface Ports {
  disk: Promise<Disk>;
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  wall: () => number;
  /** Between 0 and 1. */
  chance: () => number;
  /** What the clinical app left for this page, once. */
  handedOver: () => { permit: Permit; language: string | null } | null;
  /** A language that was tapped before the script was here, or "more". */
  tapped: string | null;
  /** Nobody is here: a newer version of the kiosk may take over. */
  quiet: () => void;
}

export interface State {
  /** Undefined: the disk was not read yet; null: nobody may answer here yet. */
  permit: Permit | null | undefined;
  model: Model;
  file: LanguageFile | null;
  saved: Saved;
  idle: Idle;
  /** How many answers the server would not take: they are kept here, and staff are told. */
  aside: number;
}

export type Turn = ReturnType<typeof createTurn>;

export const london = (wall: number): string => new Date(wall).toLocaleDateString("en-CA", { timeZone: "Europe/London" });

export function createTurn(ports: Ports) {
  let state: State = { permit: undefined, model: fresh, file: englishFile, saved: "nothing", idle: { is: "here" }, aside: 0 };
  let touched = ports.wall();
  /** The row of the answers that are on the screen still. */
  let row: string | null = null;
  /** Writes to the disk one after the other: keeping and taking back never overtake each other. */
  let writing: Promise<void> = Promise.resolve();
  /** One after the other: what one of them sends, the next does not send again. */
  let refreshing: Promise<void> = Promise.resolve();
  const watching = new Set<(state: State) => void>();

  function put(next: Partial<State>): void {
    state = { ...state, ...next };
    for (const told of watching) told(state);
  }
  const set = (): QuestionSet => setOf(state.permit?.ask?.set ?? "short");
  const today = (): string => london(ports.wall());

  /** Who answers before the disk was read is not told that nothing is kept: what is to be written waits for it. */
  async function start(): Promise<void> {
    await queue(begin);
    await refresh();
  }

  async function begin(): Promise<void> {
    const left = ports.handedOver();
    const given = left?.permit ?? null;
    let permit = given;
    try {
      const disk = await ports.disk;
      const held = (await disk.permit()) ?? null;
      // Told again after a reload (a browser may forget that it was taken): what the disk knows of it stands, above all that it was used.
      const isHeld = given?.kind === "visit" && held?.kind === "visit" && held.token === given.token;
      if (given && !isHeld) await disk.putPermit(given);
      permit = isHeld ? held : (given ?? held);
    } catch {
      // Without a disk nothing can be kept: it is said when somebody has answered.
    }
    put({ permit });
    if (permit?.kind === "visit" && permit.used) put({ model: update(state.model, { do: "finish" }, set()), saved: "saved" });
    const first = ports.tapped ?? left?.language;
    if (permit && first && state.model.screen === "language") act(first === "more" ? { do: "more" } : { do: "choose-language", language: first });
  }

  /** With coverage: what waits may leave, and what is asked may have changed. */
  function refresh(): Promise<void> {
    refreshing = refreshing.then(look).catch(() => undefined);
    return refreshing;
  }

  async function look(): Promise<void> {
    const { permit } = state;
    if (!permit) return;
    const disk = await ports.disk.catch(() => null);
    if (!disk) return;
    await writing;
    await send(ports.fetch, disk, permit, today(), ports.chance, row).catch(() => 0);
    const aside = (await disk.answers()).filter((one) => one.aside !== null).length;
    if (aside !== state.aside) put({ aside });
    const found = await asking(ports.fetch, permit);
    if (!("ok" in found)) await queue(() => amend({ ask: found }));
    else if (found.status === 401 && permit.kind === "device") put({ permit: null });
  }

  /** Always inside the queue of writes: what is asked and whether the token was used are told by two, and neither may undo the other's. */
  async function amend(part: { ask?: Asking; used?: boolean }): Promise<void> {
    if (!state.permit) return;
    const permit = { ...state.permit, ...part } as Permit;
    await (await ports.disk).putPermit(permit);
    put({ permit });
  }

  function act(event: Event): void {
    touched = ports.wall();
    if (event.do === "choose-language") void languageFile(event.language).then((file) => to(event, { file }));
    else if (event.do === "finish") over();
    else to(event);
  }

  function to(event: Event, also: Partial<State> = {}): void {
    const before = state.model.screen;
    put({ ...also, model: update(state.model, event, set()) });
    const now = state.model.screen;
    if (now === "thanks" && before !== "thanks") void queue(keep);
    if (before === "thanks" && now !== "thanks" && now !== "over") void queue(takeBack);
  }

  function queue(work: () => Promise<void>): Promise<void> {
    writing = writing.then(work).catch(() => undefined);
    return writing;
  }

  /** (1) */
  async function keep(): Promise<void> {
    const found = response(state.model, set());
    const { permit } = state;
    if (!found || !permit) return put({ saved: "nothing" });
    put({ saved: "saving" });
    const day = today();
    try {
      const disk = await ports.disk;
      row = await disk.keep({ ...found, ...(permit.kind === "visit" ? { token: permit.token } : { month: day.slice(0, 7) }) }, day);
      if (permit.kind === "visit") await amend({ used: true });
      put({ saved: "saved" });
    } catch {
      put({ saved: "failed" });
    }
  }

  async function takeBack(): Promise<void> {
    const key = row;
    row = null;
    put({ saved: "nothing" });
    if (!key) return;
    await (await ports.disk).takeBack([key]).catch(() => undefined);
    if (state.permit?.kind === "visit") await amend({ used: false });
  }

  /** (2), (4) */
  function over(): void {
    const { permit } = state;
    put({ file: englishFile, idle: { is: "here" } });
    void queue(async () => {
      row = null;
      // In its turn: "give the tablet back" stands there only when the answers are on the disk.
      put({ model: update(state.model, { do: permit?.kind === "visit" ? "finish" : "forget" }, set()) });
    });
    void refresh();
  }

  /** Each second, and when the tablet wakes: by the wall clock, so that one that slept has forgotten. */
  function beat(): void {
    const idle = idleAt(ports.wall() - touched, state.model);
    if (idle.is !== state.idle.is || (idle.is === "asked" && state.idle.is === "asked" && idle.seconds !== state.idle.seconds)) put({ idle });
    if (idle.is !== "gone") return;
    touched = ports.wall();
    put({ idle: { is: "here" } });
    if (isUntouched(state.model)) {
      ports.quiet();
      void refresh();
    } else if (state.model.screen === "thanks") over();
    else if (state.model.screen !== "over") put({ file: englishFile, model: fresh });
  }

  return {
    get state() {
      return state;
    },
    set,
    /** Tells how it stands, now and at every change: a page that begins to watch after it was drawn misses nothing. */
    watch(told: (state: State) => void): () => void {
      watching.add(told);
      told(state);
      return () => watching.delete(told);
    },
    start,
    act,
    beat,
    refresh,
    touch(): void {
      // Once it is asked, a finger that brushes the glass is no answer: a key of the question is.
      if (state.idle.is === "here") touched = ports.wall();
    },
    more(): void {
      touched = ports.wall();
      put({ idle: { is: "here" } });
    },
    enough(): void {
      put({ idle: { is: "here" } });
      act({ do: "enough" });
    },
    /** Why the code does not work, in words; null where it did. */
    async enrol(code: string): Promise<string | null> {
      const answer = await enrol(ports.fetch, code);
      if (!answer.ok) return answer.offline ? "No coverage just now. Try again where there is some." : answer.words || "This code does not work.";
      const permit: Permit = { kind: "device", secret: answer.secret, ask: null };
      await (await ports.disk).putPermit(permit);
      put({ permit });
      await refresh();
      return null;
    },
    /** Nothing is being written any more. */
    settled: () => writing,
  };
}
