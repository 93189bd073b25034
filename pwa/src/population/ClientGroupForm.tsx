import type { View } from "../store/contract";
import { Choice, Dialog } from "../ui";
import type { Open } from "./open";
import { clientGroups } from "./words";

const all = Object.entries(clientGroups).map(([value, text]) => ({ value, text }));

/** Whose clients somebody is counted among. One tap: it is kept and the question is gone. */
export function ClientGroupForm({ one, onClose }: { one: Open; onClose: () => void }) {
  const patient = one.bundle.all("patient")[0] as View<"patient">;
  return (
    <Dialog title="Client group" onClose={onClose}>
      <div class="stack">
        <p class="muted">For the returns only. It changes nothing in their care.</p>
        <Choice
          legend="Counted among the people of"
          options={all}
          value={patient.fields.client_group ?? null}
          onChange={(next) => {
            void one.store.change(patient, "client_group", { client_group: next }).then(onClose);
          }}
        />
      </div>
    </Dialog>
  );
}
