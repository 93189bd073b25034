import { Icon, KeptWord } from "../ui";
import type { grouped, Row } from "./list";
import { fromWords } from "./list";
import { Ring } from "./Ring";
import { ageWords, lately, nameOf, numberAndPlace, type Saying, standsOf } from "./words";

/** All that are worked on, in groups by how they stand: how long is left, who, why, from whom, where it is. */
export function List(props: { groups: ReturnType<typeof grouped>; open: string | null; onOpen: (id: string) => void; say: Saying }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by key
    <section class="lscroll" aria-label="Referrals" tabIndex={0}>
      <table class="refs">
        <caption class="vh">Referrals by how they stand</caption>
        <thead>
          <tr>
            <th scope="col">Time left</th>
            <th scope="col">Person</th>
            <th scope="col">Why</th>
            <th scope="col">From</th>
            <th scope="col">Where it is</th>
          </tr>
        </thead>
        {props.groups.map((group) => (
          <tbody key={group.key}>
            <tr class="g">
              <th colSpan={5} scope="rowgroup">
                {group.title} <span>{group.rows.length}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <Line key={row.id} row={row} isOpen={row.id === props.open} onOpen={props.onOpen} say={props.say} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Line({ row, isOpen, onOpen, say }: { row: Row; isOpen: boolean; onOpen: (id: string) => void; say: Saying }) {
  const { fields } = row.view;
  const stands = standsOf(row, say);
  return (
    <tr class={isOpen ? "sel" : undefined} aria-current={isOpen ? "true" : undefined} onClick={() => onOpen(row.id)}>
      <td class={`clk ${row.left.tone}`}>
        <span class="ringed">
          <Ring left={row.left} />
          <span>
            <b class="num">{row.left.words}</b>
            <small class="num">{row.left.detail}</small>
          </span>
        </span>
      </td>
      <th scope="row" class="whom">
        <span class="one">
          <button type="button" onClick={() => onOpen(row.id)}>
            {nameOf(row.person)}
          </button>
          {ageWords(row.person, say.now)}
        </span>
        <small class="num">{numberAndPlace(row.person)}</small>
      </th>
      <td class="why">
        {fields.why}
        {row.same.length > 0 && (
          <small class="dupw">
            <Icon name="settle" />
            Same NHS number twice
          </small>
        )}
        {row.waits && (
          <small>
            <KeptWord kept={row.waits === "refused" ? "refused" : "on-this-tablet"} />
          </small>
        )}
      </td>
      <td class="frm">
        {fields.from_organisation ?? fromWords(fields)}
        <small class="num">{[fields.received_at ? lately(fields.received_at, say.now) : null, fields.from_unit].filter(Boolean).join(", ")}</small>
      </td>
      <td class="stt">
        {isOpen && row.status === "new" ? <b>Open here</b> : stands.what}
        {stands.detail && (
          <small class={stands.tone ?? undefined}>
            {stands.tone === "alert" && <Icon name="warn" />}
            {stands.tone === "done" && <Icon name="check" />}
            {stands.tone === "asked" && <Icon name="phone" />}
            {stands.detail}
          </small>
        )}
      </td>
    </tr>
  );
}
