/** A profession inside a sentence: "district nurse", but "GP" and "NHS volunteer". */
export function professionInside(profession: string | null | undefined): string {
  return (profession ?? "")
    .split(" ")
    .map((word) => (/^[A-Z]{2}/.test(word) ? word : word.toLowerCase()))
    .join(" ");
}
