/** Which forms can be begun here, and how one is begun: pure but for the store's verbs that it is handed. It knows nothing of the engine: the list is small. */
import type { Bundle, Id, Store, View } from "../store/contract";
import { jointOf } from "../store/signed";

export interface Startable {
  readonly url: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly joint: boolean;
}

const joint = "https://alongside.example/fhir/joint";
type Definition = { readonly extension?: readonly { readonly url?: unknown; readonly valueBoolean?: unknown }[]; readonly description?: unknown };

/** "1.10.0" is after "1.9.0"; words by their letters. */
function later(a: string, b: string): number {
  const [x, y] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p = "", q = ""] = [x[i], y[i]];
    if (p === q) continue;
    return /^\d+$/.test(p) && /^\d+$/.test(q) ? Number(p) - Number(q) : p < q ? -1 : 1;
  }
  return 0;
}

/** The newest active version of each form, the joint ones first, then by title. */
export function startable(forms: Bundle | null): Startable[] {
  const newest = new Map<string, View<"questionnaire">>();
  for (const view of forms?.all("questionnaire") ?? []) {
    const { url, version, status } = view.fields;
    const held = url ? newest.get(url) : undefined;
    if (!url || status !== "active" || (held && later(held.fields.version ?? "", version ?? "") >= 0)) continue;
    newest.set(url, view);
  }
  return [...newest.values()]
    .map(({ fields }) => {
      const definition = (fields.definition ?? {}) as Definition;
      return {
        ...{ url: fields.url ?? "", version: fields.version ?? "", title: fields.title ?? "Untitled form" },
        description: typeof definition.description === "string" ? definition.description : "",
        joint: (definition.extension ?? []).some((one) => one.url === joint && one.valueBoolean === true),
      };
    })
    .sort((a, b) => Number(b.joint) - Number(a.joint) || a.title.localeCompare(b.title));
}

/** Forms whose title or description has every word that is searched for. */
export function found(all: readonly Startable[], search: string): Startable[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ title, description }) => words.every((word) => `${title} ${description}`.toLowerCase().includes(word)));
}

/**
 * Begins a form, or goes on with the joint one that is in progress. Outside a visit every form is numbered like a joint one: its id follows from the person,
 * the form and the number (R1), so that two who begin it offline begin the same.
 */
export async function begin(store: Store, bundle: Bundle, form: Startable, by: Id, visit: Id | null): Promise<Id> {
  const now = store.now.peek();
  const numbered = form.joint || !visit;
  const about = { questionnaire: form.url, version: form.version, begun_at: now.toISOString(), begun_by: by, status: "in-progress" };
  if (!numbered) {
    const there = bundle.all("assessment").find(({ fields }) => fields.visit === visit && fields.questionnaire === form.url);
    return there?.id ?? store.create("assessment", bundle.id, { ...about, visit });
  }
  const { open, ordinal } = jointOf(bundle, form.url, now.getFullYear());
  return open?.id ?? store.create("assessment", bundle.id, { ...about, ordinal, ...(visit ? { visit } : {}) });
}

/** The assessments of a person: in progress first, then what is complete, each the newest first; what was entered in error at the end. */
export function listed(bundle: Bundle): View<"assessment">[] {
  const rank = (view: View<"assessment">) => (view.fields.status === "entered-in-error" ? 2 : view.fields.status === "completed" ? 1 : 0);
  return [...bundle.all("assessment")].sort((a, b) => rank(a) - rank(b) || (b.fields.begun_at ?? "").localeCompare(a.fields.begun_at ?? ""));
}
