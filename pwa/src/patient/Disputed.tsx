import type { ComponentChildren } from "preact";
import type { Kind } from "../api/kinds";
import { cautiousFirst } from "../settle/order";
import type { View } from "../store/contract";
import { useStore } from "../store/use-store";
import { By, Tag } from "../ui";
import { maySettle } from "./may";
import { useMe } from "./use-patient";
import { type Saying, said } from "./words";

/**
 * A group as it stands: its value, or, while it is disputed, all sides and none as the value (M5), with the way to settle it.
 * A text joined from two edits says so until one of its authors has read it (M4).
 */
export function Stands<K extends Kind>(props: { view: View<K>; group: string; say: Saying; children: ComponentChildren }) {
  const { view, group, say } = props;
  const dispute = view.disputed[group];
  const role = useMe(useStore())?.role;
  if (!dispute) return <>{props.children}</>;
  return (
    <div class="disputed">
      <p class="head">
        <Tag tone="care" icon="settle">
          To settle
        </Tag>{" "}
        <a href={`/settle/${dispute.conflict}`}>{maySettle(role, view.kind, group) ? "Settle it" : "See both, with what led to them"}</a>
      </p>
      <ul>
        {cautiousFirst(view.kind, group, dispute.sides).map((side) => (
          <li key={side.change}>
            <b>{said(view.kind, group, side.value, say) || "nothing: taken out"}</b>
            <By signature={say.people.signature(side.by)} at={side.at} now={say.now} />
          </li>
        ))}
      </ul>
    </div>
  );
}
