import { Dialog } from "../ui";
import { keys } from "./keyboard";

export const Keys = ({ onClose }: { onClose: () => void }) => <Keylist title="The board by keyboard" keys={keys} onClose={onClose} />;

export function Keylist(props: { title: string; keys: readonly (readonly [string, string])[]; onClose: () => void }) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <dl class="keylist">
        {props.keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
