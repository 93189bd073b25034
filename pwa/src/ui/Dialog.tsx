import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";

/** A question that stands before everything else. Escape, the cross and a tap beside it close it; the focus stays inside and goes back to where it was. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // The element may be gone from the page before it is closed: then the browser no longer gives the focus back by itself.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which the dialog itself hears
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div class="in">
        <div class="top">
          <h2 id={id}>{props.title}</h2>
          <button type="button" class="square" onClick={props.onClose}>
            <Icon name="shut" />
            <span class="vh">Close</span>
          </button>
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
