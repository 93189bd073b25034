import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Holds the focus in a part of a page whose buttons and forms come and go: where what had it leaves the page, the first of `to` (selectors, in their order of
 * wish) that is there gets it. Without this the keyboard is nowhere, and a screen reader begins again at the top. Who is elsewhere is not called back.
 * Where no element is given the ref, the part is the page itself.
 */
export function useHeldFocus<E extends HTMLElement>(...to: readonly string[]) {
  const box = useRef<E>(null);
  const wishes = useRef(to);
  wishes.current = to;
  useLayoutEffect(() => {
    const all = box.current ?? document.getElementById("main");
    if (!all) return;
    let last: Element | null = all.contains(document.activeElement) ? document.activeElement : null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    // A tap beside everything: nobody holds the focus, and nobody lost it.
    const forget = (event: FocusEvent) =>
      queueMicrotask(() => {
        if (event.target === last && last?.isConnected && document.hasFocus() && document.activeElement === document.body) last = null;
      });
    const watch = new MutationObserver(() => {
      if (!last || last.isConnected || (document.activeElement && document.activeElement !== document.body)) return;
      for (const wish of wishes.current) {
        const found = all.querySelector<HTMLElement>(wish);
        found?.focus({ preventScroll: true });
        if (found && found === document.activeElement) return found.scrollIntoView({ block: "nearest" });
      }
    });
    all.addEventListener("focusin", remember);
    all.addEventListener("focusout", forget);
    watch.observe(all, { childList: true, subtree: true });
    return () => {
      all.removeEventListener("focusin", remember);
      all.removeEventListener("focusout", forget);
      watch.disconnect();
    };
  }, []);
  return box;
}
