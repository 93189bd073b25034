import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { Bundle } from "../store/contract";
import { Banner, Main, Strip, Tabs, useTitle } from "../ui";
import { standingAlerts } from "./alerts";
import { MaybeSame } from "./MaybeSame";
import { RecordedTwice } from "./RecordedTwice";
import "./patient.scss";
import { unknownIn } from "./unknown";
import { type OnePatient, usePatient } from "./use-patient";
import { nameOf } from "./words";

export type Page = "summary" | "plan" | "timeline" | "photos";

/**
 * The banner, the tabs, and what every page of a person has to say before anything else: what was recorded twice, what this version cannot show.
 * `page: null` is a page without tabs, such as a visit. The banner stands as soon as the index does; the rest when the record has opened.
 */
export function PatientPage(props: {
  patient: string;
  page: Page | null;
  title: string;
  class?: string;
  children: (one: OnePatient & { bundle: Bundle }) => ComponentChildren;
}) {
  const one = usePatient(props.patient);
  useTitle(props.title);
  useRoomAbove();
  const { header, bundle, say } = one;
  const fields = bundle?.all("patient")[0]?.fields;
  const alerts = bundle ? standingAlerts(bundle) : (header?.alerts ?? []);
  const name = header?.name ?? ([fields?.given_name, fields?.family_name].filter(Boolean).join(" ") || "Patient");
  const base = `/patient/${props.patient}`;
  const tabs = [
    { href: base, text: "Summary" },
    { href: `${base}/plan`, text: "Care plan" },
    { href: `${base}/timeline`, text: "Timeline" },
    ...(one.seesMore ? [{ href: `${base}/photos`, text: "Documents and photos" }] : []),
  ];
  if (!header && !bundle) return <NotHere />;
  return (
    <>
      <Banner
        name={name}
        bornOn={fields?.born_on ?? header?.born_on ?? null}
        nhsNumber={fields?.nhs_number ?? header?.nhs_number ?? null}
        address={fields?.address_line ?? header?.address_line ?? null}
        postcode={fields?.postcode ?? header?.postcode ?? null}
        alerts={alerts}
        today={say.now}
      />
      {props.page && <Tabs label="Record" tabs={tabs} current={props.page === "summary" ? base : `${base}/${props.page}`} />}
      <Main class={props.class ? `record-page ${props.class}` : "record-page"}>
        {bundle ? (
          <>
            {bundle.expired && <Expired />}
            <MaybeSame one={one} />
            <CannotShow one={{ ...one, bundle }} />
            <RecordedTwice one={{ ...one, bundle }} />
            {!bundle.expired && props.children({ ...one, bundle })}
          </>
        ) : (
          <Opening here={header?.here ?? false} />
        )}
      </Main>
    </>
  );
}

/** How much the status line and the banner cover, as `--above`: a long name makes the banner higher, and what sticks below it must know. */
function useRoomAbove(): void {
  useLayoutEffect(() => {
    const banner = document.querySelector<HTMLElement>(".banner");
    if (!banner) return;
    const tell = () => {
      const top = Number.parseFloat(getComputedStyle(banner).top) || 0;
      const isSticky = getComputedStyle(banner).position === "sticky";
      document.documentElement.style.setProperty("--above", `${isSticky ? top + banner.offsetHeight : top}px`);
    };
    const watch = new ResizeObserver(tell);
    watch.observe(banner);
    return () => watch.disconnect();
  });
}

function NotHere() {
  return (
    <Main>
      <h1>This record is not on this tablet</h1>
      <p>Either it is nobody’s whom you care for now, or it comes with the next coverage.</p>
      <p>
        <a href="/patients">Find a patient</a>
      </p>
    </Main>
  );
}

function Opening(props: { here: boolean }) {
  return props.here ? (
    <p class="muted" role="status">
      Opening the record
    </p>
  ) : (
    <Strip icon="tablet" tone="still" title="The whole record is not on this tablet yet">
      <p>It is the next to come. Name, address and alerts above are from the list of the day. Without coverage, ring the base for what you need.</p>
    </Strip>
  );
}

function Expired() {
  return (
    <Strip icon="lock" tone="care" title="This record is too old to rely on">
      <p>This tablet has had no contact for so long that the record stays shut until it has. What you wrote is safe and goes out first.</p>
    </Strip>
  );
}

/** Kinds, fields and words that a newer version wrote (M8): how many entries, and which of them can be named. */
function CannotShow(props: { one: OnePatient & { bundle: Bundle } }) {
  const { store, bundle, say } = props.one;
  const partly = unknownIn(bundle);
  const count = bundle.unknown + partly.length;
  if (count === 0) return null;
  const named = [...new Set(partly.slice(0, 5).map(({ kind, fields }) => nameOf(kind, fields as Readonly<Record<string, unknown>>, say)))];
  return (
    <Strip
      icon="new"
      tone="care"
      title={count === 1 ? "One entry that this version cannot show" : `${count} entries that this version cannot show`}
      acts={
        store.status.value.newVersion && (
          <button type="button" class="btn second" onClick={() => store.useNewVersion()}>
            Update now
          </button>
        )
      }
    >
      {named.length > 0 && <p>Not whole here: {named.join("; ")}.</p>}
      <p>Written with a newer Alongside. It is here, whole and unchanged. Do not judge by the rest alone: update, or ring whoever wrote it.</p>
    </Strip>
  );
}
