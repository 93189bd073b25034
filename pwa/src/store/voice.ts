/** What people say, read and answered online; nothing of it is stored on the tablet, and none of it is a change of a record (DESIGN: feedback). */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import type { ChangeReply, FeedbackComments, MarkComment, NewReply, Replies, Reply, VoicePage } from "../api/types";
import type { Id, NotRead } from "./contract";

export type {
  ChangeReply,
  FeedbackComment,
  FeedbackComments,
  FeedbackStatement,
  FeedbackThemeName,
  FftMonth,
  MarkComment,
  NewReply,
  Reply,
  VoicePage,
  VoiceScope,
  Wellbeing,
} from "../api/types";

/** `changed`: somebody else was in between; `wrong`: the server says what is wrong with it. */
export type Heard<Value> = { ok: true; value: Value } | { ok: false; why: NotRead | "changed" | "wrong"; words: string };

export interface Which {
  scope: string | null;
  month: string | null;
}
export interface WhichComments extends Which {
  theme: string | null;
  search: string | null;
  after: string | null;
}

export interface Voice {
  page(which: Which): Promise<Heard<VoicePage>>;
  comments(which: WhichComments): Promise<Heard<FeedbackComments>>;
  replies(which: Which): Promise<Heard<Reply[]>>;
  mark(comment: Id, said: MarkComment): Promise<Heard<null>>;
  open(reply: NewReply): Promise<Heard<Reply>>;
  change(reply: Id, said: ChangeReply): Promise<Heard<Reply>>;
}

export function voiceOf(client: Client): Voice {
  return {
    page: (which) => heard(client.json<VoicePage>(`/feedback/page${asking({ ...which })}`)),
    comments: (which) => heard(client.json<FeedbackComments>(`/feedback/comments${asking({ ...which })}`)),
    replies: (which) => heard(client.json<Replies>(`/feedback/replies${asking({ ...which })}`).then((found) => found.replies)),
    mark: (comment, json) => heard(client.json(`/feedback/comments/${comment}`, { method: "PATCH", json }).then(() => null)),
    open: (json) => heard(client.json<Reply>("/feedback/replies", { method: "POST", json })),
    change: (reply, json) => heard(client.json<Reply>(`/feedback/replies/${reply}`, { method: "PATCH", json })),
  };
}

function asking(which: Record<string, string | null>): string {
  const given = Object.entries(which).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== "");
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

async function heard<Value>(answer: Promise<Value>): Promise<Heard<Value>> {
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
      return "wrong";
    default:
      return "busy";
  }
}
