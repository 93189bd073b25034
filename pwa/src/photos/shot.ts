/** A picture as it is kept: drawn anew, smaller, so that nothing stands in it but what one sees. What a camera writes beside it (place, device) stays behind. */
import type { Shot } from "../store/pictures";

/** Pixels of the longer side; the server takes no more (`backend/patients/pictures.py`). */
export const longest = 1600;
export const largest = 2 * 1024 * 1024;

export function shrunk(width: number, height: number): [number, number] {
  const by = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * by)), Math.max(1, Math.round(height * by))];
}

export class NoPicture extends Error {}

/** Throws NoPicture where there is nothing to draw. A noisy photo that is too large is packed harder. */
export async function shotOf(source: CanvasImageSource, width: number, height: number, type: Shot["media_type"] = "image/jpeg"): Promise<Shot> {
  if (!(width > 0 && height > 0)) throw new NoPicture();
  const [w, h] = shrunk(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = w;
  canvas.height = h;
  const pen = canvas.getContext("2d");
  if (!pen) throw new NoPicture();
  pen.drawImage(source, 0, 0, w, h);
  for (const quality of [0.85, 0.7, 0.5]) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
    if (!blob || blob.type !== type) throw new NoPicture();
    if (blob.size <= largest) return { content: new Uint8Array(await blob.arrayBuffer()), media_type: type, width: w, height: h };
  }
  throw new NoPicture();
}
