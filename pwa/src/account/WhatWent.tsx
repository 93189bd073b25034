import { dayOf, sinceWhen } from "../lib/dates";
import type { Unsent } from "../store/contract";

/** "this tablet last reached us on Mon 23 Nov 15:38. What you wrote after that, without coverage, is gone: 3 changes." */
export function WhatWent({ unsent, now }: { unsent: Unsent; now: Date }) {
  const { contact, since, count } = unsent;
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
      , without coverage, is gone: {count === 1 ? "1 change" : `${count} changes`}
      {since && `${count === 1 ? "" : ", the first"} ${when(since)} ${sinceWhen(since, now)}`}.
    </>
  );
}
