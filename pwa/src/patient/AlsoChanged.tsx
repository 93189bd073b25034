import type { Kind } from "../api/kinds";
import type { View } from "../store/contract";
import { By } from "../ui";
import { type Saying, said } from "./words";

/** Of a group where the later change stands (M4, `latest`): the value that it overtook unseen, with who wrote it and when. Nothing where there was none. */
export function AlsoChanged({ view, group, say }: { view: Pick<View<Kind>, "kind" | "stamps">; group: string; say: Saying }) {
  const also = view.stamps[group]?.also;
  if (!also) return null;
  return (
    <small class="also">
      Also changed, to {said(view.kind, group, also.value, say) || "nothing: taken out"}, by{" "}
      <By signature={say.people.signature(also.by, true)} at={also.at} now={say.now} />
    </small>
  );
}
