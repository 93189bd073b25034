import "./account.scss";
import { useState } from "preact/hooks";
import { bytesInWords } from "../lib/bytes";
import { dayAndTime } from "../lib/dates";
import { howMany } from "../lib/status-words";
import type { Waiting } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Card, Dialog, Main, useTitle } from "../ui";
import { sentenceOf } from "../waiting/sentences";

/** Who works here, the lock, signing out with a list of what is unsent, and what this tablet is. */
export default function Account() {
  const store = useStore();
  const session = store.session.value;
  const status = store.status.value;
  const space = store.space.value;
  const now = store.now.value;
  const [unsent, setUnsent] = useState<Waiting[] | null>(null);
  useTitle("You and this tablet");
  if (session.phase !== "open") return null;
  const { me } = session;
  const lines: [string, string][] = [
    [
      "Last up to date",
      status.state === "up-to-date" && status.since
        ? dayAndTime(status.since, now)
        : status.state === "update-to-see"
          ? "not before this version is updated"
          : status.since
            ? `not since ${dayAndTime(status.since, now)}`
            : "not yet",
    ],
    ["Waiting to be sent", howMany(status.waiting, status.pictures) || "nothing"],
    ["Patients on this tablet", `${store.index.value.filter((h) => h.here).length} of ${store.index.value.length}`],
    ...(space
      ? ([
          ["Space", `${bytesInWords(space.usage)} used of ${bytesInWords(space.quota)}`],
          ["Kept when space runs out", space.persisted ? "yes" : "not promised: send often"],
        ] as [string, string][])
      : []),
    ...(Math.abs(status.clockOffsetMinutes) >= 1
      ? ([["This tablet’s clock", `${Math.abs(status.clockOffsetMinutes)} minutes off; Alongside goes by the right time`]] as [string, string][])
      : []),
  ];
  return (
    <Main class="account-page">
      <div class="account">
        <h1>You and this tablet</h1>
        <Card title={me.name}>
          <dl class="facts">
            <div>
              <dt>Profession</dt>
              <dd>{me.profession}</dd>
            </div>
            <div>
              <dt>Team</dt>
              <dd>{me.teamName || "none"}</dd>
            </div>
            <div>
              <dt>Organisation</dt>
              <dd>{me.organisation}</dd>
            </div>
          </dl>
          <div class="acts">
            <Button icon="lock" onClick={() => store.lock()}>
              Lock now
            </Button>
            <Button look="second" onClick={() => void store.unsent().then(setUnsent)}>
              Sign out
            </Button>
          </div>
        </Card>
        <Card title="This tablet">
          <dl class="facts">
            {lines.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {status.newVersion && (
            <div class="acts">
              <Button look="second" icon="new" onClick={() => store.useNewVersion()}>
                Put in the new version
              </Button>
            </div>
          )}
        </Card>
      </div>
      {unsent && <SignOut unsent={unsent} onClose={() => setUnsent(null)} />}
    </Main>
  );
}

/** Before sign-out: what would stay unsent (T2). It stays on this tablet, closed, and goes when the same person signs in again. */
function SignOut({ unsent, onClose }: { unsent: Waiting[]; onClose: () => void }) {
  const store = useStore();
  const index = store.index.value;
  const say = { people: store.people.value, now: store.now.value };
  const { pictures } = store.status.value;
  const [busy, setBusy] = useState(false);
  const left = unsent.length + pictures;
  return (
    <Dialog
      title={left === 0 ? "Sign out of this tablet?" : `${howMany(unsent.length, pictures)} ${left === 1 ? "is" : "are"} not sent yet`}
      onClose={onClose}
    >
      {left === 0 ? (
        <p>Everything you wrote has been sent. The records on this tablet stay closed until you sign in here again and type your PIN.</p>
      ) : (
        <>
          <p>
            {left === 1
              ? "It stays on this tablet, closed, and goes when you sign in here again. Others do not see it until then."
              : "They stay on this tablet, closed, and go when you sign in here again. Others do not see them until then."}
          </p>
          <ul class="unsent">
            {unsent.map((change) => {
              const header = index.find((h) => h.bundle === change.patient);
              const bundle = change.patient ? (header?.here ? store.bundle(change.patient).value : null) : store.mine.value;
              return (
                <li key={change.id}>
                  <b>{header?.name ?? "Yours"}</b>
                  <span class="by">{sentenceOf(change, { bundle, header }, say).what}</span>
                </li>
              );
            })}
            {pictures > 0 && (
              <li>
                <b>{pictures === 1 ? "1 picture" : `${pictures} pictures`}</b>
                <span class="by">
                  <a href="/waiting">See of whom</a>
                </span>
              </li>
            )}
          </ul>
        </>
      )}
      <div class="acts">
        <Button
          busy={busy}
          onClick={() => {
            setBusy(true);
            void store.signOut().finally(() => setBusy(false));
          }}
        >
          {left === 0 ? "Sign out" : "Sign out all the same"}
        </Button>
        {left > 0 && (
          <Button
            look="second"
            onClick={() =>
              void store.syncNow().then(() => store.unsent().then((rest) => rest.length + store.status.value.pictures === 0 && onClose()))
            }
          >
            Send now
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          Stay signed in
        </Button>
      </div>
    </Dialog>
  );
}
