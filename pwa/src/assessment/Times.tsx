/** How long each part of a form takes a team, in sum, with coverage: nobody's own time. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { FillingTold, TeamFilling } from "../store/fillings";
import { useStore } from "../store/use-store";
import { Button } from "../ui";
import { linesOf, wholeOf } from "./times";
import "./times.scss";

type Asked = { phase: "busy" } | { phase: "here"; told: FillingTold } | { phase: "failed"; why: string };

const whyWords: Record<string, string> = {
  offline: "No coverage just now: times are added up by the server, and come as soon as there is.",
  "sign-in": "Sign in again to read this: tap the status line above.",
  "not-granted": "The server does not know this version of the form yet.",
};

interface Props {
  /** The record of the form's version. */
  form: Id;
  parts: readonly { linkId: string; title: string }[];
}

export default function Times({ form, parts }: Props) {
  const store = useStore();
  const [asked, setAsked] = useState<Asked>({ phase: "busy" });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const covered = store.status.value.state !== "offline";
  const waits = asked.phase === "failed" && asked.why === "offline";
  useEffect(() => {
    if (covered && waits) again();
  }, [covered, waits, again]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew
  useEffect(() => {
    let gone = false;
    setAsked({ phase: "busy" });
    void store
      .fillings()
      .then((all) => all.told(form))
      .catch(() => ({ ok: false as const, why: "offline" as const }))
      .then((heard) => gone || setAsked(heard.ok ? { phase: "here", told: heard.value } : { phase: "failed", why: heard.why }));
    return () => {
      gone = true;
    };
  }, [store, form, turn]);
  return (
    <div class="times">
      <div role="status">
        {asked.phase === "busy" && <p class="muted">Adding up…</p>}
        {asked.phase === "failed" && <p>{whyWords[asked.why] ?? "The server did not answer as it should. Try again in a moment."}</p>}
      </div>
      {asked.phase === "failed" && (
        <Button look="second" onClick={again}>
          Try again
        </Button>
      )}
      {asked.phase === "here" && <Here told={asked.told} parts={parts} />}
    </div>
  );
}

function Here({ told, parts }: { told: FillingTold; parts: Props["parts"] }) {
  const [chosen, choose] = useState(0);
  const team = told.teams[chosen];
  if (!team) return <p>Nobody here has filled this version in the last {told.months} months.</p>;
  return (
    <>
      {told.teams.length > 1 && (
        <div class="field">
          <label for="times-team">Team</label>
          <select id="times-team" value={String(chosen)} onChange={(event) => choose(Number(event.currentTarget.value))}>
            {told.teams.map((one, at) => (
              <option key={one.id} value={String(at)}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      <OfTeam team={team} parts={parts} told={told} />
    </>
  );
}

function OfTeam({ team, parts, told }: { team: TeamFilling; parts: Props["parts"]; told: FillingTold }) {
  const whole = wholeOf(team, parts);
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: on a phone its rows are blocks, and a table that is drawn as blocks loses its role */}
      <table role="table">
        <caption>
          {told.teams.length > 1 ? <span class="vh">{team.name}: </span> : `${team.name}: `}
          {whole ? `about ${whole} for the whole form` : "by part"}, in the last {told.months} months
        </caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Usual time</th>
            <th scope="col" class="num">
              Taps
            </th>
            <th scope="col" class="num">
              Filled
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(parts, team).map((line) => (
            <tr key={line.section}>
              <th scope="row">{line.title}</th>
              <td>
                {line.minutes ? (
                  <>
                    <span class="bar" aria-hidden="true">
                      <i style={{ width: `${line.share}%` }} />
                    </span>
                    <b>{line.minutes}</b>
                    {line.mean !== line.minutes && <small> {line.mean} on average</small>}
                  </>
                ) : (
                  <span class="muted">{line.filled ? "Too few to tell" : "Not filled yet"}</span>
                )}
              </td>
              <td class="num" data-of="taps">
                {line.taps ?? "–"}
              </td>
              <td class="num" data-of="times filled">
                {line.filled}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="by">
        The usual time is the middle one of all: half took less. Measured on the tablets while a part was being filled, and sent without a name. A
        part is told from {told.fewest} times on, so that nobody’s own time is.
      </p>
    </>
  );
}
