import { useState } from "preact/hooks";
import { professionInside } from "../lib/profession";
import type { FeedbackThemeName, Reply } from "../store/voice";
import { Button, Card, Tag } from "../ui";
import { Change, NewSaid } from "./Answering";
import { Translate } from "./Translate";
import { failure, type Loaded, useVerbs } from "./use-voice";
import { languageOf, listed, peopleOf, states, whenOf } from "./words";

/** What people said and what was done about it: each with an owner and a state. */
export function YouSaid(props: {
  loaded: Loaded<Reply[]>;
  team: string | null;
  themes: FeedbackThemeName[];
  leads: (team: string | null) => boolean;
  again: () => void;
}) {
  const [isNew, setNew] = useState(false);
  const { loaded, team } = props;
  const list = loaded.value ?? [];
  return (
    <Card
      title="You said, we did"
      class="you-said"
      aside={
        props.leads(team) ? (
          <Button look="quiet" icon="plus" onClick={() => setNew(true)}>
            New
          </Button>
        ) : undefined
      }
    >
      {loaded.phase === "failed" && (
        <div class="sorry">
          <p>{loaded.words}</p>
          <Button look="second" onClick={props.again}>
            Try again
          </Button>
        </div>
      )}
      {loaded.phase === "here" && list.length === 0 && <p>Nothing was answered yet. A comment leads to an answer: “Answer it”.</p>}
      <ul class="ys" aria-busy={loaded.phase === "busy"}>
        {list.map((reply) => (
          <One key={`${reply.id}${reply.version}`} reply={reply} may={props.leads(reply.team)} again={props.again} />
        ))}
      </ul>
      {list.length > 0 && (
        <div class="ysfoot">
          <p>The last three that have an answer show on the kiosk, in the person’s language where somebody with a name translated them.</p>
          <Button look="second" icon="print" onClick={() => print()}>
            Print for the notice board
          </Button>
        </div>
      )}
      {isNew && team && <NewSaid team={team} themes={props.themes} onClose={() => setNew(false)} onChanged={props.again} />}
    </Card>
  );
}

function One(props: { reply: Reply; may: boolean; again: () => void }) {
  const { reply } = props;
  const verbs = useVerbs();
  const [changing, setChanging] = useState(false);
  const [translating, setTranslating] = useState(false);
  const into = Object.keys(reply.translations);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const state = states[reply.state];
  const take = async () => {
    setBusy(true);
    const heard = await verbs((voice) => voice.change(reply.id, { version: reply.version, take: true }));
    setBusy(false);
    if (!heard.ok && heard.why !== "changed") return setWrong(failure(heard));
    props.again();
  };
  return (
    <li id={`reply-${reply.id}`} tabIndex={-1}>
      <div class="said">
        <h3>
          You said <span>{peopleOf(reply.people)}</span>
        </h3>
        <p>{reply.said}</p>
      </div>
      <div class="did">
        <h3>
          We did
          <Tag tone={state.tone} icon={state.icon}>
            {state.text}
          </Tag>
        </h3>
        <p>{reply.did ?? (reply.state === "no-owner" ? "Not answered yet. Who takes it?" : "Being worked on.")}</p>
        <p class="by">
          {reply.owner ? (
            <>
              <b>{reply.owner.name}</b>, {professionInside(reply.owner.profession)}, {whenOf(reply)}
            </>
          ) : (
            whenOf(reply)
          )}
        </p>
        {into.length > 0 && <p class="by">Also in {listed(into.map(languageOf))}.</p>}
        {wrong && (
          <p class="problem" role="alert">
            {wrong}
          </p>
        )}
        {props.may &&
          (reply.state === "no-owner" ? (
            <p>
              <Button look="second" class="take" busy={busy} onClick={() => void take()}>
                I take it
              </Button>
            </p>
          ) : (
            <p class="acts-on">
              <Button look="quiet" class="change" icon="pen" onClick={() => setChanging(true)}>
                Change<span class="vh">: {reply.said}</span>
              </Button>
              {reply.did && (
                <Button look="quiet" class="change" icon="speak" onClick={() => setTranslating(true)}>
                  Translate<span class="vh">: {reply.said}</span>
                </Button>
              )}
            </p>
          ))}
      </div>
      {translating && <Translate reply={reply} onClose={() => setTranslating(false)} onChanged={props.again} />}
      {changing && <Change reply={reply} onClose={() => setChanging(false)} onChanged={props.again} />}
    </li>
  );
}
