/** What the lists of the plan share: the next part that one may write, and the head under which it is written. */
import { useState } from "preact/hooks";
import type { Fields } from "../api/kinds";
import { dayOf } from "../lib/dates";
import { newView, nextId, writer } from "../patient/new-view";
import { useDraftOf } from "../patient/use-edit";
import type { View } from "../store/contract";
import { Button } from "../ui";
import type { InPlan } from "./CarePlan";
import { GroupForm, type Spec } from "./GroupForm";

type Part = "goal" | "action" | "contingency";

/** The next one of mine today, last in its list: its id is found again after the app was killed in the middle of a word. */
export function nextOf<K extends Part>(kind: K, { one }: InPlan): View<K> {
  const { store, bundle, me, say } = one;
  const id = nextId(kind, bundle, store.unfinished.value, writer(store, me?.staff), dayOf(say.now));
  return newView(kind, id, bundle.id, { status: "active", position: bundle.all(kind).length + 1 } as Fields[K]);
}

/** Written, it is a part like the others, with its form open (`fresh`); the next one waits for its own tap. */
export function useAdding(view: View) {
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<string | null>(null);
  const drafted = useDraftOf(view.id);
  const isAdding = drafted || (adding && fresh === view.id);
  const toggle = () => {
    setFresh(view.id);
    setAdding(!isAdding);
  };
  return { fresh, isAdding, toggle };
}

/** The heading of a list with its "Add", and the form of the one that is being added. */
export function Adding<K extends Part>(props: {
  at: InPlan;
  view: View<K>;
  adding: ReturnType<typeof useAdding>;
  title: string;
  add: string;
  group: string;
  name: string;
  specs: readonly Spec[];
}) {
  const { at, view, adding, group, name } = props;
  return (
    <>
      <div class="h">
        <h2>{props.title}</h2>
        {at.one.may(view.kind, group) && (
          <Button look="quiet" icon={adding.isAdding ? "check" : "plus"} expanded={adding.isAdding} onClick={adding.toggle}>
            {adding.isAdding ? "Done" : props.add}
          </Button>
        )}
      </div>
      {adding.isAdding && (
        <section class="card" aria-label={name}>
          <GroupForm key={view.id} view={view} group={group} title={name} say={at.one.say} specs={props.specs} />
        </section>
      )}
    </>
  );
}
