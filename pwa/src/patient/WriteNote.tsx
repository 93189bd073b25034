import { useMemo, useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { Button, Segmented, TextArea } from "../ui";
import { newView, nextId, writer } from "./new-view";
import { useBegun, useEdit } from "./use-edit";
import type { OnePatient } from "./use-patient";

const categories = [
  { value: "phone", text: "Phone" },
  { value: "meeting", text: "Meeting" },
  { value: "letter", text: "Letter" },
  { value: "other", text: "Other" },
] as const;
type Category = (typeof categories)[number]["value"];

/** A note that belongs to no visit. It is a draft from the first key, and in the record when the field is left. */
export function WriteNote(props: { one: OnePatient & { bundle: Bundle }; open: boolean; onOpen: () => void; onClose: () => void }) {
  const { store, bundle, me, say } = props.one;
  const [category, setCategory] = useState<Category>("phone");
  const begun = useBegun();
  if (!me) return null;
  const id = nextId("note", bundle, begun, writer(store, me.staff), dayOf(say.now));
  return <Note key={id} {...props} id={id} category={category} setCategory={setCategory} />;
}

function Note(props: {
  one: OnePatient & { bundle: Bundle };
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
  id: string;
  category: Category;
  setCategory: (c: Category) => void;
}) {
  const { bundle, me, store } = props.one;
  // Written when it was begun, not when the page was opened, which may be hours before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening
  const fields = useMemo(
    () => ({ category: props.category, visit: null, written_at: store.now.peek().toISOString(), staff: me?.staff ?? null, source: null }),
    [props.open],
  );
  const view = newView("note", props.id, bundle.id, { ...fields, category: props.category });
  const hand = useEdit(
    view,
    "words",
    (v): Record<string, string> => {
      const words = String(v.words ?? "").trim();
      return words.length > 20_000 ? { words: "At most 20,000 characters." } : {};
    },
    props.category,
  );
  if (!props.open && !hand.recovered) return null;
  const done = async () => {
    if (await hand.leave()) props.onClose();
  };
  return (
    <section class="card write" aria-label="A new note">
      <Segmented legend="What it is about" showLegend segments={categories} value={props.category} onChange={props.setCategory} />
      <TextArea
        label="Note"
        hint={
          hand.recovered
            ? "This was being written when the app closed. It is all here."
            : "Kept on this tablet with every key. It goes into the record when you are done."
        }
        rows={5}
        value={hand.text("words")}
        error={hand.errors.words ?? null}
        kept={hand.kept}
        onBegin={hand.begin}
        onInput={(words) => hand.put({ words: words || null })}
      />
      <div class="acts">
        <Button icon="check" onClick={() => void done()}>
          Done
        </Button>
      </div>
    </section>
  );
}
