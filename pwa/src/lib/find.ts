/**
 * Finding a person among those on this tablet: by name, NHS number, street, postcode or date of birth, and by sound where nothing fits.
 * Names here come from many languages and are spelt in several ways: near spellings are offered, never taken for the same.
 */
export interface Findable {
  name: string;
  known_as?: string | null;
  born_on: string | null;
  nhs_number: string | null;
  address_line: string | null;
  postcode: string | null;
}

/** Lower case, no accents, apostrophes away, words apart. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What is left of a word when the letters that vary between spellings are gone: "Mohammed", "Muhamad" → "mmd". */
export function skeleton(word: string): string {
  const even = plain(word)
    .replace(/ph/g, "f")
    .replace(/[cqg]h?/g, "k")
    .replace(/kh/g, "k")
    .replace(/[zx]/g, "s")
    .replace(/sh/g, "s")
    .replace(/[vw]/g, "w")
    .replace(/j/g, "s")
    .replace(/(.)\1+/g, "$1");
  const first = /^[aeiouy]/.test(even) ? "a" : "";
  return first + even.replace(/[aeiouyh ]/g, "");
}

/** How many single letters apart two words are (a swap of neighbours is one). */
export function lettersApart(one: string, two: string): number {
  let before: number[] = [];
  let row = Array.from({ length: two.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= two.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === two[j - 1] ? 0 : 1);
      let best = Math.min(change, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[two.length]!;
}

const soundsLike = (typed: string, word: string): boolean => {
  if (typed.length < 3) return false;
  const [one, two] = [skeleton(typed), skeleton(word)];
  if (one.length > 1 && one === two) return true;
  return lettersApart(typed, word) <= (Math.max(typed.length, word.length) > 5 ? 2 : 1);
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `YYYY-MM-DD` of what could be a date of birth as people type it: 14 03 1942, 14/3/42, 14 Mar 1942, 1942-03-14. */
export function birthDateOf(text: string): string | null {
  const words = plain(text).split(" ");
  if (words.length !== 3) return null;
  const month = months.indexOf(words[1]!.slice(0, 3)) + 1 || Number(words[1]);
  const [day, year] = words[0]!.length === 4 ? [Number(words[2]), words[0]!] : [Number(words[0]), words[2]!];
  if (!Number.isInteger(day) || !Number.isInteger(month) || day < 1 || day > 31 || month < 1 || month > 12 || !/^(\d{2}|\d{4})$/.test(year))
    return null;
  return `${year.length === 4 ? year : `%${year}`}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const bornOn = (born: string | null, wanted: string): boolean =>
  born !== null && (wanted.startsWith("%") ? born.slice(2) === wanted.slice(1) : born === wanted);

export interface Found<T> {
  hits: T[];
  /** True where nothing fits and these only sound alike. */
  near: boolean;
}

export function find<T extends Findable>(all: readonly T[], query: string): Found<T> {
  const typed = plain(query);
  if (!typed) return { hits: [...all], near: false };
  const digits = query.replace(/[\s-]/g, "");
  if (/^\d{3,10}$/.test(digits)) {
    const byNumber = all.filter((p) => p.nhs_number?.startsWith(digits));
    if (byNumber.length > 0) return { hits: byNumber, near: false };
  }
  const birth = birthDateOf(query);
  if (birth) {
    const byBirth = all.filter((p) => bornOn(p.born_on, birth));
    if (byBirth.length > 0) return { hits: byBirth, near: false };
  }
  const words = typed.split(" ");
  const scored = all.flatMap((person) => {
    const names = plain(`${person.name} ${person.known_as ?? ""}`).split(" ");
    const rest = plain(`${person.address_line ?? ""} ${person.postcode ?? ""}`);
    const postcode = plain(person.postcode ?? "").replaceAll(" ", "");
    let score = 0;
    for (const word of words) {
      if (names.some((name) => name.startsWith(word))) score += 2;
      else if (rest.split(" ").some((part) => part.startsWith(word)) || postcode.startsWith(word)) score += 1;
      else return [];
    }
    return [{ person, score }];
  });
  if (scored.length > 0) return { hits: scored.sort((a, b) => b.score - a.score).map((s) => s.person), near: false };
  const near = all.filter((person) => {
    const names = plain(`${person.name} ${person.known_as ?? ""}`).split(" ");
    return words.every((word) => names.some((name) => soundsLike(word, name)));
  });
  return { hits: near, near: true };
}

/** Pairs of people whose names are nearly alike, or the same: the ones that are taken for each other. */
export function nearlyAlike<T extends Findable>(people: readonly T[]): [T, T][] {
  const pairs: [T, T][] = [];
  const names = people.map((p) => plain(p.name));
  const bones = people.map((p) => plain(p.name).split(" ").map(skeleton).join(" "));
  for (let a = 0; a < people.length; a++)
    for (let b = a + 1; b < people.length; b++) {
      if (Math.abs(names[a]!.length - names[b]!.length) > 4) continue;
      if (bones[a] === bones[b] || lettersApart(names[a]!, names[b]!) <= 2) pairs.push([people[a]!, people[b]!]);
    }
  return pairs;
}

/** Where in a text the typed words stand, to mark them: [start, end) pairs in order. */
export function marks(text: string, query: string): [number, number][] {
  const out: [number, number][] = [];
  for (const word of plain(query).split(" ").filter(Boolean)) {
    const found = new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "iu").exec(text.normalize("NFC"));
    if (found) out.push([found.index + found[1]!.length, found.index + found[0].length]);
  }
  return out.sort((a, b) => a[0] - b[0]).filter((m, i, list) => i === 0 || m[0] >= list[i - 1]![1]);
}
