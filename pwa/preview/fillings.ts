/** How long parts of a form take a team: for looking at the screen without a server. */
import type { Id } from "../src/store/contract";
import type { Fillings } from "../src/store/fillings";

const seconds = [150, 410, 260, 95, 120, 340, 130, 300, 180, null, 75, 220, 610, 140];

export function previewFillings(offline: boolean, sections: (form: Id) => readonly string[]): Fillings {
  return {
    add: async () => undefined,
    end: async () => undefined,
    send: async () => undefined,
    async told(form) {
      await new Promise((done) => setTimeout(done, 300));
      if (offline) return { ok: false, why: "offline", words: "" };
      const parts = sections(form).map((section, n) => {
        const median = seconds[n % seconds.length] ?? null;
        const taps = median === null ? null : Math.round(median / 9);
        const filled = median === null ? 3 : 6 + ((n * 7) % 23);
        return { section, filled, seconds_median: median, seconds_mean: median === null ? null : median * 1.3, taps_median: taps, taps_mean: taps };
      });
      const teams = ["Community Nursing, Blue team", "Living Well at Home"].map((name, n) => ({
        id: `t${n}`,
        name,
        parts: n ? parts.slice(0, 2) : parts,
      }));
      return { ok: true, value: { now: "", months: 12, fewest: 5, teams } };
    },
  };
}
