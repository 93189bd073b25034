import { dayAndTime } from "../lib/dates";

/**
 * Who, from where, when (SCREENS law 5). `signature` as the store's people say it: "Kemi Adeyemi, district nurse, East London NHS FT";
 * what stands before its first comma is the name. `at`: an instant or a date; `about`: the clock had jumped (M7).
 */
export function By(props: { signature: string; at?: string | null; now: Date; about?: boolean; children?: preact.ComponentChildren }) {
  const comma = props.signature.indexOf(",");
  const name = comma < 0 ? props.signature : props.signature.slice(0, comma);
  const rest = comma < 0 ? "" : props.signature.slice(comma);
  return (
    <span class="by">
      <b>{name}</b>
      {rest}
      {props.at && (
        <>
          , <span class="nowrap">{`${props.about ? "about " : ""}${dayAndTime(props.at, props.now)}`}</span>
        </>
      )}
      {props.children}
    </span>
  );
}

/** Initials in a disc, for a colleague. The name stands beside it. */
export function Face(props: { name: string }) {
  const words = props.name.split(/\s+/).filter(Boolean);
  const initials = `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
  return (
    <span class="face" aria-hidden="true">
      {initials}
    </span>
  );
}
