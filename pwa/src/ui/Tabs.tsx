/** Pages of one patient, as links: each has its own address. */
export function Tabs(props: { label: string; tabs: readonly { href: string; text: string; count?: number }[]; current: string }) {
  return (
    <nav class="tabs" aria-label={props.label}>
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
