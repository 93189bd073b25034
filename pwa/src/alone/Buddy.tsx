import { useState } from "preact/hooks";
import { useStore } from "../store/use-store";
import { myDayOf, writeMyDay } from "../today/my-day";
import { Button, Dialog } from "../ui";
import { BuddyChoice, nearest } from "./BuddyChoice";

/** Who is told first when one is overdue today: a colleague of one's choice, or whoever of the team is nearest then. */
export default function Buddy({ day, onClose }: { day: string; onClose: () => void }) {
  const store = useStore();
  const session = store.session.value;
  const people = store.people.value;
  const me = session.phase === "open" ? session.me : null;
  const before = myDayOf(store, day)?.fields.buddy ?? null;
  const [chosen, choose] = useState<string>(before ?? nearest);
  const [failed, setFailed] = useState(false);
  const team = people
    .allStaff()
    .filter((one) => one.id === before || (one.team === me?.team && one.id !== me?.staff && one.status !== "left"))
    .map((one) => ({ id: one.id, name: one.name ?? "", profession: one.profession ?? null }))
    .sort((a, b) => a.name.localeCompare(b.name));
  async function say() {
    try {
      await writeMyDay(store, day, "buddy", { buddy: chosen === nearest ? null : chosen });
      onClose();
    } catch {
      setFailed(true);
    }
  }
  return (
    <Dialog title="Who looks out for you today?" onClose={onClose}>
      <p class="muted">
        If you have not left a visit when you should, they are told first. If they do not say that they have you, your team’s lead is told.
      </p>
      <BuddyChoice legend="Your buddy" team={team} value={chosen} onChange={choose} />
      {failed && (
        <p class="problem" role="alert">
          That is not kept yet: this tablet has no room.
        </p>
      )}
      <div class="acts">
        <Button onClick={() => void say()}>Say so</Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
