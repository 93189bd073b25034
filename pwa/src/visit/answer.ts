/**
 * Answering one planned action, as states. An answer is an event (R1): it is made once and never edited. To change one's own answer is to mark it
 * "entered in error" with a reason and to make another (R2); a colleague's answer is never touched from here.
 */
export type Outcome = "done" | "not-done";

export type Model =
  | { state: "closed" }
  /** Words or a reason before the event is made. */
  | { state: "telling"; outcome: Outcome; reason: string | null; words: string }
  /** Another answer in place of one's own. */
  | { state: "correcting"; outcome: Outcome; reason: string | null; words: string; why: string; error: string | null };

export type Event =
  | { type: "answer"; outcome: Outcome; own: Outcome | null }
  | { type: "tell"; outcome: Outcome }
  | { type: "reason"; reason: string | null }
  | { type: "words"; words: string }
  | { type: "why"; why: string }
  | { type: "keep" }
  | { type: "cancel" };

/** What is to be written; `takeBack` is the reason with which one's own standing answer is marked as an error. */
export interface Write {
  outcome: Outcome;
  reason: string | null;
  words: string | null;
  takeBack: string | null;
}

export const closed: Model = { state: "closed" };
const begin = (outcome: Outcome): Extract<Model, { state: "telling" }> => ({ state: "telling", outcome, reason: null, words: "" });

export function update(model: Model, event: Event): { model: Model; write: Write | null } {
  const only = (next: Model) => ({ model: next, write: null });
  switch (event.type) {
    case "answer":
      if (event.own === event.outcome) return only(model);
      if (event.own !== null) return only({ ...begin(event.outcome), state: "correcting", why: "", error: null });
      if (event.outcome === "not-done") return only(begin("not-done"));
      return { model: closed, write: { outcome: "done", reason: null, words: null, takeBack: null } };
    case "tell":
      return only(begin(event.outcome));
    case "reason":
      return only(model.state === "closed" ? model : { ...model, reason: event.reason });
    case "words":
      return only(model.state === "closed" ? model : { ...model, words: event.words });
    case "why":
      return only(model.state === "correcting" ? { ...model, why: event.why, error: null } : model);
    case "cancel":
      return only(closed);
    case "keep":
      return keep(model);
  }
}

function keep(model: Model): { model: Model; write: Write | null } {
  if (model.state === "closed") return { model, write: null };
  if (model.state === "correcting" && model.why.trim() === "")
    return { model: { ...model, error: "Write why: your first answer stays readable, with this beside it." }, write: null };
  const write: Write = {
    outcome: model.outcome,
    reason: model.outcome === "not-done" ? model.reason : null,
    words: model.words.trim() || null,
    takeBack: model.state === "correcting" ? model.why.trim() : null,
  };
  return { model: closed, write };
}
