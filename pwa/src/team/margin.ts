/** After how long somebody who should have left is missed: pure. The rule for the numbers is the server's (5 to 60 minutes). */
const usual = [5, 10, 15, 20, 30, 45, 60];

export const ofThePlace = "place";

export const minutesWords = (minutes: number): string => (minutes === 60 ? "an hour" : `${minutes} minutes`);

/** What a lead can choose from: what the whole place has, and minutes of their own; a number that another device set stays in the list. */
export function marginChoices(own: number | null, place: number | null): { value: string; text: string; detail?: string }[] {
  const minutes = [...new Set([...usual, ...(own === null ? [] : [own])])].sort((a, b) => a - b);
  return [
    { value: ofThePlace, text: "As in the whole place", ...(place !== null && { detail: `${minutesWords(place)} now` }) },
    ...minutes.map((one) => ({ value: String(one), text: minutesWords(one) })),
  ];
}
