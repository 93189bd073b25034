/** What a manager does with forms, over the network at once: judged, kept as a draft, published, retired. Their definitions are in the bundle `forms`. */
import type { Client } from "../api/client";
import type { Form, FormDone, FormPreview, Forms, FormUploaded } from "../api/types";
import type { Id } from "./contract";
import { type Heard, heard } from "./heard";

export type { FormProblem } from "../api/types";
export type Preview = Required<FormPreview>;
/** How many assessments hold to a version; null where the server did not say. */
export type Used = Form;

export interface Publishing {
  forms(): Promise<Heard<Used[]>>;
  /** `text`: the file as it is, of whatever depth or length; what is wrong with it comes back item by item, and nothing is kept. */
  judge(text: string): Promise<Heard<Preview>>;
  /** Keeps it as a draft; the same file twice is one draft. Gives its id. */
  keep(text: string): Promise<Heard<Id>>;
  publish(form: Id): Promise<Heard<null>>;
  retire(form: Id, reason: string): Promise<Heard<null>>;
}

export function publishingOf(client: Client): Publishing {
  /** As it stands in the file: to read and write it again here could change it, or fail on what is nested too deep. */
  const send = <Answer>(path: string, text: string) =>
    client.json<Answer>(path, {
      method: "POST",
      body: new TextEncoder().encode(`{"definition":${text}}`),
      headers: { "Content-Type": "application/json" },
    });
  return {
    forms: () => heard(client.json<Forms>("/questionnaires").then((found) => found.forms ?? [])),
    judge: (text) => heard(send<Preview>("/questionnaires/preview", text)),
    keep: (text) => heard(send<FormUploaded>("/questionnaires", text).then((kept) => kept.id ?? "")),
    publish: (form) => heard(client.json<FormDone>(`/questionnaires/${form}/publish`, { method: "POST" }).then(() => null)),
    retire: (form, reason) => heard(client.json<FormDone>(`/questionnaires/${form}/retire`, { method: "POST", json: { reason } }).then(() => null)),
  };
}
