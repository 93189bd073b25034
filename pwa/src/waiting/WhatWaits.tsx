import "./waiting.scss";
import { useState } from "preact/hooks";
import { bytesInWords } from "../lib/bytes";
import { sinceWhen } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { howManyWait } from "../lib/status-words";
import type { Id, Waiting } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, Empty, Icon, Main, useTitle } from "../ui";
import { Dealt, dealtByAnother, dealtWith } from "./Dealt";
import { Diagnosis } from "./Diagnosis";
import { PicturesWaiting } from "./PicturesWaiting";
import { Refused } from "./Refused";
import { Space } from "./Space";
import { byPatient, sentenceOf } from "./sentences";
import { Unfinished } from "./Unfinished";
import { Unreadable } from "./Unreadable";

/** Each change in the queue in words, by patient; what was not taken first (SCREENS: What waits). */
export default function WhatWaits() {
  const store = useStore();
  const waiting = store.waiting.value;
  const status = store.status.value;
  const now = store.now.value;
  const people = store.people.value;
  const session = store.session.value;
  const index = store.index.value;
  const unfinished = store.unfinished.value;
  const unreadable = store.unreadable.value;
  const say = { people, now };
  const me = session.phase === "open" ? session.me.staff : null;
  const refusals = waiting.filter((w) => w.state === "refused");
  const dealt = dealtWith(refusals, store.mine.value, me);
  const refused = refusals.filter((change) => !dealt.some((one) => one.change === change));
  const going = waiting.filter((w) => w.state !== "refused" && w.state !== "answered" && w.state !== "conflicted" && !w.bookkeeping);
  const context = (patient: Id | null) => {
    const header = patient ? index.find((h) => h.bundle === patient) : undefined;
    return { header, bundle: patient ? (header?.here ? store.bundle(patient).value : null) : store.mine.value };
  };
  const team = session.phase === "open" && session.me.team ? people.team(session.me.team) : undefined;
  const lead = team?.lead ? (people.staff(team.lead)?.name ?? null) : null;
  useTitle("What waits");
  return (
    <Main class="waiting">
      <div class="head">
        <div>
          <h1>{title(going.length + refused.length, status.pictures, unfinished.length)}</h1>
          <p class="muted">
            {going.length + status.pictures > 0
              ? going.length + refused.length + status.pictures === 1
                ? "It is safe here, even if the tablet is locked or switched off, and goes by itself when there is signal."
                : "They are safe here, even if the tablet is locked or switched off, and go by themselves when there is signal."
              : status.refused + unfinished.length + unreadable.length > 0
                ? "Everything else you wrote has been sent."
                : "Everything you wrote has been sent."}
          </p>
        </div>
        <SendNow />
      </div>
      <div class="desk">
        <div>
          <Unreadable list={unreadable} header={(patient) => context(patient).header} now={now} />
          <Refused
            now={now}
            lead={lead}
            list={refused.map((change) => ({
              change,
              dealt: dealtByAnother(store.mine.value, change.id, me),
              header: context(change.patient).header,
              sentence: sentenceOf(change, context(change.patient), say),
            }))}
          />
          <Dealt now={now} list={dealt.map((one) => ({ ...one, sentence: sentenceOf(one.change, context(one.change.patient), say) }))} />
          <PicturesWaiting index={index} now={now} />
          {going.length > 0 ? (
            <section class="queue" aria-labelledby="queue-h">
              <h2 id="queue-h">{going.length === 1 ? "1 will go by itself" : `${going.length} will go by themselves`}</h2>
              {byPatient(going, context, say).map((group) => {
                const header = context(group.patient).header;
                return (
                  <div class="group" key={group.patient ?? "own"}>
                    <h3>
                      {group.patient ? <a href={`/patient/${group.patient}`}>{header?.name ?? "A patient no longer on this tablet"}</a> : "Yours"}
                      {header?.nhs_number && <span class="num">{formatNhsNumber(header.nhs_number)}</span>}
                    </h3>
                    <ol>
                      {group.rows.map((row) => (
                        <li key={row.key}>
                          <Icon name={row.sentence.icon} />
                          <span>
                            {row.sentence.what}
                            {row.sentence.detail && <span class="by">{row.sentence.detail}</span>}
                          </span>
                          <Tries changes={row.changes} now={now} />
                        </li>
                      ))}
                    </ol>
                  </div>
                );
              })}
            </section>
          ) : (
            status.refused + unfinished.length + unreadable.length + status.pictures === 0 && (
              <Empty title="Nothing waits">
                <p>
                  {status.since && status.state === "up-to-date"
                    ? `This tablet was up to date at ${sinceWhen(status.since, now)}.`
                    : "What you write next shows here until it is sent."}
                </p>
              </Empty>
            )
          )}
          <Unfinished list={unfinished} header={(patient) => context(patient).header} say={say} />
        </div>
        <div class="side">
          <Space patients={index.length} queued={bytesInWords(waiting.reduce((sum, w) => sum + w.bytes, 0))} />
          <Diagnosis />
        </div>
      </div>
    </Main>
  );
}

function title(changes: number, pictures: number, unfinished: number): string {
  if (changes + pictures > 0) return `${howManyWait(changes, pictures)} on this tablet`;
  return unfinished > 0 ? "Nothing waits to be sent" : "Nothing waits on this tablet";
}

function Tries({ changes, now }: { changes: readonly Waiting[]; now: Date }) {
  const first = changes[0]!;
  const tries = Math.max(...changes.map((c) => c.tries));
  const last = changes
    .map((c) => c.lastTry ?? "")
    .sort()
    .at(-1);
  return (
    <span class="tries">
      <b>since {sinceWhen(first.madeAt, now)}</b>{" "}
      {first.state === "sending"
        ? "on its way"
        : tries === 0
          ? "not tried yet"
          : `tried ${tries === 1 ? "once" : tries === 2 ? "twice" : `${tries} times`}${last ? `, last ${sinceWhen(last, now)}` : ""}`}
    </span>
  );
}

/** One tap, and a word about what came of it in a place that is there before. */
function SendNow() {
  const store = useStore();
  const status = store.status.value;
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const said = busy
    ? "asking"
    : tried
      ? status.state === "offline" || status.state === "stale"
        ? "no signal yet, tries by itself"
        : status.waiting + status.pictures === 0
          ? "all sent"
          : "still waiting, tries by itself"
      : "tries by itself too";
  return (
    <div class="send">
      <Button
        look="second"
        icon="up"
        busy={busy}
        onClick={() => {
          setBusy(true);
          void store.syncNow().finally(() => {
            setBusy(false);
            setTried(true);
          });
        }}
      >
        {status.waiting + status.pictures > 0 ? "Send now" : "Ask for news now"}
      </Button>
      <span class="small" role="status">
        {said}
      </span>
    </div>
  );
}
