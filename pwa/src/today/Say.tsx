import { useState } from "preact/hooks";
import { agoInWords, sinceWhen } from "../lib/dates";
import { isOld } from "../lib/status-words";
import type { Status } from "../store/contract";
import { useStore } from "../store/use-store";
import { Button, LinkButton, Strip } from "../ui";
import { Later } from "../ui/Later";

const signInAgain = () => import("../account/SignInAgain");

type Said = "update" | "stale" | "full" | "sign-in-again" | "update-required" | "update-to-see" | "clock" | "refused" | null;

/** An hour or more off: then times on this tablet would surprise. */
const clockLimit = 10;

export function whatToSay(status: Status, now: Date): Said {
  if (status.state === "full" || status.state === "sign-in-again" || status.state === "update-required") return status.state;
  if (isOld(status, now)) return "stale";
  if (status.refused > 0) return "refused";
  if (status.state === "update-to-see") return "update-to-see";
  if (Math.abs(status.clockOffsetMinutes) >= clockLimit) return "clock";
  return status.newVersion ? "update" : null;
}

/**
 * What the app has to say, in one strip. It is decided when the screen opens: what happens later is told by the status line alone, so that
 * nothing is pushed aside while one works. A strip whose matter has passed says so in its place.
 */
export function Say({ now, phone }: { now: Date; phone: string | null }) {
  const store = useStore();
  const status = store.status.value;
  const [said] = useState<Said>(() => whatToSay(status, now));
  const [put, setPut] = useState(false);
  const [signingIn, setSigningIn] = useState(false);
  if (store.lost.value)
    return (
      <Strip
        icon="warn"
        tone="care"
        title="The browser cleared this tablet’s copy, and what had not been sent"
        acts={<LinkButton href="/lost">See what to write again</LinkButton>}
      />
    );
  if (!said || put) return null;
  const still = whatToSay(status, now) === said;
  const since = status.since ? sinceWhen(status.since, now) : "";
  const waits = status.waiting === 1 ? "1 change waits" : `${status.waiting} changes wait`;
  const away = (
    <Button look="quiet" onClick={() => setPut(true)}>
      Not now
    </Button>
  );
  if (!still && said !== "update")
    return (
      <Strip
        icon="check"
        tone="still"
        title={said === "stale" ? "Up to date now" : "That has passed"}
        acts={
          <Button look="quiet" onClick={() => setPut(true)}>
            Close
          </Button>
        }
      />
    );
  switch (said) {
    case "update":
      return (
        <Strip
          icon="new"
          title="A new version is ready"
          acts={
            <>
              <Button look="second" onClick={() => store.useNewVersion()}>
                Now
              </Button>
              {away}
            </>
          }
        >
          <p>It takes about 10 seconds and your PIN. Nothing you wrote is touched. “End of day” offers it too.</p>
        </Strip>
      );
    case "update-required":
    case "update-to-see":
      return (
        <Strip
          icon="new"
          tone="care"
          title={said === "update-to-see" ? "Update to see everything: others use a newer version" : "Update to send: this version is too old"}
          acts={
            status.newVersion ? (
              <Button onClick={() => store.useNewVersion()}>Update now</Button>
            ) : (
              <Button look="second" onClick={() => void store.syncNow()}>
                Look for it
              </Button>
            )
          }
        >
          {said === "update-to-see" ? (
            <p>What a newer version wrote is kept, and may not all show here. What you write is sent as always.</p>
          ) : (
            <p>{status.waiting > 0 ? `${waits} here, safe. ` : ""}Everything on this tablet can be read and written as always.</p>
          )}
        </Strip>
      );
    case "stale":
      return (
        <Strip
          icon="nosign"
          tone="still"
          title={`What you see is from ${since}${status.since ? `, ${agoInWords(status.since, now)}` : ""}`}
          acts={
            phone ? (
              <LinkButton look="second" icon="phone" href={`tel:${phone.replaceAll(" ", "")}`}>
                Ask the team
              </LinkButton>
            ) : undefined
          }
        >
          <p>
            Visits, doses and alerts may have changed since{status.state === "stale" ? "; looking for news now" : ""}. What you write is kept as
            always.
          </p>
        </Strip>
      );
    case "full":
      return (
        <Strip icon="full" tone="care" title="This tablet is full" acts={<LinkButton href="/waiting">See the space</LinkButton>}>
          <p>What you type now stays on the screen only. Free some room on the tablet, or find coverage so that what waits can go.</p>
        </Strip>
      );
    case "sign-in-again":
      return (
        <>
          <Strip
            icon="key"
            tone="care"
            title={status.waiting > 0 ? `Sign in again to send: ${waits}` : "Sign in again to be up to date"}
            acts={
              <>
                <Button onClick={() => setSigningIn(true)}>Sign in</Button>
                <Button look="second" onClick={() => setPut(true)}>
                  After this visit
                </Button>
              </>
            }
          >
            <p>Your sign-in ran out. {status.waiting > 0 ? "All of it is safe here. " : ""}Go on working if you like.</p>
          </Strip>
          {signingIn && <Later load={signInAgain} props={{ onClose: () => setSigningIn(false) }} />}
        </>
      );
    case "refused":
      return (
        <Strip
          icon="hand"
          tone="care"
          title={status.refused === 1 ? "1 change was not taken, and needs you" : `${status.refused} changes were not taken, and need you`}
          acts={
            <LinkButton look="second" href="/waiting">
              See why
            </LinkButton>
          }
        >
          <p>What you wrote is kept here and with us until you decide.</p>
        </Strip>
      );
    case "clock":
      return (
        <Strip icon="clock" tone="still" title={`This tablet’s clock is ${Math.abs(status.clockOffsetMinutes)} minutes off`}>
          <p>Alongside goes by the right time. Your IT desk can set the tablet’s.</p>
        </Strip>
      );
  }
}
