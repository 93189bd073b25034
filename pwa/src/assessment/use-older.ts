/** The assessments that left the tablet (R8), with their rows and signatures: read online at a tap, whole, and not kept. */
import { useMemo } from "preact/hooks";
import { withOlder } from "../patient/older";
import { type Reading, useOnline } from "../patient/use-online";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, View } from "../store/contract";

type Open = OnePatient & { bundle: Bundle };

/** `one`: with what came so far beside what is on the tablet. */
export function useOlder(here: Open): { reading: Reading<View>; one: Open } {
  const reading = useOnline(
    async (before: string | null) => {
      const answer = await here.store.older(here.bundle.id, { kinds: ["assessment", "answer_row", "signature"], before });
      return answer.ok ? { ...answer, items: answer.views } : answer;
    },
    (view) => view.id,
    true,
  );
  const { items } = reading.model;
  const bundle = useMemo(() => withOlder(here.bundle, items), [here.bundle, items]);
  return { reading, one: { ...here, bundle } };
}
