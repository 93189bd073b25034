import type { ComponentChildren } from "preact";
import { professionInside } from "./lib/profession";
import { statusLine } from "./lib/status-words";
import { useStore } from "./store/use-store";
import { Later } from "./ui/Later";
import { type Place, Shell } from "./ui/Shell";

const alone = () => import("./alone/Alone");

/** The shell with what the store has to say: the one status line, who works here, how many are to settle. */
export function StatusShell(props: { place: Place; children: ComponentChildren }) {
  const store = useStore();
  const session = store.session.value;
  const status = store.status.value;
  const me = session.phase === "open" ? session.me : null;
  return (
    <Shell
      place={props.place}
      toSettle={store.status.value.toSettle > 0 ? store.toSettle.value.length : 0}
      reads={!/^(man|adm|pri)/.test(me?.role ?? "")}
      hears={me !== null && !/^(adm|pri|vol)/.test(me.role)}
      meets={me?.role === "lead" || me?.role === "coordinator"}
      leads={me?.role === "lead"}
      allots={me?.role === "manager"}
      publishes={/^(man|adm)/.test(me?.role ?? "")}
      who={me ? `${me.name}, ${professionInside(me.profession)}` : ""}
      status={statusLine(status, store.now.value)}
      waitingHref="/waiting"
      accountHref="/account"
      onLock={() => store.lock()}
    >
      <Later load={alone} props={{}} />
      {props.children}
    </Shell>
  );
}
