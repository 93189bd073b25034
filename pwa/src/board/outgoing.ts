/** What publishing changes for whom, in sentences: of the draft against what people have been told. */
import type { BoardDay, BoardForWhom } from "../store/board";
import type { Id } from "../store/contract";
import { minutesAt } from "./wire";
import { clock } from "./words";

export interface ForWhom {
  staff: Id;
  name: string;
  lines: string[];
}

export function forWhom(board: BoardDay, people: readonly BoardForWhom[] = board.unpublished.people): ForWhom[] {
  const visits = new Map(board.visits.map((one) => [one.id, one]));
  const family = (id: Id) => visits.get(id)?.patient.name.split(",")[0] ?? "A visit";
  const at = (time: string | null | undefined) => (time ? clock(minutesAt(board.day, time)) : "");
  return people
    .map((one) => ({
      staff: one.staff,
      name: one.name,
      lines: [
        ...one.new.map((id) => `New: ${family(id)}, ${at(visits.get(id)?.start)}`),
        ...one.moved.map((id) => `${family(id)} moves from ${at(visits.get(id)?.published.start)} to ${at(visits.get(id)?.start)}`),
        ...one.gone.map((id) => goneWords(board, id, family(id))),
      ],
    }))
    .filter((one) => one.lines.length > 0);
}

function goneWords(board: BoardDay, id: Id, family: string): string {
  const staff = board.visits.find((one) => one.id === id)?.staff ?? [];
  const names = staff.map((who) => board.people.find((one) => one.id === who)?.name ?? "somebody");
  return names.length > 0 ? `${family} goes to ${names.join(" and ")}` : `${family} is taken off: nobody has it`;
}

/** What breaks a rule in what would be published, as sentences: said before it goes out. Of visits that the draft changes. */
export function brokenIn(board: BoardDay): string[] {
  return board.visits
    .filter((one) => one.is_changed && !one.is_locked)
    .flatMap((one) => one.warnings.filter((it) => it.is_hard).map((it) => `${one.patient.name.split(",")[0]}: ${it.text}`));
}
