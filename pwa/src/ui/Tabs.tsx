import { useLayoutEffect, useRef } from "preact/hooks";

/** Pixels between the open tab and the edge of the screen. */
const besideIt = 16;

/** Pages of one patient, as links: each has its own address. */
export function Tabs(props: { label: string; tabs: readonly { href: string; text: string; count?: number }[]; current: string }) {
  const nav = useRef<HTMLElement>(null);
  // On a phone they are wider than the screen: the one that is open is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another is open
  useLayoutEffect(() => {
    const open = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && open)
      nav.current.scrollLeft = open.offsetLeft - nav.current.offsetLeft + open.offsetWidth - nav.current.clientWidth + besideIt;
  }, [props.current]);
  return (
    <nav ref={nav} class="tabs" aria-label={props.label}>
      <ul>
        {props.tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.href === props.current ? "page" : undefined}>
              {tab.count ? `${tab.text} (${tab.count})` : tab.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
