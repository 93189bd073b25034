import { useState } from "preact/hooks";
import type { Pictures } from "../store/pictures";
import { Button, Icon } from "../ui";
import { hereOf, useShown } from "./use-pictures";

const words = {
  offline: "Opens with coverage.",
  "not-here": "Still on the tablet that took it. It comes when that one has coverage.",
  "sign-in": "Sign in again to open it.",
  "not-granted": "It is not open to you.",
  busy: "It could not be opened just now.",
};

/** One picture, at its own shape before it is there, so that nothing jumps. One's own is on this tablet; a colleague's is asked for. */
export function Photo(props: { all: Pictures | null; id: string; alt: string; width?: number | null; height?: number | null; open?: boolean }) {
  const { all, id } = props;
  const isHere = hereOf(all, id) !== undefined;
  const [asked, ask] = useState(false);
  const [shown, again] = useShown(all, id, isHere || asked || props.open === true);
  if (shown.is === "there")
    return <img class="photo" src={shown.url} alt={props.alt} width={props.width ?? undefined} height={props.height ?? undefined} />;
  return (
    <div class="photo blank">
      <Icon name="photo" />
      <p class="vh">{props.alt}</p>
      {shown.is === "coming" && <p role="status">Opening</p>}
      {shown.is === "not" && <p role="status">{words[shown.why]}</p>}
      {shown.is === "not" && shown.why !== "not-granted" && (
        <Button look="second" onClick={again}>
          Try again
        </Button>
      )}
      {shown.is === "asleep" && all && (
        <Button look="second" icon="eye" onClick={() => ask(true)}>
          Show
        </Button>
      )}
    </div>
  );
}
