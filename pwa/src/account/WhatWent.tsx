import { dayOf, sinceWhen } from "../lib/dates";
import { howMany } from "../lib/status-words";
import type { Unsent } from "../store/contract";

/** "this tablet last reached us on Mon 23 Nov 15:38. What you wrote after that, without coverage, is gone: 3 changes." */
export function WhatWent({ unsent, now }: { unsent: Unsent; now: Date }) {
  const { contact, since, count, pictures = 0 } = unsent;
  const when = (at: string) => (dayOf(at) === dayOf(now) ? "at" : "on");
  return (
    <>
      {contact ? (
        <>
          this tablet last reached us {when(contact)} <b>{sinceWhen(contact, now)}</b>. What you wrote after that
        </>
      ) : (
        "what you wrote"
      )}
      , without coverage, is gone: {howMany(count, pictures)}
      {since && `${count === 1 && pictures === 0 ? "" : ", the first"} ${when(since)} ${sinceWhen(since, now)}`}.
    </>
  );
}
