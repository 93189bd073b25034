/**
 * Which screen stands: by where the person is with this tablet (`session`), then by the address. Each screen is a file of its own, fetched
 * when it is first wanted (and precached); the shell around stays, so that nothing jumps.
 */
import type { ComponentChildren, ComponentType } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Starting } from "./account/Starting";
import { parse, path, type Route } from "./routes";
import { StatusShell } from "./StatusShell";
import type { Store } from "./store/contract";
import { StoreContext, useStore } from "./store/use-store";
import { Today } from "./today/Today";
import { ahead, Later } from "./ui/Later";
import { NotHere } from "./ui/NotHere";
import type { Place } from "./ui/Shell";
// With the shell's own styles: the lock would wait for a file of them.
import "./account/account.scss";

// biome-ignore lint/suspicious/noExplicitAny: each screen checks its own properties; here they only pass through
type Screen = ComponentType<any>;
type Loader = () => Promise<{ default: Screen }>;

const screens: Record<Exclude<Route["name"], "today">, Loader> = {
  patients: () => import("./today/Patients"),
  patient: () => import("./patient/Patient"),
  plan: () => import("./care-plan/CarePlan"),
  assessment: () => import("./assessment/Assessment"),
  visit: () => import("./visit/Visit"),
  settle: () => import("./settle/Settle"),
  waiting: () => import("./waiting/WhatWaits"),
  voice: () => import("./voice/Voice"),
  board: () => import("./board/Board"),
  weeks: () => import("./weeks/Weeks"),
  team: () => import("./team/Team"),
  referrals: () => import("./referrals/Referrals"),
  population: () => import("./population/Population"),
  reports: () => import("./reports/Reports"),
  forms: () => import("./forms/Forms"),
  meetings: () => import("./meetings/Meetings"),
  account: () => import("./account/Account"),
  lost: () => import("./account/Lost"),
};
/** Where in the rail a screen belongs that is not named like its link: a visit is part of the day. */
const places: { readonly [Name in Route["name"]]?: Place } = {
  visit: "today",
  patient: "patients",
  plan: "patients",
  assessment: "patients",
};
const signIn: Loader = () => import("./account/SignIn");
const unlock: Loader = () => import("./account/Unlock");
const losing: Loader = () => import("./account/Losing");

export function App({ store }: { store: Store }) {
  // The lock is what most starts show: it comes while the store looks at the disk.
  useLayoutEffect(() => ahead(unlock), []);
  return (
    <StoreContext.Provider value={store}>
      <Door />
      <AskedBeforeLosing />
    </StoreContext.Provider>
  );
}

/** What would be lost is asked rarely: it comes when it is needed. Where even that cannot come, nothing is locked, and so nothing lost (T2). */
function AskedBeforeLosing() {
  const store = useStore();
  if (!store.losing.value) return null;
  return <Later load={losing} props={{}} failed={() => <Stay />} />;
}

function Stay() {
  const store = useStore();
  useLayoutEffect(() => void store.answer("stay"), [store]);
  return null;
}

function Door() {
  const session = useStore().session.value;
  switch (session.phase) {
    case "starting":
      return <Starting />;
    case "sign-in":
    case "choose-pin":
    case "holds":
    case "evicted":
      return <Lazy load={signIn} props={{}} waiting={<Starting />} />;
    case "locked":
      return <Lazy load={unlock} props={{}} waiting={<Starting />} />;
    case "open":
      return <Inside />;
  }
}

function Inside() {
  const where = path.value;
  const { session } = useStore();
  const found = parse(where);
  // A manager has no visits: their day begins with what people say.
  const isManager = session.value.phase === "open" && session.value.me.role === "manager";
  const route: Route | null = found?.name === "today" && isManager ? { name: "voice" } : found;
  useFocusOnHeading(where);
  if (!route)
    return (
      <StatusShell place={null}>
        <NotHere />
      </StatusShell>
    );
  // As the screens before it: the whole page, with the way on at its end.
  if (route.name === "lost") return <Lazy load={screens.lost} props={{}} waiting={<Starting />} />;
  const { name, ...props } = route;
  const place = places[name] ?? name;
  return (
    <StatusShell place={place}>
      {route.name === "today" ? (
        <Today key={where} day={route.day} />
      ) : (
        <Lazy
          key={route.name === "assessment" ? route.assessment : route.name === "reports" ? name : where}
          load={screens[route.name]}
          props={props}
          waiting={<main class="main" id="main" />}
        />
      )}
    </StatusShell>
  );
}

/** A screen from a file of its own. Where it cannot be had (first visit, no coverage) it says so and tries again on a tap. */
function Lazy(props: { load: Loader; props: object; waiting: ComponentChildren }) {
  return (
    <Later
      {...props}
      failed={(again) => (
        <main class="main" id="main" tabIndex={-1}>
          <h1>This page is not on the tablet yet</h1>
          <p>It comes with the next coverage. Everything you wrote is safe.</p>
          <button type="button" class="btn second" onClick={again}>
            Try again
          </button>
        </main>
      )}
    />
  );
}

/** After navigation, and after the lock opened, the heading has the focus; a new page begins at its top. */
function useFocusOnHeading(where: string): void {
  const last = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (last.current === where) return;
    if (last.current !== null) scrollTo(0, 0);
    last.current = where;
    const take = () => {
      const heading = document.querySelector<HTMLElement>("#main h1, .banner h1");
      if (!heading) return false;
      if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return true;
    };
    if (take()) return;
    // A lazy screen comes a moment later.
    const watch = new MutationObserver(() => take() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
    const end = setTimeout(() => watch.disconnect(), 5000);
    return () => {
      watch.disconnect();
      clearTimeout(end);
    };
  }, [where]);
}
