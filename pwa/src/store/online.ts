/** What is read and done online, and is no change of a record: one file, fetched when the first of it is wanted. */
export { boardOf } from "./board";
export { populationOf } from "./population";
export { publishingOf } from "./publishing";
export { referralsOf } from "./referrals";
export { reportsOf } from "./reports";
export { teamOf } from "./team";
export { voiceOf } from "./voice";
export { weeksOf } from "./weeks";
