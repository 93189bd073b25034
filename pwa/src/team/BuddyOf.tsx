import { useState } from "preact/hooks";
import { BuddyChoice, nearest } from "../alone/BuddyChoice";
import { firstName } from "../patient/text";
import type { TeamPerson } from "../store/team";
import { useStore } from "../store/use-store";
import { Button, Dialog } from "../ui";
import { failure } from "./use-team";

/** A lead says who looks out for somebody of their team today. Online: it is written into that person's own day, which is on their tablet alone. */
export function BuddyOf(props: { person: TeamPerson; team: readonly TeamPerson[]; onDone: () => void; onClose: () => void }) {
  const { person } = props;
  const store = useStore();
  const [chosen, choose] = useState<string>(person.buddy?.is_chosen ? person.buddy.id : nearest);
  const [id] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  async function say() {
    setBusy(true);
    const team = await store.team().catch(() => null);
    const answer = await team?.chooseBuddy(person.id, { id, buddy: chosen === nearest ? null : chosen });
    setBusy(false);
    if (!answer?.ok) return setWrong(answer?.why === "wrong" ? answer.words : failure(answer?.why ?? "offline"));
    props.onDone();
    props.onClose();
  }
  return (
    <Dialog title={`Who looks out for ${firstName(person.name)} today?`} onClose={props.onClose}>
      <p class="muted">
        Their buddy is told first when {firstName(person.name)} should have left a visit and has not. {firstName(person.name)} sees whom you chose,
        and may choose anew.
      </p>
      <BuddyChoice
        legend={`${firstName(person.name)}’s buddy`}
        team={props.team.filter((one) => one.id !== person.id)}
        value={chosen}
        onChange={choose}
      />
      {wrong && (
        <p class="problem" role="alert">
          {wrong}
        </p>
      )}
      <div class="acts">
        <Button busy={busy} onClick={() => void say()}>
          Say so
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
