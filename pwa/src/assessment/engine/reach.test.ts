import { describe, expect, it } from "vitest";
import { reachOf } from "./reach";

const reads = (text: string) => {
  const { everything, answers, inside, own, variables } = reachOf(text);
  return everything ? "everything" : { answers: [...answers], inside: [...inside], own, variables: [...variables] };
};
const nothing = { answers: [], inside: [], own: "nothing", variables: [] };

describe("what an expression reads", () => {
  it.each([
    ["%resource.item.where(linkId='a').answer.value", { ...nothing, answers: ["a"] }],
    ["%resource.item.where('a' = linkId).answer.value + 1", { ...nothing, answers: ["a"] }],
    ["%resource.item.where(linkId='g').item.where(linkId='a').answer.value", { ...nothing, answers: ["a"] }],
    ["%resource.repeat(item).where(linkId='a').answer[0].valueInteger", { ...nothing, answers: ["a"] }],
    ["%resource.descendants().where(linkId='a' or linkId='b').answer.value.aggregate($this + $total, 0)", { ...nothing, answers: ["a", "b"] }],
    ["%resource.item.where(linkId in ('a' | 'b')).answer.count()", { ...nothing, answers: ["a", "b"] }],
    ["item.where(linkId='b').answer.value", { ...nothing, answers: ["b"] }],
    ["answer.value > 3", { ...nothing, own: "answers" }],
    ["%x + %y", { ...nothing, variables: ["x", "y"] }],
    ["iif(item.where(linkId='a').answer.value = true, 1, 0)", { ...nothing, answers: ["a"] }],
    ["%questionnaire.item.where(linkId='q').answerOption.count()", nothing],
    ["%patient.birthDate", { ...nothing, variables: ["patient"] }],
    ["5 'mg' + 1 year", nothing],
    // Whether a group or question is there at all hangs on what is inside it.
    ["%resource.item.where(linkId='g').exists()", { ...nothing, inside: ["g"] }],
    ["%resource.item.where(linkId='g')[1].item.where(linkId='a').answer", { ...nothing, inside: ["g"], answers: ["a"] }],
    ["%resource.item.where(linkId='g').first().item.where(linkId='a').answer", { ...nothing, inside: ["g"], answers: ["a"] }],
    // An argument is read from where the expression stands.
    ["('a').combine(answer.value)", { ...nothing, own: "answers" }],
    ["%resource.item.where(linkId='a' and answer.exists()).answer", { ...nothing, answers: ["a"] }],
  ])("%s", (text, expected) => expect(reads(text)).toEqual(expected));

  it.each([
    "%resource.item.count()",
    "%resource.item[3].answer.value",
    "%resource.item.where(linkId.startsWith('phq')).answer.count()",
    "%resource.item.where(linkId != 'a').answer.count()",
    "%resource.item.where(linkId = %which).answer",
    "%resource.item.answer.value",
    "%resource.item.select(answer.value)",
    "%resource.exists()",
    "%resource.item.where(linkId='a').answer.descendants()",
    "%resource.item.where(item.where(linkId='x').exists()).answer",
    "defineVariable('x', item).item.where(linkId='a')",
    "item.where(linkId='it\\'s').answer",
    "item /* all */ .where(linkId='a')",
    "Coding { code: 'x' }",
    "item.where(",
    `${"(".repeat(200)}1${")".repeat(200)}`,
  ])("counts as everything where it is not sure: %s", (text) => expect(reads(text)).toBe("everything"));

  it("tells the variables also where it gives up", () => expect([...reachOf("%resource.item.count() + %x").variables]).toContain("x"));
});
