import type { Kept } from "../store/contract";
import { Icon } from "./Icon";

const words: Record<Kept, string> = {
  typing: "",
  "on-this-tablet": "on this tablet",
  sending: "sending",
  sent: "sent",
  refused: "not taken: see What waits",
  "not-kept": "on screen only: keep this page open",
};

/** The word under a field that says where what was typed is. Its room is there before the word, so nothing moves. `at`: "12:02". */
export function KeptWord(props: { kept: Kept | null | undefined; at?: string }) {
  const text = props.kept ? words[props.kept] : "";
  const act = props.kept === "refused" || props.kept === "not-kept";
  return (
    <span class={act ? "saved act" : "saved"} role="status">
      {text && <Icon name={act ? "warn" : "check"} />}
      {text && (
        <span>
          {text}
          {props.at ? ` ${props.at}` : ""}
        </span>
      )}
    </span>
  );
}
