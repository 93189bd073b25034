/** A signature as strokes: pure, so that taking one back is dropping the last, and what is kept can be drawn anew at any size. */
export interface Point {
  x: number;
  y: number;
}
export type Stroke = readonly Point[];

/** The pad's own measure, whatever its size on the screen. */
export const pad = { width: 900, height: 300 };

export const undone = (strokes: readonly Stroke[]): readonly Stroke[] => strokes.slice(0, -1);

/** A dot or a slip is no signature: there must be as much line as the pad is high. */
export function isDrawn(strokes: readonly Stroke[]): boolean {
  let length = 0;
  for (const stroke of strokes)
    for (const [n, p] of stroke.entries()) {
      const before = stroke[n - 1];
      if (before) length += Math.hypot(p.x - before.x, p.y - before.y);
    }
  return length >= pad.height;
}

/** Where a pointer is on the pad, kept inside it. */
export function onPad(at: { clientX: number; clientY: number }, box: { left: number; top: number; width: number; height: number }): Point {
  const within = (v: number, most: number) => Math.round(Math.min(Math.max(v, 0), most));
  return {
    x: within(((at.clientX - box.left) / box.width) * pad.width, pad.width),
    y: within(((at.clientY - box.top) / box.height) * pad.height, pad.height),
  };
}

/** Black on white in any theme: it is read on paper too. A name that was typed stands in its place. */
export function draw(pen: CanvasRenderingContext2D, strokes: readonly Stroke[], typed = ""): void {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, pad.width, pad.height);
  pen.fillStyle = pen.strokeStyle = "#111";
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  for (const stroke of strokes) {
    pen.beginPath();
    for (const [n, p] of stroke.entries()) {
      if (n === 0) pen.moveTo(p.x, p.y);
      pen.lineTo(p.x, p.y);
    }
    pen.stroke();
  }
  if (!typed) return;
  pen.font = "64px sans-serif";
  pen.textBaseline = "middle";
  pen.fillText(typed, 40, pad.height / 2, pad.width - 80);
}
