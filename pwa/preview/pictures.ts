/** Pictures for the preview: drawn here, kept in memory. The first of the wound are on the tablet, one of a colleague's opens with coverage. */
import { type Signal, signal } from "@preact/signals";
import type { Store, View } from "../src/store/contract";
import type { PictureHere, Pictures } from "../src/store/pictures";
import type { Scenario } from "./scenarios";

export function previewPictures(scenario: Scenario, records: Signal<View[]>, now: Signal<Date>, create: Store["create"]): Pictures {
  const here = signal<readonly PictureHere[]>([]);
  const shots = new Map<string, Blob>();
  const draw = async (seed: number): Promise<Blob> => {
    const canvas = new OffscreenCanvas(800, 600);
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#c9a48a";
    pen.fillRect(0, 0, 800, 600);
    pen.fillStyle = "#8d3b3b";
    pen.beginPath();
    pen.ellipse(400, 300, 240 - 30 * seed, 150 - 20 * seed, 0.4, 0, 7);
    pen.fill();
    return canvas.convertToBlob({ type: "image/jpeg" });
  };
  return {
    here,
    async hold(patient, { content, ...form }, about) {
      const id = crypto.randomUUID();
      shots.set(id, new Blob([content], { type: form.media_type }));
      const one = { ...form, id, patient, sha256: "", at: now.value.toISOString(), visit: about.visit ?? null, record: about.record ?? null };
      here.value = [...here.value, { ...one, refused: null, bytes: content.length, sending: null, sent: false }];
      return id;
    },
    async keep(id, fields) {
      const one = here.value.find((each) => each.id === id)!;
      const about = { media_type: one.media_type, width: one.width, height: one.height, bytes: one.bytes, visit: one.visit, record: one.record };
      await create("attachment", one.patient, { ...about, ...fields, taken_at: one.at, staff: "kemi" }, { id });
    },
    async letGo(id) {
      here.value = here.value.filter((one) => one.id !== id);
    },
    async read(id) {
      const own = shots.get(id);
      if (own) return { ok: true, picture: own };
      if (scenario === "offline") return { ok: false, why: "offline" };
      const nth = records
        .peek()
        .filter((v) => v.kind === "attachment")
        .findIndex((v) => v.id === id);
      return { ok: true, picture: await draw(Math.max(nth, 0)) };
    },
    send: async () => {},
  };
}
