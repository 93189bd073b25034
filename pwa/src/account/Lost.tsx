import "./account.scss";
import { sinceWhen } from "../lib/dates";
import { go } from "../routes";
import { useStore } from "../store/use-store";
import { Button, Icon, LinkButton, useTitle } from "../ui";
import { notFound, toWriteAgain } from "./lost";
import { WhatWent } from "./WhatWent";
import { Whose } from "./Whose";

/** After a cleared copy was filled again: what had not been sent, by the visits that it belonged to (T6). It stands until its author says that it is done. */
export default function Lost() {
  const store = useStore();
  const session = store.session.value;
  const status = store.status.value;
  const now = store.now.value;
  useTitle("What to write again");
  if (session.phase !== "open") return null;
  const lost = store.lost.value;
  const me = session.me;
  const index = store.index.value;
  const hasNote = (patient: string, visit: string) => {
    const bundle = index.find((header) => header.bundle === patient)?.here ? store.bundle(patient).value : null;
    return bundle ? bundle.all("note").some((note) => note.fields.visit === visit && note.fields.staff === me.staff) : null;
  };
  const lines = lost ? toWriteAgain({ lost, index, me: me.staff, now, hasNote }) : [];
  const filling = status.state === "filling";
  const missing = lost && !filling ? notFound(lost, index) : 0;
  const state = { offline: status.state === "offline", text: status.since ? `Up to date ${sinceWhen(status.since, now)}` : "Filling this tablet" };
  return (
    <main class="screen" id="main">
      <Whose before="Signed in" title={me.name} me={me} clock={now} state={state} />
      <section class="calm long" aria-labelledby="lost-h">
        <div>
          <div>
            <h2 id="lost-h">{lost ? "The browser cleared this tablet’s copy, and what had not been sent" : "Nothing is left to write again"}</h2>
            {lost && (
              <p>
                Your patients’ records are safe with us. But <WhatWent unsent={lost} now={now} />
              </p>
            )}
          </div>
          {lost && (
            <p class="keptbox care">
              <Icon name="warn" />
              <span>
                <b>Please write these again</b>
                {filling ? "They are listed as the records come." : "Nothing more has come in from these visits."}
              </span>
            </p>
          )}
          {lines.length > 0 && (
            <ul class="again">
              {lines.map((line) => (
                <li key={line.key}>
                  <span>
                    <b>{line.name}</b>
                    {line.purpose && `, ${line.purpose}`}
                    <span class="by">{line.about}</span>
                  </span>
                  <LinkButton look="second" href={line.href}>
                    Write it<span class="vh">: {line.name}</span>
                  </LinkButton>
                </li>
              ))}
            </ul>
          )}
          {missing > 0 && (
            <p>
              {missing === 1 ? "One more belongs" : `${missing} more belong`} to a visit or a person that this tablet does not have now. Your team can
              look it up.
            </p>
          )}
          <div class="acts">
            <LinkButton href="/today">Go to Today</LinkButton>
            {lost && (
              <Button
                look="second"
                onClick={() => {
                  store.writtenAgain();
                  go("/today");
                }}
              >
                All of it is written again
              </Button>
            )}
          </div>
          <p class="small">It was not your doing. Until you say that it is written, Today leads back here.</p>
        </div>
      </section>
    </main>
  );
}
