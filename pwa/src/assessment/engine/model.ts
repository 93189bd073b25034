/**
 * A questionnaire as the screens see it: items with all that they need to be drawn, asked and checked. Made by `readForm`, never changed.
 * Everything that comes from outside is already plain text, of the right type, or not there.
 */
import type { Json } from "./fhir";

export const itemTypes = [
  ...["group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url"],
  ...["choice", "open-choice", "attachment", "reference", "quantity"],
] as const;
export type ItemType =
  | "group"
  | "display"
  | "boolean"
  | "decimal"
  | "integer"
  | "date"
  | "dateTime"
  | "time"
  | "string"
  | "text"
  | "url"
  | "choice"
  | "open-choice"
  | "attachment"
  | "reference"
  | "quantity";

/** One entry of FHIR's QuestionnaireResponse.item.answer without nested items: `{"valueInteger": 3}`. What is not understood in it stays. */
export type Answer = Json;

/** What a field `answer.<linkId>` holds, beside null. */
export interface Value {
  readonly answer: readonly Answer[];
  /** Why it was not asked: an answer with a reason, never a zero. */
  readonly not_asked?: string | null;
  /** Where an earlier answer that a person confirmed came from. */
  readonly from?: Json | null;
  /** What a response said of the item itself and this app does not say of its own accord: words, definition, extensions. */
  readonly item?: Json;
}

/** An item of a response that stands where this form has none, as it came. */
export interface Kept {
  /** linkId of the item that it stood in, "" for the response itself; and the row. */
  readonly under: string;
  readonly row: string;
  /** In which of several answers it stood; null in the item itself, or its first answer. */
  readonly answer: number | null;
  /** Its place among the others. */
  readonly place: number;
  readonly item: unknown;
}

export interface Option {
  /** Tells it from the other options of its item. */
  readonly key: string;
  readonly answer: Answer;
  readonly label: string;
  readonly prefix: string;
  /** ordinalValue or itemWeight; null where none is given, which is no zero. */
  readonly weight: number | null;
  /** Goes with no other answer. */
  readonly exclusive: boolean;
  readonly selected: boolean;
}

export interface Coding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

/** How an item asks to be drawn. A control that is not known is null, never an error. */
export const controls = [
  ...["radio-button", "check-box", "drop-down", "autocomplete", "lookup", "slider", "spinner", "text-box", "text-area"],
  ...["list", "table", "htable", "gtable", "atable", "grid", "header", "footer", "page", "tab-container"],
  ...["inline", "prompt", "unit", "lower", "upper", "flyover", "help", "legal", "instructions"],
] as const;

export type Operator = "exists" | "=" | "!=" | ">" | "<" | ">=" | "<=";
export interface Condition {
  readonly question: string;
  readonly operator: Operator;
  readonly answer: unknown;
}

export type ExpressionUse = "enable" | "calculate" | "initial" | "variable" | "constraint";
export interface Expression {
  readonly use: ExpressionUse;
  /** The name under which other expressions in its scope read it. */
  readonly name: string;
  readonly text: string;
  /** text/fhirpath, or what this tablet cannot work out: a query to a server, CQL. */
  readonly language: string;
  /** Of a constraint: what to say where it does not hold; and whether it must. */
  readonly says: string;
  readonly must: boolean;
}

export interface Limits {
  readonly min: unknown;
  readonly max: unknown;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly maxDecimalPlaces: number | null;
  readonly minOccurs: number;
  readonly maxOccurs: number | null;
  readonly regex: string;
  /** What a person is shown: "dd/mm/yyyy". */
  readonly entryFormat: string;
  readonly sliderStep: number | null;
  readonly maxSizeBytes: number | null;
  readonly mimeTypes: readonly string[];
}

export interface Item {
  readonly linkId: string;
  readonly type: ItemType;
  readonly text: string;
  readonly prefix: string;
  /** From display items inside it whose control is help, flyover or instructions. */
  readonly help: string;
  readonly instructions: string;
  readonly prompt: string;
  readonly lower: string;
  readonly upper: string;
  /** What to write after the box: of a unit display, or of the one unit that it has. */
  readonly unitText: string;
  readonly unit: Coding | null;
  readonly unitOptions: readonly Coding[];
  /** Whether a unit may be typed that is not among the options. */
  readonly unitOpen: boolean;
  readonly control: string | null;
  readonly orientation: "horizontal" | "vertical" | null;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
  /** Null where anything may be answered. */
  readonly options: readonly Option[] | null;
  /** The label of "something else" of an open choice. */
  readonly openLabel: string;
  readonly initial: readonly Answer[];
  readonly limits: Limits;
  readonly enableWhen: readonly Condition[];
  readonly enableBehavior: "all" | "any";
  readonly expressions: readonly Expression[];
  /** Worked out where it is shown, never stored (R5). */
  readonly calculated: boolean;
  /** The key of the instrument that this group is: "phq-9". */
  readonly instrument: string;
  readonly owners: readonly string[];
  readonly sectionRequired: boolean;
  /** Why this item cannot be shown, in words; what arrived for it is kept untouched. */
  readonly blocked: string | null;
  /** Its answers are rows with ids: a repeating group, or a repeating question with questions inside. */
  readonly rows: boolean;
  /** Items inside it that are drawn: displays that became help, unit or prompt are not among them. */
  readonly items: readonly Item[];
  readonly parent: Item | null;
  /** Place in the form, counted from 0. */
  readonly order: number;
  readonly definition: Json;
}

export const isQuestion = (item: Item): boolean => item.type !== "group" && item.type !== "display";
/** What a person answers here: not worked out, not read-only, not hidden, and showable. */
export const isAsked = (item: Item): boolean => isQuestion(item) && !item.calculated && !item.readOnly && !item.hidden && !item.blocked;

/** What is wrong with a definition, with the item named. `grave`: it must not be published; else it is shown all the same, as said. */
export interface Problem {
  readonly linkId: string | null;
  /** The item as a person finds it: "“Fallen in the past year?”". */
  readonly item: string;
  readonly code: string;
  readonly grave: boolean;
  readonly words: string;
}

export interface Section {
  readonly linkId: string;
  readonly title: string;
  readonly owners: readonly string[];
  readonly required: boolean;
  readonly items: readonly Item[];
}

export interface Form {
  readonly url: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly copyright: string;
  readonly items: readonly Item[];
  /** Each item that can be answered or read, in the order of the form, those folded into others too. */
  readonly all: readonly Item[];
  readonly byLinkId: ReadonlyMap<string, Item>;
  readonly sections: readonly Section[];
  /** Of the form itself: variables that every item sees, named calculations, constraints. */
  readonly expressions: readonly Expression[];
  /** Whether `loadExpressions` is worth its weight. */
  readonly needsExpressions: boolean;
  readonly launchContext: readonly string[];
  /** What `readForm` met on its way; `judge` says more. */
  readonly problems: readonly Problem[];
  readonly definition: Json;
}
