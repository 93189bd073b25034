import "./board.scss";
import { useCallback, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import { useStore } from "../store/use-store";
import { useTitle } from "../ui";
import { NotHere } from "../ui/NotHere";
import { AllTeams } from "./AllTeams";
import { Desk } from "./Desk";
import { NotRead, Waiting } from "./NotYet";
import { useAsk, useBoard } from "./use-board";

/** Team leads share the board; a service manager asks for all teams at once. The routes say the same. */
export default function Board() {
  const session = useStore().session.value;
  if (session.phase !== "open") return <NotHere />;
  const { role, staff } = session.me;
  return role === "lead" ? <Screen me={staff} /> : role === "manager" ? <AllTeams /> : <NotHere />;
}

const asked = () => {
  const query = new URLSearchParams(location.search);
  const day = query.get("day");
  return { team: query.get("team"), day: day && /^\d{4}-\d\d-\d\d$/.test(day) ? day : null };
};

/** Which day and team stand in the query: a link can be kept, and nothing of it says who is ill. */
function useWhich() {
  const [which, show] = useState(asked);
  const to = useCallback((team: Id, day: string) => {
    history.replaceState(null, "", `/board?${new URLSearchParams({ team, day })}`);
    show({ team, day });
  }, []);
  return { ...which, to };
}

function Screen({ me }: { me: Id }) {
  useTitle("Board");
  const { team, day, to } = useWhich();
  const [news, setNews] = useState<readonly string[]>([]);
  const ask = useAsk();
  const hold = useBoard(team, day, me, ask, setNews);
  const { reading } = hold;
  if (reading.phase === "busy") return <Waiting title="Board" words="Reading the day." />;
  if (reading.phase === "failed") return <NotRead title="Board" failed="The board cannot be shown" reading={reading} onAgain={hold.again} />;
  return (
    <Desk
      key={`${reading.board.team.id} ${reading.board.day}`}
      hold={hold}
      boards={reading.boards}
      board={reading.board}
      me={me}
      stale={reading.stale}
      news={news}
      ask={ask}
      onWhich={to}
    />
  );
}
