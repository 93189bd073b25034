import Assessments from "../assessment/Assessments";
import { listed } from "../assessment/start";
import type { Bundle } from "../store/contract";
import { signingOf } from "../store/signed";
import { Section } from "./Section";
import type { AtVisit } from "./Visit";

/** What is in progress and what has not been looked at by its signer: what an assessment asks for at a visit. */
export function due(bundle: Bundle): { open: number; waiting: number } {
  const open = listed(bundle).filter(({ fields }) => fields.status !== "completed" && fields.status !== "entered-in-error");
  return { open: open.length, waiting: open.reduce((sum, view) => sum + signingOf(bundle, view.id).addenda.length, 0) };
}

export const dueWords = (bundle: Bundle): string => {
  const { open } = due(bundle);
  return open === 0 ? "none open" : open === 1 ? "1 in progress" : `${open} in progress`;
};

export function AssessStep({ at }: { at: AtVisit }) {
  return (
    <Section id="assess" title="Assessments" aside={<small>{dueWords(at.one.bundle)}</small>}>
      <Assessments one={at.one} visit={at.visit.id} />
    </Section>
  );
}
