import { useState } from "preact/hooks";
import type { Kind } from "../api/kinds";
import { differences, keyed } from "../settle/words";
import type { View } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Tag } from "../ui";
import { valuesIn } from "./use-edit";
import type { Saying } from "./words";

/** "Joined from two edits: read it": what came in last is marked against what stood before; reading it is a change like any other (M4). */
export function Joined<K extends Kind>(props: { view: View<K>; group: string; field: string; say: Saying }) {
  const { view, group, field, say } = props;
  const store = useStore();
  const [shown, setShown] = useState(false);
  const stamp = view.stamps[group];
  if (!stamp?.joined) return null;
  const now = String(valuesIn(view as View, group)[field] ?? "");
  const before = String(stamp.was?.[field] ?? "");
  const [pieces] = differences([now, before]);
  return (
    <div class="joined">
      <p>
        <Tag tone="info" icon="eye">
          Joined from two edits: read it
        </Tag>
      </p>
      <p class="small">
        Two people wrote in this text. Both are in it now, nothing was left out. Only a reader can tell whether it still makes sense as one. The last
        came from {say.people.signature(stamp.by)}.
      </p>
      {shown && <p class="marked">{keyed(pieces ?? []).map(({ key, p }) => (p.differs ? <mark key={key}>{p.text}</mark> : p.text))}</p>}
      <div class="acts">
        <Button icon="check" onClick={() => void store.change(view, group, valuesIn(view as View, group))}>
          I have read it, it is right
        </Button>
        <Button look="second" expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? "Hide what came in last" : "Mark what came in last"}
        </Button>
      </div>
    </div>
  );
}
