/**
 * Whether a definition may be published: everything that is wrong with it, with the item named. A definition that gets through all the same does no
 * harm: `readForm` shows what it can and says what it cannot.
 */
import type { Expressions } from "./expressions";
import { core, extensions, isJson, type Json, listed, textOf, valueIn } from "./fhir";
import { planFor } from "./filling";
import { type Expression, type Form, type Item, isQuestion, itemTypes, type Problem } from "./model";
import { carriesMarkup } from "./plain-text";
import { definedAt } from "./plan";
import { reachOf } from "./reach";
import { nameOf, readForm } from "./read";
import { matches } from "./safe-regex";

const operators: readonly string[] = ["exists", "=", "!=", ">", "<", ">=", "<="];

/** `expressions`: null leaves out whether they can be read. */
export function judge(source: unknown, expressions: Expressions | null): Problem[] {
  const form = readForm(source);
  const problems = [...form.problems];
  const say = (item: Item | null, code: string, grave: boolean, words: string): void => {
    problems.push({ linkId: item?.linkId ?? null, item: item ? nameOf(item) : "the form", code, grave, words });
  };
  if (form.problems.some((problem) => problem.code === "not-a-questionnaire")) return problems;
  if (!form.all.length) say(null, "empty", true, "It has no items.");
  if (carriesMarkup(form.definition, "title")) say(null, "markup", false, "Its title carries markup: the words are shown plain.");
  for (const item of form.all) {
    ofShape(item, say);
    ofConditions(item, form, say);
    ofExpressions(item, item.expressions, form, expressions, say);
  }
  ofExpressions(null, form.expressions, form, expressions, say);
  for (const circle of planFor(form).circles)
    say(circle[0] ?? null, "circle", true, `These depend on each other in a circle: ${circle.map(nameOf).join(", ") || "the form's variables"}.`);
  return problems;
}

type Say = (item: Item | null, code: string, grave: boolean, words: string) => void;

function ofShape(item: Item, say: Say): void {
  const { definition } = item;
  const named = textOf(definition.type);
  if (!(itemTypes as readonly string[]).includes(named))
    say(item, "unknown-type", true, `It is of the type “${named.slice(0, 60)}”, which R4 does not know.`);
  else if (item.blocked && item.parent?.blocked !== item.blocked) say(item, "not-shown", false, item.blocked);
  if (item.type === "open-choice" && textOf(definition.answerValueSet) && !item.options)
    say(item, "list-elsewhere", false, "Its list of answers is not in the form: the answer is written in words.");
  if (["text", "prefix"].some((part) => carriesMarkup(definition, part)))
    say(item, "markup", false, "Its text carries markup: the words are shown plain.");
  if (listed(definition.answerOption).some((option) => textOf((valueIn(option)?.[1] as Json | undefined)?.display).includes("</")))
    say(item, "markup", false, "An answer's words carry markup: they are shown plain.");
  for (const part of ["required", "repeats", "readOnly"])
    if (definition[part] !== undefined && typeof definition[part] !== "boolean")
      say(item, "not-boolean", false, `${part} is not true or false, but ${JSON.stringify(definition[part])}.`);
  for (const part of ["item", "answerOption", "enableWhen", "initial", "extension"])
    if (definition[part] !== undefined && !Array.isArray(definition[part])) say(item, "not-a-list", true, `${part} is not a list.`);
  const { minOccurs, maxOccurs, min, max, regex } = item.limits;
  if (maxOccurs !== null && minOccurs > maxOccurs) say(item, "limits", true, `It asks for at least ${minOccurs} and at most ${maxOccurs}.`);
  if (typeof min === "number" && typeof max === "number" && min > max)
    say(item, "limits", true, `Its least value ${min} is above its greatest ${max}.`);
  if (regex && matches(regex, "a", true) === null)
    say(item, "pattern", false, "Its pattern is not checked: it could take for ever, or cannot be read.");
  if (isQuestion(item) && !item.text && !item.prefix && !item.hidden) say(item, "no-words", false, "It has no words.");
}

function ofConditions(item: Item, form: Form, say: Say): void {
  const conditions = listed(item.definition.enableWhen);
  for (const condition of conditions) {
    const question = textOf(condition.question);
    const asked = form.byLinkId.get(question);
    if (!operators.includes(textOf(condition.operator)))
      say(item, "operator", true, `Its condition has the operator “${textOf(condition.operator).slice(0, 20)}”, which is none.`);
    else if (!valueIn(condition, "answer")) say(item, "condition", true, `Its condition on ${question} has no answer to compare with.`);
    if (!asked)
      say(item, "unknown-question", true, `It is shown depending on ${question || "a question without a linkId"}, which is not in the form.`);
    else if (!isQuestion(asked)) say(item, "unknown-question", true, `It is shown depending on ${nameOf(asked)}, which is no question.`);
    else if (asked === item) say(item, "circle", true, "It is shown depending on itself.");
  }
  if (conditions.length > 1 && !["all", "any"].includes(textOf(item.definition.enableBehavior)))
    say(item, "behavior", true, "It has several conditions and does not say whether all or any must hold: all must.");
}

const context = new Set(["resource", "rootResource", "context", "questionnaire", "qitem", "ucum", "sct", "loinc", "factory"]);

function ofExpressions(item: Item | null, all: readonly Expression[], form: Form, expressions: Expressions | null, say: Say): void {
  for (const expression of all) {
    const short = expression.text.length > 120 ? `${expression.text.slice(0, 119)}…` : expression.text;
    if (!expression.language.startsWith("text/fhirpath")) {
      say(item, "language", false, `It asks for something in ${expression.language.slice(0, 60)}, which is not worked out here: ${short}`);
      continue;
    }
    const why = expressions?.wrong(expression.text);
    if (why) say(item, "expression", true, `Its expression cannot be read: ${short} (${why.split("\n")[0]!.slice(0, 200)})`);
    for (const name of reachOf(expression.text).variables)
      if (!context.has(name) && !/^(vs|ext)-/.test(name) && !form.launchContext.includes(name) && !definedAt(name, item, form, expression))
        say(item, "unknown-variable", true, `Its expression names %${name}, which nothing around it defines: ${short}`);
    for (const linkId of [...reachOf(expression.text).answers, ...reachOf(expression.text).inside])
      if (!form.byLinkId.has(linkId) && !/%questionnaire/.test(expression.text))
        say(item, "unknown-item", true, `Its expression reads ${linkId}, which is not in the form: ${short}`);
  }
  for (const each of item ? extensions(item.definition, `${core}questionnaire-constraint`) : [])
    if (!isJson(each) || !listed(each.extension).some((part) => part.url === "expression"))
      say(item, "expression", true, "It has a constraint without an expression.");
}
