/**
 * The words of a form as plain text. Markup is never rendered: forms come from outside, and a tag in one must not run in the app.
 * Only tags that HTML knows are taken out, so that "BP < 90 and > 60" keeps its signs.
 */
import { core, extensions, extensionValue, isJson, type Json, textOf } from "./fhir";

const tag =
  /<\/?(?:a|abbr|b|base|big|blockquote|body|br|button|caption|code|col|dd|div|dl|dt|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|label|li|link|meta|object|ol|option|p|pre|q|s|script|select|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|th|thead|title|tr|tt|u|ul|video)(?:[\s/][^<>]*)?>/gi;
const ends = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi;
const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": " ", "&amp;": "&" };

export const hasMarkup = (text: string): boolean => text.search(tag) >= 0;

/** Without tags. Entities are read only where there was a tag: "R&amp;D" typed by a person stays what it was. */
export function plain(text: string): string {
  if (!hasMarkup(text)) return text.trim();
  const words = text.replace(ends, "\n").replace(tag, "");
  return words.replace(/&(?:lt|gt|quot|apos|nbsp|amp);/g, (entity) => entities[entity]!).trim();
}

/** Markdown's signs taken off: headings, bold, links by their words. */
function plainMarkdown(text: string): string {
  const words = text.replace(/^#{1,6}\s+/gm, "").replace(/(\*\*|__)(?=\S)([^*_]+)\1/g, "$2");
  return plain(words.replace(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, "$1"));
}

/** `language`: a translation that the form carries is taken before its own words. */
export function wordsOf(element: Json, name: string, language: string | null): string {
  const beside = element[`_${name}`];
  if (language)
    for (const each of extensions(beside, `${core}translation`)) {
      const lang = textOf(extensionValue(each, "lang"));
      const words = textOf(extensionValue(each, "content"));
      if (words && (lang === language || lang.startsWith(`${language}-`))) return plain(words);
    }
  const own = textOf(element[name]);
  if (own.trim()) return plain(own);
  const html = textOf(extensionValue(beside, `${core}rendering-xhtml`));
  return html ? plain(html) : plainMarkdown(textOf(extensionValue(beside, `${core}rendering-markdown`)));
}

/** Whether a text carries markup that is not shown as such. */
export function carriesMarkup(element: Json, name: string): boolean {
  const beside = element[`_${name}`];
  const rich = isJson(beside) && extensionValue(beside, `${core}rendering-xhtml`, `${core}rendering-markdown`) !== undefined;
  return rich || hasMarkup(textOf(element[name]));
}
