import { useEffect } from "preact/hooks";
import { history } from "../care-plan/history";
import { dayAndTime } from "../lib/dates";
import { standingAlerts } from "../patient/alerts";
import { Stands } from "../patient/Disputed";
import { inQuotes } from "../patient/text";
import { type OnePatient, usePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";
import { Banner, By, Icon, KeptWord, LinkButton, Strip } from "../ui";
import { ForThePlan } from "./ForThePlan";
import { Guests } from "./Guests";
import { asSet, attendees, type Item, itemId, type Listed, type Meeting, namesInWords, stateOf, type Talk, talkOf } from "./meeting";
import { Outcome } from "./Outcome";
import { TextOf } from "./TextOf";
import type { Meetings } from "./use-meetings";

export interface AtItem {
  at: Meetings;
  meeting: Meeting;
  item: Item;
  talk: Talk;
  one: OnePatient & { bundle: Bundle };
}

const stateWords = { listed: "to be discussed", discussed: "discussed", "put-off": "put off" } as const;

/** One person's turn: what is asked, what was said and decided, what becomes the plan's. */
export function Person(props: { at: Meetings; meeting: Meeting; patient: string; before: Listed | null; after: Listed | null }) {
  const { at, meeting, patient } = props;
  const one = usePatient(patient);
  const { header, bundle, say } = one;
  const item = bundle?.one("meeting_item", itemId(meeting.id, patient));
  const fields = bundle?.all("patient")[0]?.fields;
  // On a phone the list has gone from the screen: the turn begins at its top.
  useEffect(() => scrollTo(0, 0), []);
  return (
    <div class="turn-page">
      <Banner
        name={header?.name ?? ""}
        bornOn={fields?.born_on ?? header?.born_on ?? null}
        nhsNumber={fields?.nhs_number ?? header?.nhs_number ?? null}
        address={fields?.address_line ?? header?.address_line ?? null}
        postcode={fields?.postcode ?? header?.postcode ?? null}
        alerts={bundle ? standingAlerts(bundle) : (header?.alerts ?? [])}
        today={say.now}
      />
      {bundle?.expired ? (
        <Strip icon="lock" tone="care" title="This record is too old to rely on">
          <p>This tablet has had no contact for so long that the record stays shut until it has.</p>
        </Strip>
      ) : bundle && item && !one.seesMore ? (
        <Strip icon="meet" tone="still" title={`${one.name} is on the list of this meeting: ${stateWords[stateOf(item)]}`}>
          <p>
            What is said there is between the professionals who look after {one.name}. What comes of it for everybody stands on{" "}
            <a href={`/patient/${patient}/plan`}>the care plan</a>.
          </p>
        </Strip>
      ) : bundle && item ? (
        <Turn it={{ at, meeting, item, talk: talkOf(meeting.id, bundle), one: { ...one, bundle } }} />
      ) : bundle ? (
        <Strip icon="info" tone="still" title={`${one.name} is not on the list of this meeting`}>
          <p>
            They can be put on a list from <a href={`/patient/${patient}`}>their own page</a>.
          </p>
        </Strip>
      ) : (
        <Strip icon="tablet" tone="still" title="The whole record is not on this tablet yet">
          <p>It is the next to come. Name, address and alerts above are from the list.</p>
        </Strip>
      )}
      <nav class="onward" aria-label="On the list">
        {props.before ? (
          <a href={`/meetings/${meeting.id}/${props.before.header.bundle}`}>
            <Icon name="left" />
            <span>
              <small>Before</small>
              <b>{props.before.header.name}</b>
            </span>
          </a>
        ) : (
          <span />
        )}
        {props.after ? (
          <a class="next" href={`/meetings/${meeting.id}/${props.after.header.bundle}`}>
            <span>
              <small>Next</small>
              <b>{props.after.header.name}</b>
            </span>
            <Icon name="right" />
          </a>
        ) : (
          <a class="next" href={`/meetings/${meeting.id}`}>
            <span>
              <small>That was the last</small>
              <b>The whole meeting</b>
            </span>
            <Icon name="right" />
          </a>
        )}
      </nav>
    </div>
  );
}

function Turn({ it }: { it: AtItem }) {
  const { talk, one, meeting } = it;
  const { say, name, bundle } = one;
  const f = talk.fields;
  const last = history(bundle, say).find((line) => line.id.split(":")[0] !== talk.id);
  const asked = talk.stamps.asked;
  const may = one.may("meeting_talk", "discussion");
  const { staff, guests } = attendees(f.attended, say.people);
  return (
    <>
      <section class="card asked" aria-labelledby="asked-h">
        <h2 id="asked-h">The question</h2>
        <Stands view={talk} group="asked" say={say}>
          <p class="question">{f.question || "No question was written."}</p>
          {f.asked_by && <By signature={say.people.signature(f.asked_by)} at={asked?.at ?? null} now={say.now} />}
        </Stands>
        {talk.kept.asked && talk.kept.asked !== "sent" && <KeptWord kept={talk.kept.asked} />}
        <dl class="brief">
          {bundle.all("care_plan")[0]?.fields.what_matters && (
            <div>
              <dt>What matters to {name}</dt>
              <dd>{inQuotes(bundle.all("care_plan")[0]?.fields.what_matters ?? "")}</dd>
            </div>
          )}
          {last && (
            <div>
              <dt>Last change of the plan</dt>
              <dd>
                {say.people.signature(last.by, true)} {last.words} <span class="by">{dayAndTime(last.at, say.now)}</span>
              </dd>
            </div>
          )}
        </dl>
        <div class="acts">
          <LinkButton look="calm" icon="plan" href={`/patient/${bundle.id}/plan`}>
            Care plan
          </LinkButton>
          <LinkButton look="calm" icon="people" href={`/patient/${bundle.id}`}>
            Whole record
          </LinkButton>
        </div>
      </section>
      <section class="card said" aria-labelledby="said-h">
        <h2 id="said-h">What was said</h2>
        {may && (
          <Guests
            view={talk}
            title={`${name} and family`}
            verb={`${name} or family joins`}
            label="Who joins for this part"
            hint={`Like “${name}, by telephone” or “Nasima, her daughter”. Only those who may read ${name}’s record see it.`}
            guests={guests}
            put={(next) => void one.store.change(talk, "people", { attended: asSet([...staff, ...next]) })}
          />
        )}
        {(staff.length > 0 || (!may && guests.length > 0)) && (
          <p class="by">
            Took part: <b>{namesInWords(f.attended, say.people, 30)}</b>
          </p>
        )}
        <TextOf
          it={it}
          group="discussion"
          label="Discussion"
          rows={5}
          longest={10_000}
          hint="Several can write at once, also without coverage: both are kept."
        />
        <TextOf it={it} group="decision" label="Decision" rows={3} longest={5_000} hint="What was agreed, in one or two sentences." />
      </section>
      <ForThePlan it={it} />
      {may && <Outcome key={meeting.id} it={it} />}
    </>
  );
}
