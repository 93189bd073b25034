import { ActionRow } from "./ActionRow";
import { occurrences } from "./occurrences";
import { Section } from "./Section";
import type { AtVisit } from "./Visit";

export function Actions({ at, answered }: { at: AtVisit; answered: string }) {
  const { one, visit } = at;
  const all = occurrences(visit.id, visit.fields.actions ?? [], one.bundle.all("done"));
  return (
    <Section id="actions" title="Planned actions" aside={<small>{answered}</small>}>
      {all.length === 0 && <p class="muted">The plan names no action for this visit. What you do can be written in the note.</p>}
      <ul class="acts-list">
        {all.map((o) => (
          <ActionRow key={`${o.action}:${o.ordinal}`} at={at} o={o} />
        ))}
      </ul>
    </Section>
  );
}
