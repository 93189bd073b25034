/**
 * From a finding, or from what is new, to what stands in the plan: the record that the plan's page shows first. In memory only: addresses hold ids of
 * patients and nothing of what is written, and whoever opens the plan another way is shown its beginning.
 */
let wanted: string | null = null;

export const elementOf = (record: string): string => `in-plan-${record}`;

/** The plan's page, when it opens next, begins here. */
export function pointTo(record: string): void {
  wanted = record;
}

/** Brings it into sight and into focus, once. True where it was on the page. */
export function showPointed(find: (id: string) => HTMLElement | null): boolean {
  const element = wanted ? find(elementOf(wanted)) : null;
  if (!element) return false;
  wanted = null;
  element.closest("details")?.setAttribute("open", "");
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
  return true;
}
