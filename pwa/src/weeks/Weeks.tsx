import "../board/board.scss";
import "./weeks.scss";
import { useCallback, useState } from "preact/hooks";
import { NotRead, Waiting } from "../board/NotYet";
import type { Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { useTitle } from "../ui";
import { NotHere } from "../ui/NotHere";
import { Holidays } from "./Holidays";
import { Planner } from "./Planner";
import { useAsk, useWeeks } from "./use-weeks";

/** Team leads plan the weeks; managers, from their board, and administrators say which days are holidays for all of them. The routes say the same. */
export default function Weeks() {
  const session = useStore().session.value;
  const role = session.phase === "open" ? session.me.role : "";
  return role === "lead" ? <Screen /> : role === "manager" || role === "administrator" ? <Holidays /> : <NotHere />;
}

const asked = () => {
  const query = new URLSearchParams(location.search);
  const from = query.get("from");
  return { team: query.get("team"), from: from && /^\d{4}-\d\d-\d\d$/.test(from) ? from : null };
};

function Screen() {
  useTitle("Weeks");
  const [{ team, from }, show] = useState(asked);
  const to = useCallback((team: Id, from: string) => {
    history.replaceState(null, "", `/weeks?${new URLSearchParams({ team, from })}`);
    show({ team, from });
  }, []);
  const ask = useAsk();
  const hold = useWeeks(team, from, ask);
  const { reading } = hold;
  if (reading.phase === "busy") return <Waiting title="Weeks" words="Reading four weeks." of="weeks" />;
  if (reading.phase === "failed")
    return <NotRead title="Weeks" failed="The weeks cannot be shown" reading={reading} of="weeks" onAgain={() => void hold.again()} />;
  const { period } = reading;
  return (
    <Planner key={`${period.team} ${period.first}`} hold={hold} teams={reading.teams} period={period} stale={reading.stale} ask={ask} onWhich={to} />
  );
}
