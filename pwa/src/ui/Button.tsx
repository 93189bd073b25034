import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

type Look = "main" | "second" | "quiet" | "calm";
type Shared = { look?: Look; icon?: IconName; wide?: boolean; class?: string; children: ComponentChildren; describedBy?: string };

const classes = ({ look = "main", wide, class: extra }: Shared) =>
  ["btn", look === "main" ? "" : look, wide ? "wide" : "", extra ?? ""].filter(Boolean).join(" ");

/** `busy` leaves the button in place and in focus, says so, and takes no second press. */
export function Button(props: Shared & { onClick?: () => void; type?: "button" | "submit"; busy?: boolean; pressed?: boolean; expanded?: boolean }) {
  return (
    <button
      type={props.type ?? "button"}
      class={classes(props)}
      aria-disabled={props.busy || undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (props.busy) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton(props: Shared & { href: string; external?: boolean }) {
  return (
    <a
      class={classes(props)}
      href={props.href}
      {...(props.external ? { target: "_blank", rel: "noreferrer" } : {})}
      aria-describedby={props.describedBy}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </a>
  );
}
