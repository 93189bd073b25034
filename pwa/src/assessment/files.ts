/**
 * The files of an answer. A picture that was taken for it is a record of its own, sealed and sent as all pictures are; the answer names it. What came from
 * elsewhere is said as it is, and stays as it came. Pure.
 */
import type { Answer } from "./engine";
import { isJson, numberOf, textOf } from "./engine/fhir";

const urn = "urn:uuid:";

export interface File {
  readonly answer: Answer;
  /** Id of the picture in the record that it names; null: it came from elsewhere. */
  readonly picture: string | null;
  readonly words: string;
}

export function pictureAnswer(picture: { id: string; media_type: string; bytes: number; at: string }, title: string): Answer {
  return { valueAttachment: { contentType: picture.media_type, url: `${urn}${picture.id}`, size: picture.bytes, title, creation: picture.at } };
}

export function filesOf(answers: readonly Answer[]): File[] {
  return answers.map((answer) => {
    const file = isJson(answer.valueAttachment) ? answer.valueAttachment : {};
    const url = textOf(file.url);
    return { answer, picture: url.startsWith(urn) ? url.slice(urn.length) : null, words: wordsOf(file) };
  });
}

const types: Readonly<Record<string, string>> = { "application/pdf": "PDF", "image/jpeg": "picture", "image/png": "picture", "text/plain": "text" };

/** "Discharge letter (PDF, 120 KB)". */
function wordsOf(file: Readonly<Record<string, unknown>>): string {
  const type = textOf(file.contentType);
  const bytes = numberOf(file.size) ?? (typeof file.data === "string" ? Math.floor((file.data.length * 3) / 4) : null);
  const size =
    bytes === null
      ? ""
      : bytes < 1024
        ? `${bytes} bytes`
        : bytes < 1_048_576
          ? `${Math.round(bytes / 1024)} KB`
          : `${(bytes / 1_048_576).toFixed(1)} MB`;
  const about = [types[type] ?? type, size].filter(Boolean).join(", ");
  return `${textOf(file.title) || "A file without a name"}${about ? ` (${about})` : ""}`;
}
