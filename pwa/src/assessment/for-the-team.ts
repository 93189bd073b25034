/** What was measured of a part, on its way to the team's sum. Where it cannot be kept it is let go: nobody's work waits for it. */
import { takeEffort } from "./effort";
import type { Scene } from "./scene";

const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

/** The part leaves the screen. What is added to a signed part, or written into an amendment that began with all answers, is no filling. */
export function keepEffort({ desk, one }: Scene, section: string, isSigned: boolean): void {
  const { id, fields } = desk.recorded.view;
  const { questionnaire, version } = fields;
  const effort = takeEffort(id, section);
  if (!effort || isSigned || fields.amends || !questionnaire || !version) return;
  quietly(one.store.fillings().then((all) => all.add({ assessment: id, questionnaire, version, section }, effort)));
}

/** The part was signed: its filling has ended, and goes as soon as it can. */
export function endEffort({ desk, one }: Scene, section: string): void {
  quietly(
    one.store.fillings().then(async (all) => {
      await all.end({ assessment: desk.recorded.view.id, section });
      await all.send();
    }),
  );
}
