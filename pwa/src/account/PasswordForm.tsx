import "./sign-in.scss";
import { useRef, useState } from "preact/hooks";
import { useStore } from "../store/use-store";
import { Button, Field, Icon, TextInput } from "../ui";

/** Email and password of a local account. What is wrong is said in a place that was there before. */
export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const store = useStore();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  async function signIn() {
    if (busy) return;
    if (!email.trim() || !password) {
      setSaid("Type your email address and your password.");
      form.current?.querySelector<HTMLInputElement>(email.trim() ? "input[autocomplete=current-password]" : "input")?.focus();
      return;
    }
    setBusy(true);
    setSaid(null);
    const answer = await store.signIn(email.trim(), password);
    setBusy(false);
    if (answer.ok) {
      onDone?.();
      return;
    }
    setSaid(answer.message);
    setPassword("");
    form.current?.querySelector<HTMLInputElement>("input[autocomplete=current-password]")?.focus();
  }

  return (
    <form
      ref={form}
      class="signin"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <div class="room" role="alert">
        {said && (
          <p class="tell">
            <Icon name="info" />
            <span>{said}</span>
          </p>
        )}
      </div>
      <TextInput label="Email address" type="email" inputMode="email" autoComplete="username" value={email} onInput={setEmail} />
      <Field label="Password">
        {({ id }) => (
          <div class="peekpw">
            <input
              id={id}
              type={(shown ? "text" : "password") as "password"}
              autocomplete="current-password"
              autocapitalize="none"
              spellcheck={false}
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
            <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
              <Icon name="eye" />
              <span class="vh">Show the password</span>
            </button>
          </div>
        )}
      </Field>
      <div class="acts">
        <Button type="submit" busy={busy}>
          {busy ? "Signing in" : "Sign in"}
        </Button>
      </div>
    </form>
  );
}
