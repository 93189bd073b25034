import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

type Loader<P> = () => Promise<{ default: ComponentType<P> }>;

// biome-ignore lint/suspicious/noExplicitAny: what a loader gave is what it will give again, whatever its properties are
const loaded = new Map<Loader<any>, ComponentType<any>>();

/** Fetches a part before it is wanted: if it is there by then, it stands with the first frame. */
export function ahead<P>(load: Loader<P>): void {
  void load().then(
    (module) => loaded.set(load, module.default),
    () => undefined,
  );
}

/** A part from a file of its own. Where the file cannot be had (first visit, no coverage) `failed` may say so and try again. Hand in the same `load` each time. */
export function Later<P extends object>(props: {
  load: Loader<P>;
  props: P;
  waiting?: ComponentChildren;
  failed?: (again: () => void) => ComponentChildren;
}) {
  const [part, setPart] = useState<ComponentType<P> | null>(() => loaded.get(props.load) ?? null);
  const [failed, setFailed] = useState(false);
  const { load } = props;
  useEffect(() => {
    if (part || failed) return;
    let wanted = true;
    load().then(
      (module) => {
        loaded.set(load, module.default);
        if (wanted) setPart(() => module.default);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [part, failed, load]);
  if (part) {
    const Part = part;
    return <Part {...props.props} />;
  }
  if (failed) return <>{props.failed?.(() => setFailed(false))}</>;
  return <>{props.waiting}</>;
}
