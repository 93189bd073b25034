import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Shot } from "../store/pictures";
import { Button, TextInput } from "../ui";
import { draw, isDrawn, onPad, pad, type Stroke, undone } from "./drawing";
import { shotOf } from "./shot";
import "./photos.scss";

/**
 * A signature on the glass, by finger, pen or mouse; who cannot draw types the name instead, which is kept as a picture too and says that it was typed.
 * `onSigned` throws where there is no room. Words and strokes are on no disk before that: it is done in one go, before the person's eyes.
 */
export function SignaturePad(props: { label: string; name: string; onSigned: (shot: Shot, typed: boolean) => Promise<void>; onClose?: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, set] = useState<readonly Stroke[]>([]);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const hand = useRef<number | null>(null);
  useLayoutEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (pen) draw(pen, strokes, typed === null ? "" : typed);
  }, [strokes, typed]);

  const begin = (e: PointerEvent) => {
    if (typed !== null || !canvas.current || (e.pointerType === "mouse" && e.button !== 0)) return;
    hand.current = e.pointerId;
    canvas.current.setPointerCapture(e.pointerId);
    set([...strokes, [onPad(e, canvas.current.getBoundingClientRect())]]);
    setError(null);
  };
  const move = (e: PointerEvent) => {
    const on = canvas.current;
    if (hand.current !== e.pointerId || !on) return;
    const box = on.getBoundingClientRect();
    const seen = (e.getCoalescedEvents?.() ?? [e]).map((one) => onPad(one, box));
    set((all) => [...all.slice(0, -1), [...(all.at(-1) ?? []), ...seen]]);
  };
  const end = (e: PointerEvent) => {
    if (hand.current === e.pointerId) hand.current = null;
  };
  const sign = async () => {
    if (busy || !canvas.current) return;
    if (typed === null && !isDrawn(strokes)) return setError("Sign in the box first, or type the name instead.");
    if (typed !== null && typed.trim() === "") return setError("Write the name.");
    setBusy(true);
    try {
      await props.onSigned(await shotOf(canvas.current, pad.width, pad.height, "image/png"), typed !== null);
    } catch {
      setError("There is no room on this tablet for the signature. It is still here: send what waits, then try again.");
    }
    setBusy(false);
  };
  return (
    <section class="signature-pad" aria-label={props.label}>
      <canvas
        ref={canvas}
        width={pad.width}
        height={pad.height}
        role="img"
        aria-label={typed !== null ? `The name ${typed}, typed` : strokes.length > 0 ? `Signed with ${strokes.length} strokes` : "Empty: sign here"}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {typed !== null && <TextInput label="The name, typed by the person or for them" value={typed} onInput={(v) => setTyped(v.slice(0, 60))} />}
      {error && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <div class="acts">
        <Button icon="sign" busy={busy} onClick={() => void sign()}>
          Keep this signature
        </Button>
        {typed === null && (
          <>
            <Button look="second" onClick={() => set(undone(strokes))}>
              Take back one stroke
            </Button>
            <Button look="second" onClick={() => set([])}>
              Clear
            </Button>
          </>
        )}
        <Button
          look="quiet"
          onClick={() => {
            setTyped(typed === null ? props.name : null);
            setError(null);
          }}
        >
          {typed === null ? "Type the name instead" : "Draw it instead"}
        </Button>
        {props.onClose && (
          <Button look="quiet" onClick={props.onClose}>
            Not now
          </Button>
        )}
      </div>
    </section>
  );
}
