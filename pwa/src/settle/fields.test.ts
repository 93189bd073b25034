import { describe, expect, it } from "vitest";
import { groups, type Kind } from "../api/kinds";
import { canWriteAnew, fieldOf } from "./fields";

describe("what is written anew", () => {
  const asked = (["contingency", "care_plan", "goal", "action", "meeting_item", "meeting_talk"] satisfies Kind[]).flatMap((kind) =>
    Object.values(groups[kind])
      .filter((group) => group.policy === "review")
      .flatMap((group) => group.fields.map((field) => [kind, field] as const)),
  );
  it.each(asked)("%s %s is asked in words, never by the name of a field", (kind, field) => {
    const { label } = fieldOf(kind, field);
    expect(label).not.toContain("_");
    if (fieldOf(kind, field).as !== "fixed") expect(label).toMatch(/^[A-Z]/);
  });
  it("an agreement is one of three, and its reason is asked beside it", () => {
    expect(fieldOf("care_plan", "agreed_kind").options?.map(({ value }) => value)).toEqual(["with-the-person", "for-the-person", "not-agreed"]);
    expect(fieldOf("care_plan", "not_agreed_why")).toMatchObject({ as: "area" });
  });
  it("an instruction ends in its own words", () =>
    expect(fieldOf("contingency", "status").options?.map(({ words }) => words)).toEqual(["Holds", "Holds no longer", "Written by mistake"]));
  it("all of an instruction can be written anew", () =>
    expect(groups.contingency.statement!.fields.every((field) => canWriteAnew("contingency", [field]))).toBe(true));
});
