/** The board's own drawings, 20 by 20, always beside words or inside a block whose words say the same. */
const signs = {
  undo: '<path d="M7 5 3.5 8.5 7 12"/><path d="M3.5 8.5H12a4 4 0 0 1 0 8H8.5"/>',
  sick: '<circle cx="8" cy="6.5" r="2.9"/><path d="M2.5 16.5c.4-3.4 2.4-5.3 5.5-5.3 1 0 2 .2 2.7.6"/><path d="m13 12.5 4 4M17 12.5l-4 4"/>',
  urgent: '<path d="M11 2.5 4.5 11.5H9.5L9 17.5 15.5 8.5H10.5z"/>',
  wand: '<path d="m3.5 16.5 8-8M9.8 6.8l3.4 3.4M14.5 2.5v3M13 4h3M16.5 8v2.4M15.3 9.2h2.4M7.5 2.8v2.4M6.3 4h2.4"/>',
  publish: '<path d="M17.5 2.5 9 11M17.5 2.5 12 17.5 9 11 2.5 8z"/>',
  lock: '<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>',
  done: '<path d="m4 10.5 4 4 8-9"/>',
  two: '<circle cx="7" cy="7" r="2.6"/><circle cx="13.5" cy="7" r="2.6"/><path d="M2.5 16c.3-2.9 1.9-4.5 4.5-4.5 1.3 0 2.4.4 3.2 1.2M9.5 16c.3-2.9 1.6-4.5 4-4.5s3.7 1.6 4 4.5"/>',
  face: '<circle cx="8" cy="6.8" r="2.9"/><path d="M2.5 16.5c.4-3.4 2.4-5.3 5.5-5.3 1.3 0 2.4.3 3.3 1"/><path d="M15 12v5M12.5 14.5h5"/>',
  skill: '<path d="M10 3 18 17H2z"/><path d="M10 8.2v4M10 14.6v.3"/>',
  overlap: '<path d="M10 3v14"/><circle cx="10" cy="10" r="7"/>',
  clock: '<circle cx="10" cy="10" r="7"/><path d="M10 6v4l2.8 1.8"/>',
  keys: '<rect x="2" y="5" width="16" height="10.5" rx="1.5"/><path d="M5 8.5h.2M8.3 8.5h.2M11.6 8.5h.2M14.8 8.5h.2M6.5 12.3h7"/>',
  walk: '<circle cx="11" cy="3.8" r="1.6"/><path d="M10.3 7.2 9.3 11.7l2.7 2.2.8 3.6M9.3 11.7l-1 2.5-1.9 3.3M10.3 7.2 7.3 8.9l-.8 2.6M10.3 7.2l2.1 2.5 2.2.6"/>',
  bicycle: '<circle cx="4.8" cy="13" r="3"/><circle cx="15.2" cy="13" r="3"/><path d="M4.8 13 7.5 7h5.5l2.2 6M7.5 7l3.3 6 2.2-2-.8-4M6.3 5h2.4"/>',
  bus: '<rect x="4" y="3.5" width="12" height="11" rx="2"/><path d="M4 10h12M6.8 14.5v2M13.2 14.5v2M6.8 12.3h.1M13.2 12.3h.1"/>',
  car: '<path d="M3 12.5V10l1.8-4h10.4L17 10v2.5zM3 12.5v2M17 12.5v2M6 10h8"/><circle cx="6" cy="12.5" r="1"/><circle cx="14" cy="12.5" r="1"/>',
} as const;

export type SignName = keyof typeof signs;

export function Sign({ name }: { name: SignName }) {
  return (
    <svg
      class="sg"
      viewBox="0 0 20 20"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constant drawings above, never data
      dangerouslySetInnerHTML={{ __html: signs[name] }}
    />
  );
}
