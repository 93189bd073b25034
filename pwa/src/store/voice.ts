/** What people say, read and answered online; nothing of it is stored on the tablet, and none of it is a change of a record (DESIGN: feedback). */
import type { Client } from "../api/client";
import type {
  Asked,
  ChangeReply,
  Chosen,
  Entry,
  ExportAnswer,
  FeedbackComments,
  KioskDevice,
  Kiosks,
  MarkComment,
  NewKiosk,
  NewKioskAnswer,
  NewReply,
  Recording,
  Replies,
  Reply,
  Setup,
  SignOff,
  VoicePage,
} from "../api/types";
import type { Id } from "./contract";
import { type Heard, heard } from "./heard";

export type {
  Asked,
  ChangeReply,
  Chosen,
  Entry,
  FeedbackComment,
  FeedbackComments,
  FeedbackStatement,
  FeedbackThemeName,
  FftMonth,
  KioskDevice,
  KioskItem,
  MarkComment,
  NewKioskAnswer,
  NewReply,
  Recorded,
  Recording,
  Reply,
  Setup,
  SignOff,
  TeamAsks,
  VoicePage,
  VoiceScope,
  Wellbeing,
} from "../api/types";
export type { Heard } from "./heard";

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
  /** The numbers as a table; that they were taken out is in the audit trail. */
  exported(which: Which): Promise<Heard<ExportAnswer>>;
  /** What a team asks; `team` null: one's own. */
  asked(team: Id | null): Promise<Heard<Asked>>;
  /** An answer that came on paper, by phone, by text message or online. */
  enter(entry: Entry): Promise<Heard<null>>;
  setup(): Promise<Heard<Setup>>;
  choose(team: Id, chosen: Chosen): Promise<Heard<null>>;
  devices(): Promise<Heard<KioskDevice[]>>;
  /** With its code, told once. */
  device(made: NewKiosk): Promise<Heard<NewKioskAnswer>>;
  revoke(device: Id): Promise<Heard<null>>;
  sign(wording: SignOff): Promise<Heard<null>>;
  withdraw(language: SignOff["language"]): Promise<Heard<null>>;
  record(sound: Recording): Promise<Heard<null>>;
  silence(recording: Id): Promise<Heard<null>>;
  sound(recording: Id): Promise<Heard<ArrayBuffer>>;
}

export function voiceOf(client: Client): Voice {
  return {
    page: (which) => heard(client.json<VoicePage>(`/feedback/page${asking({ ...which })}`)),
    comments: (json) => heard(client.json<FeedbackComments>("/feedback/comments/search", { method: "POST", json })),
    replies: (which) => heard(client.json<Replies>(`/feedback/replies${asking({ ...which })}`).then((found) => found.replies)),
    mark: (comment, json) => heard(client.json(`/feedback/comments/${comment}`, { method: "PATCH", json }).then(() => null)),
    open: (json) => heard(client.json<Reply>("/feedback/replies", { method: "POST", json })),
    change: (reply, json) => heard(client.json<Reply>(`/feedback/replies/${reply}`, { method: "PATCH", json })),
    exported: (json) => heard(client.json<ExportAnswer>("/feedback/export", { method: "POST", json })),
    asked: (team) => heard(client.json<Asked>(`/feedback/asked${asking({ team })}`)),
    enter: (json) => done(client.json("/feedback/entries", { method: "POST", json })),
    setup: () => heard(client.json<Setup>("/feedback/setup")),
    choose: (team, json) => done(client.json(`/feedback/asked/${team}`, { method: "PUT", json })),
    devices: () => heard(client.json<Kiosks>("/feedback/kiosks").then((found) => found.kiosks)),
    device: (json) => heard(client.json<NewKioskAnswer>("/feedback/kiosks", { method: "POST", json })),
    revoke: (device) => done(client.json(`/feedback/kiosks/${device}`, { method: "DELETE" })),
    sign: (json) => done(client.json("/feedback/translations", { method: "PUT", json })),
    withdraw: (language) => done(client.json("/feedback/translations/withdraw", { method: "POST", json: { language } })),
    record: (json) => done(client.json("/feedback/recordings", { method: "PUT", json })),
    silence: (recording) => done(client.json(`/feedback/recordings/${recording}`, { method: "DELETE" })),
    sound: (recording) => heard(client.stream(`/feedback/recordings/${recording}`, {}).then((body) => new Response(body).arrayBuffer())),
  };
}

const done = (answer: Promise<unknown>): Promise<Heard<null>> => heard(answer.then(() => null));

function asking(which: Record<string, string | null>): string {
  const given = Object.entries(which).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== "");
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}
