/** The inbox of the single point of access, online: what is written about a referral is a change like any other, and goes by the queue. */
import type { Client } from "../api/client";
import type { KnownPerson, Referrals as Page, ReferralSeen as Seen, TakenUp } from "../api/types";
import type { Id, View } from "./contract";
import { type Heard, heard } from "./heard";
import { overlay } from "./overlay";
import type { Line } from "./wire";

export type { KnownPerson, ReferralService, ReferralsMonth, ReferredPerson } from "../api/types";

/** A referral as the server had it: `view` with what is disputed, and what was worked out of it. */
export type ReferralSeen = Omit<Seen, "lines"> & { view: View<"referral"> };
export type ReferralsPage = Omit<Page, "referrals"> & { referrals: ReferralSeen[] };

export interface Asked {
  nhs_number?: string | null;
  family_name?: string | null;
  born_on?: string | null;
}

export interface Referrals {
  /** Null where nothing changed since `stamp`. */
  now(stamp: string | null): Promise<Heard<ReferralsPage | null>>;
  /** Who in the place has this number, or this name and date of birth. */
  known(asked: Asked): Promise<Heard<KnownPerson[]>>;
  /** Opens a known person's record, so that a referral can be written in it. */
  takeUp(patient: Id): Promise<Heard<TakenUp>>;
}

/** Lines of a kind that this version cannot show are left out. */
function seen(page: Page): ReferralsPage {
  const referrals = page.referrals.flatMap(({ lines, ...one }) => {
    const view = overlay(lines as unknown as Line[], [], new Set()).get(one.id);
    return view ? [{ ...one, view: view as View<"referral"> }] : [];
  });
  return { ...page, referrals };
}

export function referralsOf(client: Client): Referrals {
  return {
    now: (stamp) =>
      heard(
        client.json<Page | undefined>(`/referrals${stamp ? `?${new URLSearchParams({ stamp })}` : ""}`).then((found) => (found ? seen(found) : null)),
      ),
    known: (asked) => heard(client.json<{ people: KnownPerson[] }>("/referrals/known", { method: "POST", json: asked }).then(({ people }) => people)),
    takeUp: (patient) => heard(client.json<TakenUp>(`/referrals/people/${patient}`, { method: "POST", json: {} })),
  };
}
