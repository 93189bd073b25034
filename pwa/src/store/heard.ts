/** What was asked of the server online, as a screen can say it. */
import { ApiError } from "../api/errors";
import type { NotRead } from "./contract";

/** `changed`: somebody else was in between; `wrong`: the server says what is wrong with it. */
export type Heard<Value> = { ok: true; value: Value } | { ok: false; why: NotRead | "changed" | "wrong"; words: string };

/** What the server answered, or why it did not: no error leaves here that a screen could not say. */
export async function heard<Value>(answer: Promise<Value>): Promise<Heard<Value>> {
  try {
    return { ok: true, value: await answer };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ok: false, why: whyNot(error), words: error.message };
  }
}

function whyNot(error: ApiError): NotRead | "changed" | "wrong" {
  if (error.kind === "offline") return "offline";
  if (error.kind === "signed-out") return "sign-in";
  switch (error.status) {
    case 403:
    case 404:
      return "not-granted";
    case 409:
      return "changed";
    case 422:
    case 429:
      return "wrong";
    default:
      return "busy";
  }
}
