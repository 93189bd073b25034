import { describe, expect, test } from "vitest";
import type { FoundPeople } from "../store/population";
import { board, onBoard } from "../store/testing/board";
import { type Candidate, here, joined, type Whom, words } from "./use-whom";

const person = (id: string, name: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id, name, known_as: null, born_on: null, nhs_number: null, address_line: null, postcode: null },
  ...more,
});
const server = (people: Candidate[], more: Partial<FoundPeople> = {}) => ({ people, is_near: false, more: 0, ...more }) as FoundPeople;
const names = (of: { found: readonly Candidate[] }) => of.found.map((one) => one.name);

describe("whom an urgent visit is for", () => {
  const rokeya = person("r", "Rokeya Begum");
  const amina = person("a", "Amina Begum");
  test("those found here stay where they were when the server's come, each once, and with what the server knows of them", () => {
    const local = { hits: [rokeya], near: false };
    const before = joined(local, null, false);
    const after = joined(local, server([amina, { ...rokeya, nhs_number: "9992048719" }]), true);
    expect(names(before)).toEqual(["Rokeya Begum"]);
    expect(names(after)).toEqual(["Rokeya Begum", "Amina Begum"]);
    expect(after.found[0]!.nhs_number).toBe("9992048719");
  });
  test("who only sounds alike is not offered before it is known that nobody fits, and never beside somebody who does", () => {
    const local = { hits: [rokeya], near: true };
    expect(names(joined(local, null, false))).toEqual([]);
    expect(joined(local, server([amina]), true)).toMatchObject({ found: [amina], near: false });
    expect(joined(local, server([amina], { is_near: true }), true)).toMatchObject({ found: [rokeya, amina], near: true });
    expect(joined(local, null, true)).toMatchObject({ found: [rokeya], near: true });
  });
  test("whoever is not at home is found with that: as the record has it, else as the board, whose visits may have found them in hospital", () => {
    const day = board({ visits: [onBoard("v1")] });
    const patient = day.visits[0]!.patient.id;
    const [seen] = here([], {
      ...day,
      not_home: [{ patient, name: "", text: "In hospital, as their visit found", is_said: false, standing: [], cancelled: [] }],
    });
    expect(seen!.away).toBe("In hospital, as their visit found");
    const local = { hits: [seen!], near: false };
    expect(joined(local, server([{ ...seen!, away: null }]), true).found[0]!.away).toBe("In hospital, as their visit found");
    expect(joined(local, server([{ ...seen!, away: "In hospital since 21 Nov" }]), true).found[0]!.away).toBe("In hospital since 21 Nov");
  });
  test("a person with two visits on the board is there once, and not beside the tablet's own", () => {
    const day = board({ visits: [onBoard("v1"), onBoard("v2")] });
    const [one, ...rest] = here([], day);
    expect(rest.map((other) => other.id)).not.toContain(one!.id);
    expect(new Set([one!.id, ...rest.map((other) => other.id)]).size).toBe(1 + rest.length);
  });
});

describe("what is said of a search", () => {
  const said = (more: Partial<Whom>) => words({ found: [], phase: "everywhere", near: false, more: 0, why: "", ...more }).map((one) => one.text);
  test("nothing before anything is typed", () => {
    expect(said({ phase: "idle" })).toEqual([]);
  });
  test("with coverage, that nobody whom the team may see fits", () => {
    expect(said({})).toEqual(["Nobody whom your team may see fits."]);
  });
  test("without coverage, that only this tablet and board were searched, whether somebody fits or nobody", () => {
    const only = "This searched this tablet and this board only. There is no coverage just now.";
    const why = "There is no coverage just now.";
    expect(said({ phase: "here", why })).toEqual(["Nobody on this tablet or on the board fits.", only]);
    expect(said({ phase: "here", why, found: [person("r", "Rokeya Begum")] })).toEqual([only]);
  });
  test("that near spellings are near, that more fit, and that names are alike", () => {
    const found = [person("r", "Rokeya Begum"), person("i", "Rokiya Begum")];
    expect(said({ found, near: true, more: 3 })).toEqual([
      "Nobody is called that. Perhaps one of these?",
      "3 more fit: write more of the name, or the date of birth.",
      "Names here are nearly alike. Check the date of birth.",
    ]);
  });
});
