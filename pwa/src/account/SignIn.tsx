import "./account.scss";
import { useEffect, useState } from "preact/hooks";
import { sinceWhen } from "../lib/dates";
import { go } from "../routes";
import type { Unsent } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Icon, useTitle } from "../ui";
import { ChoosePin } from "./ChoosePin";
import { PasswordForm } from "./PasswordForm";
import { WhatWent } from "./WhatWent";
import { Steps, Whose } from "./Whose";

/** The first time on a tablet: sign in, choose a PIN, see what it will hold. And again, where the key or the copy has gone. */
export default function SignIn() {
  const session = useStore().session.value;
  switch (session.phase) {
    case "sign-in":
      return <FirstStep again={session.again} offline={session.offline} />;
    case "choose-pin":
      return <ChoosePin me={session.me} />;
    case "holds":
      return <Holds />;
    case "evicted":
      return <Evicted />;
    default:
      return null;
  }
}

/** The browser's word for coverage may be wrong: one may try all the same. */
function FirstStep({ again, offline }: { again: boolean; offline: boolean }) {
  const [anyway, setAnyway] = useState(false);
  return offline && !anyway ? <NeedsCoverage again={again} onTry={() => setAnyway(true)} /> : <Password again={again} />;
}

function Password({ again }: { again: boolean }) {
  useTitle("Sign in");
  return (
    <main class="screen">
      <Whose title={again ? "Sign in again" : "This tablet is new to you"} state={{ offline: false, text: "Connected" }}>
        <p>{again ? "What you wrote is on this tablet and waits for you." : "Three steps, once on each tablet."}</p>
        <Steps at={0} />
      </Whose>
      <section class="calm" aria-labelledby="s1">
        <div>
          <div>
            <h2 id="s1">Sign in</h2>
            <p>{again ? "Then everything that waits goes by itself." : "Once on each tablet. After that your PIN opens it, without coverage too."}</p>
          </div>
          <PasswordForm />
        </div>
      </section>
    </main>
  );
}

function NeedsCoverage({ again, onTry }: { again: boolean; onTry: () => void }) {
  useTitle("Sign in");
  return (
    <main class="screen">
      <Whose title={again ? "Sign in again" : "This tablet is new to you"} state={{ offline: true, text: "No coverage" }}>
        <Steps at={0} />
      </Whose>
      <section class="calm" aria-labelledby="s3">
        <div>
          <div>
            <h2 id="s3">{again ? "Signing in needs coverage" : "The first time needs coverage"}</h2>
            <p>
              {again
                ? "What you wrote stays on this tablet, safe, until then."
                : "This tablet does not know you yet, and cannot ask anyone from here. Afterwards it works anywhere."}
            </p>
          </div>
          <ul class="holds">
            <li>
              <Icon name="nosign" />
              <span>
                <b>Look for Wi-Fi or a signal</b>
                <span>At a hub, a surgery or outdoors. This page goes on by itself when there is one.</span>
              </span>
            </li>
            <li>
              <Icon name="tablet" />
              <span>
                <b>Used another tablet before?</b>
                <span>It still opens with your PIN, and your patients of today are on it.</span>
              </span>
            </li>
            <li>
              <Icon name="phone" />
              <span>
                <b>With a patient now?</b>
                <span>Ring your team: they can read you what you need. In an emergency ring 999.</span>
              </span>
            </li>
          </ul>
          <div class="acts">
            <Button look="second" onClick={onTry}>
              Try all the same
            </Button>
          </div>
        </div>
      </section>
    </main>
  );
}

function Holds() {
  const store = useStore();
  const session = store.session.value;
  const [busy, setBusy] = useState(false);
  useTitle("What this tablet will hold");
  useEffect(() => {
    document.querySelector<HTMLElement>(".whose h1")?.focus();
  }, []);
  if (session.phase !== "holds") return null;
  const { me, patients, today } = session;
  const people = patients === null ? "Your patients" : patients === 1 ? "Your 1 patient" : `Your ${patients} patients`;
  return (
    <main class="screen">
      <Whose title={`Welcome, ${me.name}`} me={me} state={{ offline: false, text: "Connected" }}>
        <Steps at={2} />
      </Whose>
      <section class="calm long" aria-labelledby="s5">
        <div>
          <div>
            <h2 id="s5">What this tablet will hold</h2>
            <p>Only what your work needs, locked with your PIN.</p>
          </div>
          <ul class="holds">
            <li>
              <Icon name="people" />
              <span>
                <b>{people}</b>
                <span>
                  Those you are asked to visit in the next 28 days, and those whose care team you are in.
                  {today ? ` Today’s ${today} first.` : ""}
                </span>
              </span>
            </li>
            <li>
              <Icon name="form" />
              <span>
                <b>Their plans, alerts, and twelve months of notes</b>
                <span>Older ones stay with us.</span>
              </span>
            </li>
            <li>
              <Icon name="pen" />
              <span>
                <b>What you write, until it is safe with us</b>
                <span>It goes by itself when there is coverage, even if the tablet was off in between.</span>
              </span>
            </li>
            <li>
              <Icon name="clock" />
              <span>
                <b>No longer than needed</b>
                <span>Who leaves your care leaves this tablet.</span>
              </span>
            </li>
          </ul>
          <div class="acts">
            <Button
              busy={busy}
              onClick={() => {
                setBusy(true);
                // What had not been sent before the copy was cleared can be named only now, from the records that come.
                if (store.lost.value) go("/lost", { replace: true });
                void store.fill().finally(() => setBusy(false));
              }}
            >
              Fill this tablet
            </Button>
            <Button look="second" onClick={() => void store.signOut()}>
              This tablet is not mine
            </Button>
          </div>
        </div>
      </section>
    </main>
  );
}

function Evicted() {
  const store = useStore();
  const session = store.session.value;
  useTitle("The copy has gone");
  if (session.phase !== "evicted") return null;
  const { unsent } = session;
  const now = store.now.value;
  const lost = unsent !== null && unsent.count + (unsent.pictures ?? 0) > 0;
  return (
    <main class="screen">
      <Whose title={session.me?.name ?? "Alongside"} me={session.me} clock={now} state={null} />
      <section class="calm long" aria-labelledby="ev">
        <div>
          <div>
            <h2 id="ev">{lost ? "The browser cleared this tablet’s copy, and what had not been sent" : "The browser cleared this tablet’s copy"}</h2>
            <p>
              {lost
                ? "Your patients’ records are safe with us. But "
                : "It does that when the tablet is short of room. Your patients’ records are safe with us; only the copy here has gone."}
              {lost && <WhatWent unsent={unsent} now={now} />}
            </p>
          </div>
          <Kept unsent={unsent} now={now} />
          <p>Sign in and choose your PIN again: today’s patients come first, the others after them.</p>
          <PasswordForm />
          <p class="small">
            <b>So that it does not happen again:</b> keep 2 GB free, and let Alongside keep its data when the tablet asks.
          </p>
        </div>
      </section>
    </main>
  );
}

/** What the tablet noted of what waited, outside the copy that has gone (T6): nothing, so much, or not known. */
function Kept({ unsent, now }: { unsent: Unsent | null; now: Date }) {
  if (unsent && unsent.count + (unsent.pictures ?? 0) === 0)
    return (
      <p class="keptbox">
        <Icon name="check" />
        <span>
          <b>Nothing you wrote was lost</b>
          {unsent.contact ? `Everything up to ${sinceWhen(unsent.contact, now)} came in. ` : ""}This tablet noted that nothing waited.
        </span>
      </p>
    );
  return (
    <p class="keptbox care">
      <Icon name="warn" />
      <span>
        <b>{unsent ? "Please write it again" : "What had not been sent has gone with it"}</b>
        {unsent
          ? "When you have signed in, the visits that it belongs to are listed here."
          : "What this tablet sent is safe. Look through your visits since your last coverage: where something you wrote is missing, please write it again."}
      </span>
    </p>
  );
}
