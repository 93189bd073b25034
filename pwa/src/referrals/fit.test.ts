import { expect, test } from "vitest";
import type { ReferralService, ReferredPerson } from "../store/referrals";
import { covers, fits, pointsOf } from "./fit";

const anwara: ReferredPerson = {
  id: "anwara",
  given_name: "Anwara",
  family_name: "Khatun",
  born_on: "1950-02-03",
  nhs_number: "9995260182",
  address_line: "18 Hessel Street",
  postcode: "E1 2LP",
  phone: null,
  gender: "female",
  languages: ["Sylheti"],
  interpreter_needed: true,
  interpreter_language: null,
};
const service = (more: Partial<ReferralService>): ReferralService => ({
  id: more.name ?? "s",
  name: "S",
  organisation: null,
  service: null,
  covers: [],
  offers: [],
  lacks: [],
  languages: [],
  starts_within_hours: null,
  phone: null,
  checked_on: null,
  ...more,
});
const reablement = service({
  name: "Reablement, East",
  covers: ["E1"],
  offers: ["stairs", "wash"],
  languages: ["English", "Sylheti"],
  starts_within_hours: 48,
});
const home = service({
  name: "Home rehabilitation team",
  covers: ["E1", "E3"],
  offers: ["stairs"],
  lacks: ["wash"],
  languages: ["English"],
  starts_within_hours: 72,
});
const asked = { asks: ["stairs", "wash"], clock: "two-days", person: anwara };

test("as the drawing has it: who covers the street, starts in time, does what is asked, and speaks the language", () => {
  expect(pointsOf(reablement, asked)).toEqual([
    { mark: "yes", text: "covers E1" },
    { mark: "yes", text: "starts within 2 days" },
    { mark: "yes", text: "stairs and walking, help to wash and dress" },
    { mark: "yes", text: "Sylheti spoken" },
  ]);
  expect(pointsOf(home, asked)).toEqual([
    { mark: "yes", text: "covers E1" },
    { mark: "no", text: "starts within 3 days" },
    { mark: "yes", text: "stairs and walking" },
    { mark: "no", text: "no help to wash and dress" },
    { mark: "ask", text: "interpreter to book" },
  ]);
});

test("what nobody said of a team is neither a yes nor a no", () => {
  expect(pointsOf(service({}), { ...asked, person: { ...anwara, languages: ["English", "Sylheti"], interpreter_needed: false } })).toEqual([]);
});

test("a postcode lies in its district or sector, not in one that begins alike", () => {
  expect(covers(["E1"], "E1 2LP")).toBe(true);
  expect(covers(["E1 2"], "E1 2LP")).toBe(true);
  expect(covers(["E1 3", "E1W", "E14"], "E1 2LP")).toBe(false);
  expect(covers(["E1"], null)).toBeNull();
  expect(covers([], "E1 2LP")).toBeNull();
});

test("who does most of what is asked comes first, and who does not come to the street last", () => {
  const far = service({ name: "Reablement, West", covers: ["E3"], offers: ["stairs", "wash"], starts_within_hours: 24 });
  expect(fits([far, home, reablement], asked).map((fit) => fit.service.name)).toEqual([
    "Reablement, East",
    "Home rehabilitation team",
    "Reablement, West",
  ]);
});
