import { useEffect, useState } from "preact/hooks";
import { clocks, reasons } from "../api/referral-words";
import { ageOn, dayAndTime, longDate, sinceWhen } from "../lib/dates";
import { formatNhsNumber } from "../lib/nhs-number";
import { phoneHref } from "../patient/text";
import type { Act, Id } from "../store/contract";
import type { ReferralService } from "../store/referrals";
import { Button, Icon, LinkButton, Strip } from "../ui";
import { accept, take } from "./acts";
import { due } from "./clock";
import type { Deciding } from "./Decide";
import { Duplicate } from "./Duplicate";
import { fits } from "./fit";
import { fromWords, isOpen, type Row, whomToAsk } from "./list";
import { Ring } from "./Ring";
import { Services } from "./Services";
import { nameOf, type Saying, standsOf, teamName } from "./words";

/** One referral: who, until when, referred already or not, what was written, who can take it, and the decision. */
export function Detail(props: {
  row: Row;
  rows: readonly Row[];
  services: readonly ReferralService[];
  me: Id;
  say: Saying;
  /** Decisions are the access point's, and those who lead or coordinate the team that has it. */
  onAct: (acts: Act[], done: string) => void;
  onDecide: (what: Deciding) => void;
  onOpen: (id: string) => void;
  onBack: () => void;
}) {
  const { row, say, me, onAct, onDecide } = props;
  const { view, person } = row;
  const { fields } = view;
  const found = fits(props.services, { asks: fields.asks ?? [], clock: fields.clock_type ?? "no-clock", person });
  const [team, setTeam] = useState<Id | null>(fields.team ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another referral, or another decision, begins with its own team
  useEffect(() => setTeam(fields.team ?? null), [row.id, fields.team]);
  const chosen = team ?? found[0]?.service.id ?? null;
  const now = say.now.toISOString();
  const name = props.services.find((one) => one.id === chosen)?.name ?? (chosen ? teamName(say.people, chosen) : "");
  const open = isOpen(row.status);
  const isNewTeam = row.status !== "accepted" || chosen !== fields.team;
  const same = props.rows.filter((one) => row.same.includes(one.id));
  return (
    <section class="tri" aria-labelledby="referral-h">
      <header class="pt">
        <button type="button" class="back" onClick={props.onBack}>
          <Icon name="left" />
          All referrals
        </button>
        <h2 id="referral-h" tabIndex={-1}>
          {nameOf(person)}
        </h2>
        <p>
          {person.born_on && (
            <span>
              Born <b class="num">{longDate(person.born_on)}</b> ({ageOn(person.born_on, say.now)})
            </span>
          )}
          <span>
            NHS number <b class="num">{person.nhs_number ? formatNhsNumber(person.nhs_number) : "not known"}</b>
          </span>
          <span>
            {person.address_line}
            {person.address_line && person.postcode ? ", " : ""}
            <b>{person.postcode}</b>
          </span>
        </p>
      </header>
      <div class="tb">
        {Object.keys(view.disputed).length > 0 && (
          <Strip
            icon="settle"
            tone="care"
            title="Two people wrote different things here"
            acts={
              <LinkButton look="second" href={`/settle/${Object.values(view.disputed)[0]!.conflict}`}>
                See both
              </LinkButton>
            }
          >
            <p>Neither stands until somebody settles it.</p>
          </Strip>
        )}
        {row.waits === "refused" && (
          <Strip icon="warn" tone="care" title="Something you decided was not taken">
            <p>
              It is kept under <a href="/waiting">What waits</a>, with the reason.
            </p>
          </Strip>
        )}
        <Clock row={row} say={say} />
        {same.map((other) => (
          <Duplicate key={other.id} row={row} other={other} say={say} onAct={onAct} onApart={() => onDecide({ what: "apart", other })} />
        ))}
        <Stands row={row} say={say} onDecide={onDecide} onTake={() => onAct(take(view, me, now), "You look after it now.")} />
        <section class="words" aria-labelledby="wrote-h">
          <h3 id="wrote-h">{fields.source === "self" || fields.source === "carer" ? "What they said" : `What ${whomToAsk(fields)} wrote`}</h3>
          <p class="what">
            <b>{fields.why}</b>
            {fields.reason ? ` (${reasons[fields.reason]?.toLowerCase() ?? fields.reason})` : ""}
          </p>
          {fields.words && <blockquote>{fields.words}</blockquote>}
          <p class="by">
            <b>{fields.from_person ?? fromWords(fields)}</b>
            {[fields.from_role, fields.from_person ? fromWords(fields) : null].filter(Boolean).map((word) => `, ${word}`)}
            {fields.received_at && `, ${dayAndTime(fields.received_at, say.now)}`}
            {fields.from_phone && (
              <>
                {" "}
                <a class="num" href={phoneHref(fields.from_phone)}>
                  {fields.from_phone}
                </a>
              </>
            )}
          </p>
        </section>
        {open && <Services found={found} asks={fields.asks ?? []} chosen={chosen} onChoose={setTeam} say={say} has={fields.team ?? null} />}
      </div>
      <footer class="dec">
        {open && (
          <>
            {chosen && isNewTeam && (
              <Button icon="check" onClick={() => onAct(accept(view, chosen, me, now), `Accepted to ${name}.`)}>
                {row.status === "accepted" ? "Pass to" : "Accept to"} {name}
              </Button>
            )}
            {row.status === "accepted" ? (
              <>
                {!row.seenAt && (
                  <Button look="second" onClick={() => onDecide({ what: "seen" })}>
                    They were seen…
                  </Button>
                )}
                <Button look="second" onClick={() => onDecide({ what: "close" })}>
                  Close…
                </Button>
              </>
            ) : (
              <>
                <Button look="second" onClick={() => onDecide({ what: "ask" })}>
                  Ask {whomToAsk(fields)}
                </Button>
                <Button look="second" onClick={() => onDecide({ what: "decline" })}>
                  Decline with advice
                </Button>
              </>
            )}
          </>
        )}
        {!open && row.status !== "entered-in-error" && (
          <Button look="second" onClick={() => onDecide({ what: "back" })}>
            Take it up again…
          </Button>
        )}
      </footer>
    </section>
  );
}

function Clock({ row, say }: { row: Row; say: Saying }) {
  const { fields } = row.view;
  const kind = fields.clock_type ?? "no-clock";
  const clock = { kind, started: fields.clock_started_at ?? null };
  const by = due(clock);
  const at = by === null ? null : kind === "two-hours" ? sinceWhen(by, say.now) : `${row.left.detail.split("by ")[1] ?? ""}, end of day`;
  const title =
    kind === "no-clock"
      ? "No clock runs"
      : row.seenAt
        ? `Seen ${sinceWhen(row.seenAt, say.now)}`
        : `${clocks[kind]} clock: ${isOpen(row.status) ? `by ${at}` : "stopped with the decision"}`;
  return (
    <p class="ck2">
      <Ring left={row.left} />
      <span>
        <b>{title}</b>
        {clock.started
          ? `Started ${dayAndTime(clock.started, say.now)}, when the need was found${row.seenAt ? `. ${row.left.detail}` : ""}`
          : "Routine"}
      </span>
    </p>
  );
}

/** What was asked and answered, who has it, what was advised. */
function Stands(props: { row: Row; say: Saying; onDecide: (what: Deciding) => void; onTake: () => void }) {
  const { row, say } = props;
  const { fields } = row.view;
  const stands = standsOf(row, say);
  return (
    <section class="stands" aria-labelledby="stands-h">
      <div class="sh">
        <h3 id="stands-h">Where it is</h3>
        {(row.status === "new" || row.status === "triage") && fields.triaged_by !== props.row.view.fields.team && (
          <Button look="quiet" onClick={props.onTake}>
            I look after it
          </Button>
        )}
      </div>
      <p>
        <b>{stands.what}</b>
        {stands.detail && <span class={stands.tone ?? undefined}>, {stands.detail}</span>}
      </p>
      {fields.status_reason && <p class="muted">“{fields.status_reason}”</p>}
      {fields.asked_what && (
        <div class="asked">
          <p>
            Asked {fields.asked_whom}
            {fields.asked_at ? `, ${sinceWhen(fields.asked_at, say.now)}` : ""}: “{fields.asked_what}”
          </p>
          {fields.answer ? (
            <p>
              Answer{fields.answered_at ? `, ${sinceWhen(fields.answered_at, say.now)}` : ""}: “{fields.answer}”
            </p>
          ) : (
            isOpen(row.status) && (
              <Button look="second" onClick={() => props.onDecide({ what: "answer" })}>
                Write down the answer…
              </Button>
            )
          )}
        </div>
      )}
      {fields.advice && <blockquote>{fields.advice}</blockquote>}
    </section>
  );
}
