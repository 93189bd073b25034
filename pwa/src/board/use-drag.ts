/** Dragging by mouse and by finger: it finds what is under the pointer and says so; what that means is the hand's to know (`hand.ts`). */
import { useEffect, useRef } from "preact/hooks";
import type { Id } from "../store/contract";

/** How far a mouse goes before it drags, and how long a finger rests before it does (until then it scrolls). Pixels, milliseconds. */
const slop = 5;
const rest = 280;
const edge = 44;

export interface Spot {
  person: Id;
  /** 0 to 1 from the lane's left edge, of where the visit begins. */
  share: number;
}

export interface Dragging {
  /** Takes it up; false where it may not move. `by`: in whose row it lay. */
  begin: (visit: Id, by: Id | null) => boolean;
  over: (spot: Spot) => void;
  off: () => void;
  drop: () => void;
  leave: () => void;
}

/** Watches everything below `root`; a visit is what carries `data-visit`, a row `data-lane`, the list of what nobody has `data-tray`. */
export function useDrag(root: { current: HTMLElement | null }, dragging: Dragging, on: boolean): void {
  const calls = useRef(dragging);
  calls.current = dragging;
  useEffect(() => {
    const element = root.current;
    if (!element || !on) return;
    let from: { visit: Id; by: Id | null; x: number; y: number; grip: number; touch: boolean } | null = null;
    let moves = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const start = () => {
      if (!from || moves) return;
      moves = calls.current.begin(from.visit, from.by);
      if (!moves) from = null;
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
      const block = event.target.closest<HTMLElement>("[data-visit]");
      if (!block) return;
      const lane = block.closest<HTMLElement>("[data-lane]");
      const box = (lane ? (block.closest("li") ?? block) : block).getBoundingClientRect();
      from = {
        visit: block.dataset.visit!,
        by: lane?.dataset.lane ?? null,
        x: event.clientX,
        y: event.clientY,
        grip: lane ? event.clientX - box.left : 12,
        touch: event.pointerType !== "mouse",
      };
      if (from.touch) timer = setTimeout(start, rest);
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y);
      if (!moves) {
        if (far <= slop) return;
        if (from.touch) return stop();
        start();
        if (!moves || !from) return;
      }
      event.preventDefault();
      nudge(event.clientX, event.clientY);
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const lane = under?.closest<HTMLElement>("tr[data-row]")?.querySelector<HTMLElement>("[data-lane]");
      if (lane) {
        const box = lane.getBoundingClientRect();
        calls.current.over({ person: lane.dataset.lane!, share: (event.clientX - from.grip - box.left) / box.width });
      } else if (under?.closest("[data-tray]")) calls.current.off();
    };
    const nudge = (x: number, y: number) => {
      const scroll = element.querySelector<HTMLElement>("[data-scroll]");
      if (!scroll) return;
      const box = scroll.getBoundingClientRect();
      if (x < box.left || x > box.right) return;
      scroll.scrollBy(
        x > box.right - edge ? 16 : x < box.left + edge ? -16 : 0,
        y > box.bottom - edge ? 12 : y < box.top + edge && y > box.top ? -12 : 0,
      );
    };
    const stop = () => {
      clearTimeout(timer);
      from = null;
      moves = false;
    };
    const up = () => {
      const dropped = moves;
      stop();
      if (!dropped) return;
      calls.current.drop();
      // The click that a browser makes of this press is no choice of anything.
      const swallow = (event: Event) => {
        event.stopPropagation();
        event.preventDefault();
      };
      element.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => element.removeEventListener("click", swallow, { capture: true }), 50);
    };
    const cancel = () => {
      const held = moves;
      stop();
      if (held) calls.current.leave();
    };
    // A finger that drags does not scroll: only a listener that is not passive may say so.
    const touch = (event: TouchEvent) => {
      if (moves) event.preventDefault();
    };
    const menu = (event: Event) => {
      if (from?.touch) event.preventDefault();
    };
    element.addEventListener("pointerdown", down);
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
    element.addEventListener("touchmove", touch, { passive: false });
    element.addEventListener("contextmenu", menu);
    return () => {
      cancel(); // turned on its side while a finger held something, a tablet may have no rows any more to drop it on
      element.removeEventListener("pointerdown", down);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancel);
      element.removeEventListener("touchmove", touch);
      element.removeEventListener("contextmenu", menu);
    };
  }, [root, on]);
}
