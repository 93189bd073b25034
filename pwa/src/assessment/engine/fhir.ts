/** Reading JSON of unknown quality: what is not of the shape that FHIR gives it counts as not there. Nothing here throws. */
export type Json = Readonly<Record<string, unknown>>;

export const core = "http://hl7.org/fhir/StructureDefinition/";
export const sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";
export const ours = "https://alongside.example/fhir/";

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
/** A form that says "true" in quotes means it; `judge` tells its maker. */
export const isTrue = (value: unknown): boolean => value === true || value === "true";
/** The objects of a list. */
export const listed = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

export const extensions = (element: unknown, url: string): Json[] => (isJson(element) ? listed(element.extension).filter((e) => e.url === url) : []);

/** The value[x] of an element, whatever its type: `["valueCoding", {…}]`. */
export function valueIn(element: Json | undefined, prefix = "value"): [string, unknown] | null {
  if (!element) return null;
  for (const [name, value] of Object.entries(element))
    if (name.startsWith(prefix) && name.length > prefix.length && value !== null && value !== undefined) return [name, value];
  return null;
}

/** The value of the first extension of this url that has one. */
export function extensionValue(element: unknown, ...urls: string[]): unknown {
  for (const url of urls)
    for (const each of extensions(element, url)) {
      const found = valueIn(each);
      if (found) return found[1];
    }
  return undefined;
}

/** The words for the codes of an extension that holds a CodeableConcept, a Coding or a code. */
export function codesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (!isJson(value)) return [];
  return [value.code, ...listed(value.coding).map((c) => c.code)].filter((c): c is string => typeof c === "string");
}

/** Whether two pieces of JSON say the same; the order of names does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, i) => same(each, b[i]));
  if (!isJson(a) || !isJson(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && same(a[name], b[name]));
}
