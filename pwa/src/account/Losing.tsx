import { short } from "../patient/words";
import type { Losing as Asked, Unfinished } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

const all: Record<Asked["by"], { title: string; go: string }> = {
  lock: { title: "Locking now would lose words", go: "Lock, and lose them" },
  "sign-out": { title: "Signing out now would lose words", go: "Sign out, and lose them" },
  "new-version": { title: "The new version would lose words", go: "Put it in, and lose them" },
};

/** In what was typed, what can be read: the words themselves, so that they can be written down elsewhere. */
export function typedIn({ values }: Pick<Unfinished, "values">): string {
  const words = Object.values(values).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return words.filter((word) => typeof word === "string" && word.trim() !== "").join(". ");
}

/** Before the key goes with words that are on no disk (T2): what would be lost, and three ways on. Over a locked screen it tells how many, and no words. */
export default function Losing() {
  const store = useStore();
  const losing = store.losing.value;
  if (!losing) return null;
  const { by, words } = losing;
  const isOpen = store.session.value.phase === "open";
  const name = (patient: string | null) => store.index.value.find((one) => one.bundle === patient)?.name ?? "Yours";
  const stay = () => void store.answer("stay");
  return (
    <Dialog title={all[by].title} onClose={stay}>
      <p>
        There is no room on this tablet for {words.length === 1 ? "something that was" : `${words.length} things that were`} typed: it is in this page
        only. Make room on the tablet, or write it down elsewhere.
      </p>
      {isOpen && (
        <ul>
          {words.map((one) => (
            <li key={`${one.record}/${one.group}`}>
              <b>{name(one.patient)}</b>: {short(typedIn(one), 400) || "what was chosen"}
            </li>
          ))}
        </ul>
      )}
      <div class="acts">
        <Button onClick={stay}>{isOpen ? "Stay here" : "Leave it closed"}</Button>
        {by === "lock" && (
          <Button look="second" icon="lock" onClick={() => void store.answer("cover")}>
            Cover the screen, and keep trying
          </Button>
        )}
        <Button look="quiet" onClick={() => void store.answer("lose")}>
          {all[by].go}
        </Button>
      </div>
    </Dialog>
  );
}
