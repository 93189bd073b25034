import { Icon } from "./pictures";

/** For staff, where staff take the tablet: answers that the server would not take. In English, and never while somebody answers. */
export function Aside({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p class="note" lang="en" dir="ltr">
      <Icon name="info" />
      <span>
        For staff: {count === 1 ? "1 answer" : `${count} answers`} on this tablet could not be counted yet. Nothing is lost: it is kept here, sealed,
        and tried again each week. Tell your team lead.
      </span>
    </p>
  );
}
