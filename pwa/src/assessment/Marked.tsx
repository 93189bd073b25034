/** Under a signature that the server marked: what it finds otherwise. The signature stands (R5); whoever signed looks at it again. */
import type { View } from "../store/contract";
import { Icon } from "../ui";
import { isMarked, markWords } from "./marks";
import type { Scene } from "./scene";

export function Marked({ scene, signature }: { scene: Scene; signature: View<"signature"> }) {
  if (!isMarked(signature)) return null;
  const mine = signature.fields.staff === scene.one.me?.staff;
  const signer = scene.one.say.people.signature(signature.fields.staff ?? "", true);
  const completed = scene.desk.recorded.view.fields.status === "completed";
  return (
    <div class="why marked">
      <Icon name="warn" />
      <div class="grow">
        <b>Marked: this signature needs another look.</b>
        <ul>
          {markWords(signature, scene.desk.form).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <span class="by">
          {mine ? "You signed it" : `${signer} signed it`}: {completed ? "amend it" : "add or correct what is not right, and sign again"}. Do not go
          by what is marked until then.
        </span>
      </div>
    </div>
  );
}
