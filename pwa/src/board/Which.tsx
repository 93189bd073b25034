import type { Id } from "../store/contract";
import { Icon } from "../ui";

interface Team {
  id: Id;
  name: string;
}

/** Which days and whose: a step to either side, what stands here, and the team, where there is a choice. `what`, `words`: the title. */
export function Which(props: {
  what: string;
  words: string;
  before: { words: string; go: () => void };
  after: { words: string; go: () => void };
  team: Team;
  teams: readonly Team[];
  onTeam: (team: Id) => void;
}) {
  return (
    <>
      <button type="button" class="sq" onClick={props.before.go}>
        <Icon name="left" />
        <span class="vh">{props.before.words}</span>
      </button>
      <div>
        <h1 tabIndex={-1}>
          <span class="vh">{props.what}, </span>
          {props.words}
        </h1>
        {props.teams.length > 1 ? (
          <label class="team">
            <span class="vh">Team</span>
            <select value={props.team.id} onChange={(event) => props.onTeam(event.currentTarget.value)}>
              {props.teams.map((team) => (
                <option key={team.id} value={team.id}>
                  {team.name}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p class="team">{props.team.name}</p>
        )}
      </div>
      <button type="button" class="sq" onClick={props.after.go}>
        <Icon name="right" />
        <span class="vh">{props.after.words}</span>
      </button>
    </>
  );
}
