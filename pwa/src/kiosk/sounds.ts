/**
 * What this place recorded, kept on this tablet so that it is heard without a network. The page takes each sound once, with its permit, into a cache of its
 * own; the kiosk's worker answers from there. What is not here yet is not offered: the picker and the questions say so.
 */
import { useEffect, useState } from "preact/hooks";
import type { Permit, Recordings } from "./disk";
import { secretOf } from "./wire";

/** The worker of the kiosk knows this name too. */
export const soundsCache = "kiosk-sounds";
export const soundAt = (id: string): string => `/api/v1/feedback/kiosk/recordings/${id}`;

export interface Sounds {
  /** Where the recording of these words in this language is heard from; null: there is none here. */
  urlOf(language: string, key: string): string | null;
}

/** Takes what is missing, lets go of what is no longer wanted. Answers the ids that are here now. */
export async function keepSounds(
  cache: Pick<Cache, "keys" | "match" | "put" | "delete">,
  fetch: (input: string, init: RequestInit) => Promise<Response>,
  permit: Permit,
  wanted: Recordings,
): Promise<ReadonlySet<string>> {
  const ids = new Set(Object.values(wanted).flatMap((one) => Object.values(one)));
  for (const request of await cache.keys()) if (!ids.has(request.url.split("/").at(-1)!)) await cache.delete(request);
  const here = new Set<string>();
  for (const id of ids) {
    const at = soundAt(id);
    if (!(await cache.match(at, { ignoreVary: true }))) {
      const answer = await fetch(at, { headers: { "X-Alongside": "1", "X-Kiosk": secretOf(permit) }, credentials: "omit", cache: "no-store" }).catch(
        () => null,
      );
      if (!answer?.ok) continue;
      await cache.put(at, answer);
    }
    here.add(id);
  }
  return here;
}

/** The recordings that this tablet can play now. */
export function useSounds(permit: Permit | null | undefined): Sounds {
  const [here, setHere] = useState<ReadonlySet<string>>(new Set());
  const wanted = permit?.ask?.recordings;
  const names = JSON.stringify(wanted ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is told anew each time; its names say whether anything changed
  useEffect(() => {
    if (!permit || !wanted || !("caches" in globalThis)) return;
    let gone = false;
    void caches
      .open(soundsCache)
      .then((cache) => keepSounds(cache, (input, init) => fetch(input, init), permit, wanted))
      .then((found) => gone || setHere(found))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [names]);
  return {
    urlOf(language, key) {
      const id = wanted?.[language]?.[key];
      return id && here.has(id) ? soundAt(id) : null;
    },
  };
}
