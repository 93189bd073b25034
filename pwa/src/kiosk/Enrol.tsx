import { useState } from "preact/hooks";
import { Aside } from "./Aside";
import { Icon } from "./pictures";

/** A device that may send nothing yet: staff type the code that a lead was shown. In English: nobody answers here before it is done. */
export function Enrol({ enrol, aside }: { enrol: (code: string) => Promise<string | null>; aside: number }) {
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (code.trim() === "") return setWrong("Type the code.");
    setBusy(true);
    setWrong(await enrol(code.trim()));
    setBusy(false);
  };
  return (
    <>
      <header class="tools" />
      <main class="ask" id="main">
        <form class="enrol" onSubmit={submit} noValidate>
          <h1 class="title">
            <Icon name="lock" />
            <span>Set this tablet up</span>
          </h1>
          <p class="note" id="code-note">
            <Icon name="info" />
            <span>People can answer here once it is set up. A team lead makes a code in Alongside; it works once, within a day.</span>
          </p>
          <Aside count={aside} />
          <label for="code">Enter the code</label>
          {wrong && (
            <p class="wrong" id="code-wrong" role="alert">
              {wrong}
            </p>
          )}
          <input
            id="code"
            class="write"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={40}
            value={code}
            aria-invalid={wrong ? "true" : undefined}
            aria-describedby={wrong ? "code-wrong code-note" : "code-note"}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <button type="submit" class="key full" aria-disabled={busy ? "true" : undefined}>
            Set it up
          </button>
        </form>
      </main>
      <div class="moves" />
    </>
  );
}
