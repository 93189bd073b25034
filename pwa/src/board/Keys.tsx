import { Dialog } from "../ui";
import { keys } from "./keyboard";

export function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="The board by keyboard" onClose={onClose}>
      <dl class="keylist">
        {keys.map(([key, words]) => (
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
