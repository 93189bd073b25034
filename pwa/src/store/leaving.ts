/** The end of the session on the server, with or without coverage: whoever holds this tablet then, or a copy of its profile, must not hold one. */
import type { Client } from "../api/client";
import { readDevice, writeDevice } from "./database";

export function leaving(factory: IDBFactory, client: Client) {
  let ending: Promise<void> | null = null;

  const tell = () => client.json("/session", { method: "DELETE" });

  /** Without coverage the cookie would go on opening everything: the next coverage ends it, before anyone signs in. */
  function end(): Promise<void> {
    ending ??= tryTo()
      .catch(() => undefined)
      .finally(() => {
        ending = null;
      });
    return ending;
  }

  async function tryTo(): Promise<void> {
    const row = await readDevice(factory);
    if (!row?.leaving) return;
    await tell();
    await writeDevice(factory, { ...row, leaving: false });
  }

  /** By sign-out, and by the tenth wrong PIN. Noted first, so that it is ended by the next coverage where there is none now. */
  async function leave(more: { current?: null }): Promise<void> {
    const row = await readDevice(factory).catch(() => undefined);
    const noted = row && writeDevice(factory, { ...row, ...more, leaving: true });
    await noted?.then(end, () => tell().catch(() => undefined));
  }

  return { leave, end };
}
