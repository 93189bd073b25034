/** The questionnaire engine: what screens may ask of it. README.md says how. */
export { decimals, type Fault, faultsOf, range } from "./check";
export { type Count, countOf, counts, countWords, nodesOf } from "./count";
export { type Expressions, loadExpressions, prepare } from "./expressions";
export { allFaults, everyNode, type Found, faultsAt } from "./faults";
export { asIfAllAsked, type Filling, fill } from "./filling";
export { type FromResponse, fromResponse } from "./from-response";
export { judge } from "./judge";
export * from "./model";
export { type Answers, type FormNode, keyOfNode, type Row, valueFrom } from "./nodes";
export { keyOf } from "./options";
export { deepest, mostItems, nameOf, type Reading, readForm } from "./read";
export { type Envelope, toResponse } from "./response";
export { valueName } from "./results";
export type { Means } from "./work";
