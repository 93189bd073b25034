import { addressLine } from "../lib/address";
import { ageOn, longDate } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { type AlertLine, Alerts } from "./Alerts";

/** The patient's banner: in sight wherever a patient's data is (SCREENS law 4). The name is the page's h1. */
export function Banner(props: {
  name: string;
  bornOn: string | null;
  nhsNumber: string | null;
  address: string | null;
  postcode: string | null;
  alerts: readonly AlertLine[];
  today: Date;
}) {
  // How to get in is for the door: it stands on the day's card and on the patient's page, and leaves the banner to what can do harm.
  const alerts = props.alerts.filter((alert) => alert.category !== "access");
  const shown = alerts.slice(0, 3);
  const more = alerts.length - shown.length;
  return (
    <section class="banner" aria-label="Patient">
      <h1>{props.name}</h1>
      <span class="who1">
        {props.bornOn && (
          <span>
            Born <b class="num">{longDate(props.bornOn)}</b> ({ageOn(props.bornOn, props.today)})
          </span>
        )}
        {props.nhsNumber && (
          <span>
            NHS <b class="num">{formatNhsNumber(props.nhsNumber)}</b>
          </span>
        )}
        <span class="addr">{addressLine({ address_line: props.address, postcode: props.postcode })}</span>
      </span>
      <span class="end">
        <Alerts alerts={shown} />
        {alerts.length > 1 && (
          <span class={more > 0 ? "rest always" : "rest"}>
            <span class="wide-only">{more > 0 ? `+${more} more` : ""}</span>
            <span class="phone-only">
              +{alerts.length - 1}
              <span class="vh"> more</span>
            </span>
          </span>
        )}
      </span>
    </section>
  );
}
