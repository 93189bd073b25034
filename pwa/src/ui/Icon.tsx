/** The drawings' line icons, 24 by 24, stroke only. Always beside a word: hidden from readers, colour from the text around. */
const paths = {
  allergy: '<path d="m10.2 20.1 9.9-9.9a4.5 4.5 0 0 0-6.3-6.3l-9.9 9.9a4.5 4.5 0 0 0 6.3 6.3zM8.9 8.9l6.2 6.2"/>',
  bike: '<circle cx="5.5" cy="16" r="3.75"/><circle cx="18.5" cy="16" r="3.75"/><path d="M5.5 16 9 8.5h6.5l3 7.5M9 8.5l4 7.5 2.5-7.5-1-3H17M7.5 6h3"/>',
  board: '<path d="M3.5 6h17M3.5 12h17M3.5 18h17M7 4.2v3.6M13 10.2v3.6M17.5 16.2v3.6"/>',
  bus: '<rect x="4.5" y="4" width="15" height="13.5" rx="2.5"/><path d="M4.5 12h15M8 17.5V20M16 17.5V20M8 14.8h.01M16 14.8h.01"/>',
  camera:
    '<path d="M4.5 7.5h3l1.5-2.5h6l1.5 2.5h3a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9a1.5 1.5 0 0 1 1.5-1.5z"/><circle cx="12" cy="13" r="3.5"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  clock: '<circle cx="12" cy="12" r="8.75"/><path d="M12 7v5.2l3.4 2"/>',
  counts: '<path d="M3.5 3.5v17h17M7 15l4-5 3.5 3 5-7"/>',
  cup: '<path d="M5 9h11v6.5a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10.5h1.8a2.4 2.4 0 0 1 0 4.8H16M8.5 3.5v2.5M12.5 3.5v2.5"/>',
  del: '<path d="M8.5 5H21v14H8.5L3 12zM12 9.5l5 5M17 9.5l-5 5"/>',
  dog: '<ellipse cx="5.8" cy="11" rx="1.7" ry="2.1"/><ellipse cx="9.7" cy="6.6" rx="1.7" ry="2.3"/><ellipse cx="14.3" cy="6.6" rx="1.7" ry="2.3"/><ellipse cx="18.2" cy="11" rx="1.7" ry="2.1"/><path d="M12 11.8c-2.6 0-5.2 2.9-5.2 5.2 0 1.9 1.4 2.8 2.8 2.8 1 0 1.5-.6 2.4-.6s1.4.6 2.4.6c1.4 0 2.8-.9 2.8-2.8 0-2.3-2.6-5.2-5.2-5.2z"/>',
  door: '<path d="M6 20.5v-15a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v15M3.5 20.5h17M14.5 12.5h.01"/>',
  down: '<path d="M5.5 9.5 12 16l6.5-6.5"/>',
  eye: '<path d="M2.5 12c2.3-4.3 5.5-6.5 9.5-6.5s7.2 2.2 9.5 6.5c-2.3 4.3-5.5 6.5-9.5 6.5S4.8 16.3 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
  fall: '<circle cx="6.5" cy="5.5" r="2.25"/><path d="m8 10 5.5 5.5 6.5-1.5M9.5 11.5l5.5-2M4 20.5h16"/>',
  file: '<path d="M6 2.5h8l4.5 4.5v14.5H6zM14 2.5V7h4.5M9 12h6M9 16h6"/>',
  form: '<path d="M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5v5h5M9 13h6M9 16.5h4"/>',
  full: '<rect x="3.5" y="14" width="17" height="6.5" rx="2"/><path d="M16.5 17.25h.01M6 14l2-9.5h8L18 14"/>',
  go: '<path d="M12 3.5 19.5 20 12 16.5 4.5 20z"/>',
  hand: '<circle cx="12" cy="12" r="8.5"/><path d="M8.5 15.5l7-7"/>',
  home: '<path d="m3.5 11.5 8.5-7.5 8.5 7.5M6 9.5v10.5h12V9.5M10 20v-5.5h4V20"/>',
  inbox: '<path d="M3.5 13.5 6 5h12l2.5 8.5V19h-17zM3.5 13.5H8.5l1.5 2.5h4l1.5-2.5h5"/>',
  info: '<circle cx="12" cy="12" r="8.75"/><path d="M12 11v5.5M12 7.7h.01"/>',
  key: '<circle cx="7.75" cy="16.25" r="4.25"/><path d="M10.8 13.2 20 4M16.5 7.5l3 3M13.5 10.5l2 2"/>',
  left: '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
  lock: '<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
  meet: '<circle cx="12" cy="12" r="4.5"/><path d="M12 3.5h.01M12 20.5h.01M3.5 12h.01M20.5 12h.01"/>',
  more: '<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3.5"/>',
  moved: '<path d="M4 8h13.5M14 4.5 17.5 8 14 11.5M20 16H6.5M10 12.5 6.5 16l3.5 3.5"/>',
  new: '<path d="M20 12a8 8 0 1 1-2.6-5.9M20.5 3.5v4.5H16"/>',
  nosign: '<path d="M3 9.5a13 13 0 0 1 4.5-2.9M12 5.5c3.5 0 6.6 1.4 9 4M6.5 13.5a8 8 0 0 1 4-2.1M15 12a8 8 0 0 1 2.5 1.5M12 18.5h.01M4 3.5l16 17"/>',
  org: '<path d="M4.5 20.5v-15h9v15M13.5 10h6v10.5M2.5 20.5h19M7.5 9h3M7.5 12.5h3M7.5 16h3M16.5 13.5h.01M16.5 16.5h.01"/>',
  pen: '<path d="m4 20 1-4.5L16 4.5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19zM14 6.5l3.5 3.5"/>',
  people:
    '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.6-3.6 3.1-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18.4 14.9c1.8.9 2.8 2.6 3.1 5.1"/>',
  phone: '<path d="M5.6 4h3.2l1.6 4.1-2 1.5a11.5 11.5 0 0 0 6 6l1.5-2 4.1 1.6v3.2c0 .9-.7 1.6-1.6 1.6A15.5 15.5 0 0 1 4 5.6C4 4.7 4.7 4 5.6 4z"/>',
  photo: '<rect x="2.75" y="5.5" width="18.5" height="14" rx="2.5"/><circle cx="12" cy="12.5" r="3.5"/>',
  pill: '<path d="M9 3.5h6M10.5 3.5v4L8 10.5v8a2 2 0 0 0 2 2h4a2 2 0 0 0 2-2v-8l-2.5-3v-4M8 13.5h8"/>',
  pin: '<path d="M12 21.5c4.5-4.5 7-8 7-11.5a7 7 0 1 0-14 0c0 3.5 2.5 7 7 11.5z"/><circle cx="12" cy="10" r="2.5"/>',
  plan: '<rect x="5" y="4.5" width="14" height="16" rx="2"/><path d="M9.5 3h5v3h-5zM8.5 11h7M8.5 15h4.5"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  print:
    '<path d="M7 8.5V3.5h10v5M7 17H4.5A1.5 1.5 0 0 1 3 15.5V10a1.5 1.5 0 0 1 1.5-1.5h15A1.5 1.5 0 0 1 21 10v5.5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6.5H7z"/>',
  pulse: '<path d="M2.5 12.5h4.5l2.5-7 4.5 13 2.5-6h5"/>',
  right: '<path d="M9.5 5.5 16 12l-6.5 6.5"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
  send: '<path d="M4 12 20.5 4 15 20.5l-3.5-6.5zM11.5 14l9-10"/>',
  settle:
    '<rect x="2.75" y="5.5" width="8" height="13" rx="2"/><rect x="13.25" y="5.5" width="8" height="13" rx="2"/><path d="M5.5 9.5h2.5M5.5 12.5h2.5M16 9.5h2.5M16 14.5h2.5"/>',
  shield: '<path d="M12 3.5 19.5 6v5.5c0 4.5-3 7.7-7.5 9-4.5-1.3-7.5-4.5-7.5-9V6zM8.5 12l2.5 2.5 4.5-5"/>',
  shut: '<path d="m6 6 12 12M18 6 6 18"/>',
  sign: '<path d="M3 20.5h18M4 16c3-8 6-12 7.5-11S9 15 10 15.5s2.5-3 4-3 .8 2.5 2.5 2.5 2-.8 3.5-1.5"/>',
  speak: '<path d="M4 5h16v11.5h-8.5L7 20.5v-4H4zM8 9.2h8M8 12.4h5"/>',
  tablet: '<rect x="4.5" y="2.5" width="15" height="19" rx="2.5"/><path d="M10.5 18.5h3"/>',
  today: '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
  up: '<path d="M12 20V4.5M5.5 11L12 4.5l6.5 6.5"/>',
  walk: '<circle cx="13" cy="4.4" r="1.75"/><path d="M12.3 8.6 11.2 14l3.2 2.7.9 4.3M11.2 14 10 17l-2.2 4M12.3 8.6l-3.6 2-.9 3.2M12.3 8.6l2.5 3 2.9.7"/>',
  weeks: '<path d="M3.5 5h17v15h-17zM3.5 10h17M3.5 15h17M9 5v15M15 5v15"/>',
  warn: '<path d="M12 3.8 21.2 20H2.8zM12 10v4.5M12 17.3h.01"/>',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, class: extra }: { name: IconName; class?: string }) {
  return (
    <svg
      class={extra ? `i ${extra}` : "i"}
      viewBox="0 0 24 24"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constant drawings above, never data
      dangerouslySetInnerHTML={{ __html: paths[name] }}
    />
  );
}
