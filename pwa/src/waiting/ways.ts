/** What a person can do about a change that was not taken, by the reason of the server (PROTOCOL §5). Pure. */

/** Whether sending the same again can end otherwise, once somebody has done something. */
export const canTryAgain = (reason: string): boolean =>
  !["invalid-value", "incomplete-group", "too-big", "reason-missing", "once", "malformed", "id-reused"].includes(reason);

/** To whom one can show it, who may write what its author may not. */
export const shownTo = (reason: string): "lead" | "colleague" | null =>
  reason === "needs-a-lead" || reason === "not-found" ? "lead" : reason === "role" ? "colleague" : null;

/** Whether other values can make it right, so that it is put right and sent again from here. */
export const canBeCorrected = (reason: string): boolean => ["invalid-value", "incomplete-group", "too-big", "reason-missing"].includes(reason);

/** Whether the record stays as it is whatever is sent: then a note can still say to the team what was meant. */
export const isBetterANote = (reason: string): boolean => ["role", "once", "step", "engine-only", "not-in-dispute", "id-reused"].includes(reason);

/** `correct`, `note`: whether that is offered beside these words. */
export function whatCanBeDone(reason: string, lead: string | null, { correct = false, note = false } = {}): string {
  const orNote = note ? " Or keep it as a note: then the team reads what you meant, and the record stays as it is." : "";
  switch (reason) {
    case "invalid-value":
    case "incomplete-group":
    case "too-big":
    case "reason-missing":
      return correct ? "Put it right here, and it is sent again." : "Correct it where you wrote it, then this one can be let go.";
    case "needs-a-lead":
      return `Show it to ${lead ?? "your lead"}: a lead who agrees writes it into the record as their own. It is kept here until you let it go.`;
    case "role":
      return `Show it to a colleague whose role may write this.${orNote}`;
    case "once":
      return `What was recorded stays as it is. Mark it as entered in error and record it anew.${orNote}`;
    case "after-refused":
      return "It builds on a change that was not taken. Settle that one first, then try again.";
    case "not-found":
      return `The record is no longer open to you. If it should be, show this to ${lead ?? "your lead"}, then try again.`;
    case "step":
      return `Someone has gone a step further. Look at how it stands now, then let this one go.${orNote}`;
    default:
      return `Try again, or let it go with a reason. What you wrote is kept on record either way.${orNote}`;
  }
}
