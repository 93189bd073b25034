/** The store's pictures on a screen: there once their code is; `null` until then, and where it cannot be had. */
import { useEffect, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { PictureHere, Pictures, Read } from "../store/pictures";
import { useStore } from "../store/use-store";

export function usePictures(): Pictures | null {
  const store = useStore();
  const [found, setFound] = useState<Pictures | null>(null);
  useEffect(() => {
    let wanted = true;
    store.pictures().then(
      (all) => wanted && setFound(all),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [store]);
  return found;
}

export const hereOf = (all: Pictures | null, id: Id): PictureHere | undefined => all?.here.value.find((one) => one.id === id);

export type Shown = { is: "asleep" } | { is: "coming" } | { is: "there"; url: string } | { is: "not"; why: Extract<Read, { ok: false }>["why"] };

/** A picture's address while it is on the screen: its content goes out of memory with it. `wanted`: somebody asked, or it costs nothing. */
export function useShown(all: Pictures | null, id: Id, wanted: boolean): [Shown, () => void] {
  const [shown, show] = useState<Shown>({ is: "asleep" });
  const [tries, again] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks once more
  useEffect(() => {
    if (!all || !wanted) return;
    let url: string | null = null;
    let gone = false;
    show({ is: "coming" });
    all.read(id).then(
      (read) => {
        if (gone) return;
        if (read.ok) url = URL.createObjectURL(read.picture);
        show(read.ok ? { is: "there", url: url as string } : { is: "not", why: read.why });
      },
      () => !gone && show({ is: "not", why: "busy" }),
    );
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [all, id, wanted, tries]);
  return [shown, () => again(tries + 1)];
}
