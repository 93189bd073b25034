import { dayAndTime, dayOf } from "../lib/dates";
import type { Bundle } from "../store/contract";
import { By, Card, KeptWord } from "../ui";
import type { Entry } from "./entry";
import { type Looked, since } from "./since";
import { timeline } from "./timeline";
import type { OnePatient } from "./use-patient";

const most = 6;

export function NewSince({ one, looked }: { one: OnePatient & { bundle: Bundle }; looked: Looked }) {
  const { bundle, say, name } = one;
  const all = timeline(bundle, say, name);
  const fresh = looked.at ? since(all, looked) : all.filter((e) => e.about.kind !== "disclosure");
  const shown = fresh.slice(0, looked.at ? most : 3);
  return (
    <Card
      class="fresh"
      title={looked.at ? "New since you looked" : "The latest"}
      aside={looked.at ? `${dayOf(looked.at) === dayOf(say.now) ? "" : "on "}${dayAndTime(looked.at, say.now)}` : "You have not looked here before"}
    >
      {shown.length === 0 ? (
        <p class="muted">Nothing new from others.</p>
      ) : (
        <ul>
          {shown.map((e) => (
            <li key={e.id}>
              <p>
                <b>{e.title}</b>
                {e.disputed ? <>. Two people see this differently.</> : e.text && <>. {e.text}</>}
                {e.takenBack && <> (entered in error)</>}
                {e.disputed && (
                  <>
                    {" "}
                    <a href="/settle">To settle</a>
                  </>
                )}
              </p>
              {e.values.length > 0 && <p>{valuesLine(e)}</p>}
              <By signature={say.people.signature(e.by)} at={e.at} now={say.now}>
                {e.kept && e.kept !== "sent" && (
                  <>
                    {" · "}
                    <KeptWord kept={e.kept} />
                  </>
                )}
              </By>
            </li>
          ))}
        </ul>
      )}
      {fresh.length > shown.length && (
        <p class="more">
          <a href={`/patient/${bundle.id}/timeline`}>{looked.at ? `${fresh.length - shown.length} more in the timeline` : "All in the timeline"}</a>
        </p>
      )}
    </Card>
  );
}

const valuesLine = (e: Entry): string => e.values.map((v) => `${v.label} ${v.value}`).join(", ");
