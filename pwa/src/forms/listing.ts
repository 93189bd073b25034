/** The forms of the place as a manager looks at them: one line for each address, its versions under it. Pure. */
import { plain } from "../lib/find";
import type { Bundle, View } from "../store/contract";
import type { Used } from "../store/publishing";
import type { Tone } from "../ui";

export type Version = View<"questionnaire">;

export interface Listed {
  url: string;
  title: string;
  /** What is in use; null: nothing is. */
  active: Version | null;
  /** The newest first. */
  versions: readonly Version[];
  drafts: readonly Version[];
}

/** By number where both are numbers: "1.10" is after "1.9". */
const numeric = new Intl.Collator("en-GB", { numeric: true });
const newestFirst = (a: Version, b: Version): number =>
  numeric.compare(b.fields.version ?? "", a.fields.version ?? "") || (b.fields.published_at ?? "").localeCompare(a.fields.published_at ?? "");

/** What waits for a decision first, then by title. */
export function formsOf(bundle: Bundle | null): Listed[] {
  const found = new Map<string, Version[]>();
  for (const view of bundle?.all("questionnaire") ?? []) {
    const url = view.fields.url ?? view.id;
    found.set(url, [...(found.get(url) ?? []), view]);
  }
  return [...found]
    .map(([url, all]) => {
      const versions = [...all].sort(newestFirst);
      const active = versions.find((one) => one.fields.status === "active") ?? null;
      const drafts = versions.filter((one) => (one.fields.status ?? "draft") === "draft");
      return { url, title: (active ?? drafts[0] ?? versions[0])?.fields.title || "A form without a title", active, versions, drafts };
    })
    .sort((a, b) => Number(b.drafts.length > 0) - Number(a.drafts.length > 0) || a.title.localeCompare(b.title));
}

/** Those whose title, address or versions have every word. */
export function searched(all: readonly Listed[], search: string): Listed[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return all.filter(({ url, versions }) => {
    const text = plain([url, ...versions.map(({ fields }) => `${fields.title ?? ""} ${fields.version ?? ""}`)].join(" "));
    return words.every((word) => text.includes(word));
  });
}

const states: Record<string, { text: string; tone: Tone }> = {
  draft: { text: "Draft", tone: "care" },
  active: { text: "In use", tone: "done" },
  retired: { text: "Retired", tone: "neutral" },
};
export const stateOf = (version: Version): { text: string; tone: Tone } => states[version.fields.status ?? "draft"] ?? states.draft!;

/** "12 assessments, 5 of them being filled"; empty where it is not known. The server tells no number of 1 to 4, nor what would give one by subtraction. */
export function usedWords(used: Pick<Used, "begun" | "being_filled"> | undefined): string {
  if (!used) return "";
  const { begun = null, being_filled: open = null } = used;
  if (begun === null) return "Fewer than 5 assessments";
  if (begun === 0) return "No assessment was begun in it";
  if (open === null) return `${begun} assessments; how many are being filled now is not shown, a number below 5 would be told by it`;
  if (open === 0) return `${begun} assessments, none being filled now`;
  return begun === open ? `${begun} assessments, all being filled now` : `${begun} assessments, ${open} of them being filled now`;
}

/** What becomes of those begun in the version before, said before one publishes. */
export function holdWords(before: Version, used: Pick<Used, "begun" | "being_filled"> | undefined): string {
  const version = `version ${before.fields.version ?? "before"}`;
  const open = used?.being_filled ?? null;
  const those = open === null ? "Assessments begun" : open === 0 ? "None is being filled now; any assessment begun" : `${open} assessments begun`;
  const [finish, their] = open === 0 ? ["is finished in it and keeps", "its"] : ["are finished in it and keep", "their"];
  return `${those} in ${version} ${finish} ${their} questions.`;
}
