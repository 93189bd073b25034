import { useLayoutEffect } from "preact/hooks";
import { Icon } from "../ui";
import { keyOf, type PinKey, pinDigits } from "./pin";

/** Large keys, and the keyboard's as well. What is typed shows as dots only. */
export function PinPad(props: { count: number; onKey: (key: PinKey) => void }) {
  const { onKey } = props;
  // Before the pad is seen it hears: who types at once loses no digit.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const key = keyOf(event.key);
      if (!key) return;
      event.preventDefault();
      onKey(key);
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [onKey]);
  return (
    <>
      <div class="dots" role="img" aria-label={`${props.count} of ${pinDigits} typed`}>
        {Array.from({ length: pinDigits }, (_, nth) => nth).map((nth) => (
          <i key={nth} class={nth < props.count ? "on" : undefined} />
        ))}
      </div>
      <fieldset class="pad">
        <legend class="vh">PIN pad</legend>
        {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => (
          <button key={digit} type="button" onClick={() => onKey({ key: "digit", digit })}>
            {digit}
          </button>
        ))}
        <button type="button" class="plain" onClick={() => onKey({ key: "clear" })}>
          Clear
        </button>
        <button type="button" onClick={() => onKey({ key: "digit", digit: "0" })}>
          0
        </button>
        <button type="button" class="plain" onClick={() => onKey({ key: "delete" })}>
          <Icon name="del" />
          <span class="vh">Delete the last digit</span>
        </button>
      </fieldset>
    </>
  );
}
