import { useMemo, useState } from "preact/hooks";
import { derived } from "../lib/ids";
import { useMe } from "../patient/use-patient";
import type { Bundle, View } from "../store/contract";
import type { TeamPage } from "../store/team";
import { useStore } from "../store/use-store";
import { Button, Choice, Dialog, KeptWord } from "../ui";
import { marginChoices, minutesWords, ofThePlace } from "./margin";

/** After how long the team is missed; its lead sets it, with or without coverage: it is a word of the team's own record. */
export function Margin({ page }: { page: TeamPage | null }) {
  const store = useStore();
  const me = useMe(store);
  const of = me?.place;
  const place = useMemo(() => (of ? store.bundle(derived("people", of)) : null), [store, of]);
  const people: Bundle | null = place?.value ?? null;
  const team = me?.team ? people?.one("team", me.team) : undefined;
  const [asking, ask] = useState(false);
  if (!team) return null;
  const own = team.fields.lone_margin_minutes ?? null;
  const now = own ?? page?.margin.place ?? null;
  return (
    <p class="margin">
      <span>{now === null ? "Missed after as long as in the whole place." : `Missed ${minutesWords(now)} after they should have left.`}</span>
      <KeptWord kept={team.kept.lone_working === "sent" ? null : (team.kept.lone_working ?? null)} />
      <Button look="quiet" onClick={() => ask(true)}>
        Change<span class="vh"> after how long somebody is missed</span>
      </Button>
      {asking && <Asking team={team} own={own} place={page?.margin.place ?? null} onClose={() => ask(false)} />}
    </p>
  );
}

function Asking({ team, own, place, onClose }: { team: View<"team">; own: number | null; place: number | null; onClose: () => void }) {
  const store = useStore();
  const [chosen, choose] = useState(own === null ? ofThePlace : String(own));
  const [isFull, setFull] = useState(false);
  const keep = () =>
    store.change(team, "lone_working", { lone_margin_minutes: chosen === ofThePlace ? null : Number(chosen) }).then(onClose, () => setFull(true));
  return (
    <Dialog title="When is somebody missed?" onClose={onClose}>
      <p class="muted">
        So long after somebody of the team should have left a visit their buddy is told; and as long again after that you are, if nobody says that
        they have them. Where a person’s record asks for more care it is sooner.
      </p>
      <Choice legend="After how long" hideLegend options={marginChoices(own, place)} value={chosen} onChange={choose} />
      {isFull && (
        <p class="problem" role="alert">
          That is not kept: this tablet has no room.
        </p>
      )}
      <div class="acts">
        <Button onClick={() => void keep()}>Keep it</Button>
        <Button look="quiet" onClick={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Dialog>
  );
}
