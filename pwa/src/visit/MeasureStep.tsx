import { useState } from "preact/hooks";
import { dayOf } from "../lib/dates";
import { limitsOnTreatment, standingAlerts } from "../patient/alerts";
import { useBegun } from "../patient/use-edit";
import { Button } from "../ui";
import { MeasureField, nextMeasureId } from "./MeasureField";
import { answersOf, type Measure, measureOf, news2Measures, otherMeasures } from "./measurements";
import { News2Panel, News2Tag } from "./News2Panel";
import { isOfAge, type PointsOf, score } from "./news2";
import { earlierScores, scaleFor, setsOf, standing, togetherId } from "./news2-set";
import { OxygenScale } from "./OxygenScale";
import { Section } from "./Section";
import { plannedTypes } from "./summary";
import type { AtVisit } from "./Visit";

const isNews2 = new Set(news2Measures.map((m) => m.type));

/** Planned ones first, then NEWS2, scored as one types; anything else can be added. */
export function MeasureStep({ at }: { at: AtVisit }) {
  const { one, visit } = at;
  const { bundle } = one;
  const [added, setAdded] = useState<string[]>([]);
  const [begun, setBegun] = useState(1);
  const [typing, setTyping] = useState<{ type: string; value: number; value2: number | null } | null>(null);
  const planned = plannedTypes(bundle, visit);
  const taken = bundle.all("observation").filter((o) => o.fields.visit === visit.id && !isNews2.has(o.fields.type ?? ""));
  // What was being typed when the app closed is on the screen again, whatever had to be tapped to get at it.
  const drafted = new Set(useBegun().map((u) => u.record));
  const begunHere = (type: string, together: string | null) => drafted.size > 0 && drafted.has(nextMeasureId(at, type, together));
  const typedBefore = otherMeasures.map((m) => m.type).filter((type) => begunHere(type, null));
  const wanted = [...new Set([...planned.filter((t) => !isNews2.has(t)), ...taken.map((o) => o.fields.type ?? ""), ...typedBefore, ...added])].filter(
    Boolean,
  );
  const others = otherMeasures.filter((m) => !wanted.includes(m.type));
  const sets = setsOf(bundle, visit.id);
  const isBegun = news2Measures.some((m) => begunHere(m.type, togetherId(visit.id, sets.length + 1)));
  const nth = Math.max(begun, sets.length + (isBegun ? 1 : 0), 1);
  const together = togetherId(visit.id, nth);
  const set = standing(sets[nth - 1] ?? []);
  const patient = bundle.all("patient")[0];
  const scale = scaleFor(bundle);
  const typed = typing ? [{ ...typing, measured_at: "9999" }] : [];
  const result = score(answersOf([...set.map((o) => o.fields), ...typed]), scale);
  const ofAge = isOfAge(patient?.fields.born_on, dayOf(one.say.now));
  return (
    <Section id="measure" title="Measurements">
      <div class={ofAge ? "meas" : "meas alone"}>
        <div>
          {wanted.length > 0 && <p class="group">{planned.some((t) => !isNews2.has(t)) ? "Planned today" : "Measured"}</p>}
          {wanted.map((type) => (
            <MeasureField key={type} at={at} m={measureOf(type) ?? plain(type)} together={null} planned={false} points={undefined} />
          ))}
          {others.length > 0 && (
            <p class="add">
              <label for="add-measure">Measure something else</label>
              <select id="add-measure" value="" onChange={(e) => setAdded([...added, e.currentTarget.value])}>
                <option value="">Choose</option>
                {others.map((m) => (
                  <option key={m.type} value={m.type}>
                    {m.label}
                  </option>
                ))}
              </select>
            </p>
          )}
          <div class="group next">
            <span>
              {ofAge ? `NEWS2, oxygen scale ${scale}` : "Vital signs"}
              {nth > 1 && <small>Taken again, number {nth}</small>}
            </span>
            {ofAge && <span class="pl">Points</span>}
            {ofAge && <News2Tag result={result} />}
          </div>
          {patient && ofAge && <OxygenScale one={one} patient={patient} />}
          {news2Measures.map((m) => (
            <MeasureField
              key={`${m.type}:${nth}`}
              at={at}
              m={m}
              together={together}
              planned={planned.includes(m.type)}
              onTyping={(now) => setTyping(now ? { type: m.type, ...now } : null)}
              points={ofAge ? pointsFor(m, result.points) : undefined}
            />
          ))}
          {set.length > 0 && (
            <p class="under">
              <Button look="quiet" icon="plus" onClick={() => setBegun(nth + 1)}>
                Take them all again
              </Button>
            </p>
          )}
        </div>
        {ofAge ? (
          <News2Panel at={at} result={result} earlier={earlierScores(bundle, together)} limits={limitsOnTreatment(standingAlerts(bundle))} />
        ) : (
          <p class="by">NEWS2 is for people of 16 and over: the values are kept, without a score.</p>
        )}
      </div>
    </Section>
  );

  function pointsFor(m: Measure, points: PointsOf): number | null {
    return m.news2 ? points[m.news2] : null;
  }
}

const plain = (type: string): Measure => ({ type, label: type, unit: null, unitWords: "", decimals: 1, shape: "number" });
