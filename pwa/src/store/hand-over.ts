/**
 * Handing the tablet to a patient. One-time tokens are fetched while there is coverage and lie sealed with the rest; each takes one answer, for a team and a
 * month, and names no patient. The app locks hard before the kiosk stands: key and proof are gone, and the kiosk gets the token and what it asks, nothing else.
 */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import { dayOf } from "../lib/dates";
import type { Bytes } from "../lib/sha";
import type { Database } from "./database";
import type { Ports } from "./ports";
import type { Vault } from "./vault";

const wanted = 10;
const few = 4;
/** So often what a team asks is looked at anew; milliseconds. */
const fresh = 6 * 3_600_000;

/** Tokens of one month, and what the kiosk is to ask, as the server says it. */
export interface Ready {
  month: string;
  endsOn: string;
  tokens: string[];
  ask: unknown;
  at: number;
}

export interface Handing {
  db: Database;
  vault: Vault;
  client: Client;
  ports: Ports;
  /** The server's time. */
  now: () => Date;
}

export type HandOver = ReturnType<typeof handOver>;

export function handOver({ db, vault, client, ports, now }: Handing) {
  /** Who is in no team, or whose role hands nothing over: not asked again until the next unlock. */
  let isRefused = false;
  let busy = false;

  async function read(): Promise<Ready | null> {
    const sealed = await db.get("kiosk");
    if (!sealed) return null;
    const found: Ready | null = await vault.openText("kiosk", sealed).then(JSON.parse, () => null);
    return found && found.endsOn >= dayOf(now()) ? found : null;
  }
  async function write(ready: Ready): Promise<void> {
    await db.put("kiosk", await vault.seal("kiosk", JSON.stringify(ready)), "strict");
  }

  return {
    count: async () => (await read())?.tokens.length ?? 0,
    /** Fetches what is lacking, with coverage. Answers how many tokens are at hand. */
    async prepare(): Promise<number> {
      const held = await read();
      if (busy || isRefused) return held?.tokens.length ?? 0;
      const month = dayOf(now()).slice(0, 7);
      const isEnough = held !== null && held.month === month && held.tokens.length >= few;
      const isFresh = held !== null && now().getTime() - held.at < fresh && now().getTime() >= held.at;
      if (isEnough && isFresh) return held.tokens.length;
      busy = true;
      try {
        const ask = await client.json<unknown>("/feedback/asked");
        const more = isEnough
          ? { month, ends_on: held.endsOn, tokens: [] }
          : await client.json<{ month: string; ends_on: string; tokens: string[] }>("/feedback/tokens", {
              method: "POST",
              json: { count: wanted, month },
            });
        await ports.kiosk.install();
        void ports.kiosk.release();
        const kept = held?.month === month ? held.tokens : [];
        const next = { month: more.month, endsOn: more.ends_on, tokens: [...kept, ...more.tokens], ask, at: now().getTime() };
        await write(next);
        return next.tokens.length;
      } catch (error) {
        if (error instanceof ApiError && (error.status === 403 || error.status === 404 || error.status === 409)) isRefused = true;
        return held?.tokens.length ?? 0;
      } finally {
        busy = false;
      }
    },
    /** One token, which is not at hand any more; and where the person was, for their coming back. Null where there is none. */
    async take(back: string, language: string | null): Promise<string | null> {
      const held = await read();
      const [token, ...tokens] = held?.tokens ?? [];
      if (!held || !token) return null;
      await write({ ...held, tokens });
      await db.put("back", await vault.seal("back", back), "strict");
      return JSON.stringify({ token, ask: held.ask, language });
    },
    /** Where the person was when they handed it over, told once. `sealed`: as the disk had it. */
    async cameBack(sealed?: Bytes): Promise<string | null> {
      if (!sealed) return null;
      await db.put("back", undefined);
      return vault.openText("back", sealed).catch(() => null);
    },
  };
}
