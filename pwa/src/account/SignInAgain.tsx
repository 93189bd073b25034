import { useStore } from "../store/use-store";
import { Dialog } from "../ui";
import { PasswordForm } from "./PasswordForm";

/** The session ran out while one worked: sign in without leaving the page. */
export default function SignInAgain({ onClose }: { onClose: () => void }) {
  const store = useStore();
  const waiting = store.status.value.waiting;
  return (
    <Dialog title="Sign in again" onClose={onClose}>
      <p class="muted">{waiting > 0 ? "Then what waits goes by itself." : "Then this tablet is up to date again."} Your PIN stays as it is.</p>
      <PasswordForm onDone={onClose} />
    </Dialog>
  );
}
