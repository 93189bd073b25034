/** How far along, in the person's view: five steps, stored as 1 to 5. */
export const steps = ["Not yet", "A little", "Half way", "Nearly there", "There"] as const;
export type Step = 1 | 2 | 3 | 4 | 5;

export const isStep = (n: number | null | undefined): n is Step => n === 1 || n === 2 || n === 3 || n === 4 || n === 5;

/** "Half way"; null where it was never asked, which is not the same as "not yet". */
export const stepWords = (n: number | null | undefined): string | null => (isStep(n) ? steps[n - 1] : null) ?? null;

export interface StatusWord {
  code: string;
  words: string;
  needsReason: boolean;
}

export const goalStatuses: readonly StatusWord[] = [
  { code: "active", words: "Going on", needsReason: false },
  { code: "achieved", words: "Reached", needsReason: false },
  { code: "on-hold", words: "Waiting for now", needsReason: true },
  { code: "cancelled", words: "Given up", needsReason: true },
  { code: "entered-in-error", words: "Written by mistake", needsReason: true },
];

export const actionStatuses: readonly StatusWord[] = [
  { code: "active", words: "Going on", needsReason: false },
  { code: "completed", words: "Done", needsReason: false },
  { code: "on-hold", words: "Waiting for now", needsReason: true },
  { code: "cancelled", words: "Stopped", needsReason: true },
  { code: "entered-in-error", words: "Written by mistake", needsReason: true },
];

export const contingencyStatuses: readonly StatusWord[] = [
  { code: "active", words: "Holds", needsReason: false },
  { code: "ended", words: "Holds no longer", needsReason: true },
  { code: "entered-in-error", words: "Written by mistake", needsReason: true },
];

/** How it was agreed; where it was not, the reason stands beside it. */
export const agreedKinds: Readonly<Record<string, string>> = {
  "with-the-person": "Agreed with the person",
  "for-the-person": "Agreed for the person, who cannot decide this",
  "not-agreed": "Not agreed",
};

const over = new Set(["cancelled", "ended", "entered-in-error"]);
/** What still counts on the page; the rest folds away and stays readable. */
export const isShown = (status: string | null | undefined): boolean => !over.has(status ?? "active");

/** What stays in sight: what still counts, and whatever has an open dispute, ended or not: what one ended while another reworded it must not fold away (M3, M5). */
export const isInSight = (v: { fields: { status?: string | null }; disputed: Readonly<Record<string, unknown>> }): boolean =>
  isShown(v.fields.status) || Object.values(v.disputed).some(Boolean);
