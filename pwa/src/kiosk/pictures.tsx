/** The kiosk's own drawings: icons of 24 by 24, faces and signs of 48 by 48, in strokes of the colour of the text around. Always beside words. */
import type { ComponentChildren } from "preact";

const icons = {
  globe: <path d="M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0zM3 12h18M12 3c2.7 2.6 4 5.6 4 9s-1.3 6.4-4 9c-2.7-2.6-4-5.6-4-9s1.3-6.4 4-9z" />,
  aloud: <path d="M4 9.5h3.5L12 5.5v13L7.5 14.5H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />,
  mute: <path d="M4 9.5h3.5L12 5.5v13L7.5 14.5H4zM16 9.5l5 5M21 9.5l-5 5" />,
  stop: <path d="M7 7h10v10H7z" />,
  easy: <path d="M12 6.5C10 5 7.5 4.5 3.5 4.5v13.5c4 0 6.5.5 8.5 2 2-1.5 4.5-2 8.5-2V4.5c-4 0-6.5.5-8.5 2zM12 6.5V20" />,
  left: <path d="M20 12H4.5M11 5.5L4.5 12l6.5 6.5" />,
  right: <path d="M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5" />,
  skip: <path d="M5 5.5l7 6.5-7 6.5zM12.5 5.5l7 6.5-7 6.5z" />,
  done: <path d="M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0zM7.5 12.5l3 3 6-6.5" />,
  two: (
    <path d="M5 8a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0zM2.5 20c.3-4 2.7-6 6-6s5.7 2 6 6M15.5 4.9a3.5 3.5 0 0 1 0 6.3M17.5 14.4c2.3.8 3.7 2.7 4 5.6" />
  ),
  info: <path d="M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0zM12 11v5.5M12 7.5v.01" />,
  tick: <path d="M5 12.5l4.5 4.5L19 7.5" />,
  lock: <path d="M5 10.5h14v10H5zM8 10.5V8a4 4 0 0 1 8 0v2.5" />,
} as const;

export type IconName = keyof typeof icons;

/** `turns`: an arrow, which points the other way where one reads from the right. */
export function Icon({ name }: { name: IconName }) {
  const turns = name === "left" || name === "right" || name === "skip";
  return (
    <svg class={turns ? "icon turns" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      {icons[name]}
    </svg>
  );
}

const skin = <circle class="skin" cx="24" cy="24" r="20" />;
const disc = <circle class="disc" cx="24" cy="24" r="23" />;
const eyes = (
  <>
    <circle class="ink" cx="17" cy="20" r="1.9" />
    <circle class="ink" cx="31" cy="20" r="1.9" />
  </>
);
const question = (
  <>
    {disc}
    <path class="bold" d="M18.5 19.5a5.5 5.5 0 1 1 8 4.9c-1.7.9-2.5 2-2.5 4.1M24 33.5v.01" />
  </>
);
const sign = (d: string): ComponentChildren => (
  <>
    {disc}
    <path class="bold" d={d} />
  </>
);
const dots = (n: number): ComponentChildren => (
  <>
    {disc}
    {[14, 24, 34].map((x, i) => (
      <circle key={x} class={i < n ? "ink" : "empty"} cx={x} cy="24" r="3.4" />
    ))}
  </>
);

/** By "scale.code". */
const faces: Record<string, ComponentChildren> = {
  "fft.very-good": (
    <>
      {skin}
      <path d="M14 20.5q3-4 6 0M28 20.5q3-4 6 0M13 27h22c-1 7-5.5 10-11 10s-10-3-11-10z" />
    </>
  ),
  "fft.good": (
    <>
      {skin}
      {eyes}
      <path d="M15 29c4.5 6 13.5 6 18 0" />
    </>
  ),
  "fft.neither": (
    <>
      {skin}
      {eyes}
      <path d="M16 31h16" />
    </>
  ),
  "fft.poor": (
    <>
      {skin}
      {eyes}
      <path d="M15.5 34c4-5.5 13-5.5 17 0" />
    </>
  ),
  "fft.very-poor": (
    <>
      {skin}
      <path d="M12.5 18l6.5-3.5M35.5 18L29 14.5M15.5 36c3-8 14-8 17 0" />
      <circle class="ink" cx="17.5" cy="22" r="1.9" />
      <circle class="ink" cx="30.5" cy="22" r="1.9" />
    </>
  ),
  "fft.dont-know": question,
  "agree.strongly-agree": sign("M10 25l6.5 6.5L28 17M21.5 29l2.5 2.5L37 17"),
  "agree.agree": sign("M14 25l7 7 13-15"),
  "agree.neither": sign("M14 24h20"),
  "agree.disagree": sign("M16 16l16 16M32 16L16 32"),
  "agree.strongly-disagree": sign("M9.5 17.5l13 13M22.5 17.5l-13 13M26 17.5l13 13M39 17.5l-13 13"),
  "agree.not-applicable": sign("M15 24h.01M21 24h.01M27 24h.01M33 24h.01"),
  "often.never": dots(0),
  "often.sometimes": dots(1),
  "often.usually": dots(2),
  "often.always": dots(3),
  "often.one-person": (
    <>
      {disc}
      <path d="M18.5 18.5a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0zM13.5 36c.6-6.5 4.5-9.5 10.5-9.5s9.9 3 10.5 9.5" />
    </>
  ),
  "yes-no.yes": sign("M14 25l7 7 13-15"),
  "yes-no.no": sign("M16 16l16 16M32 16L16 32"),
  "who.self": (
    <>
      {disc}
      <circle cx="24" cy="18.5" r="5.5" />
      <path d="M13.5 36c.6-6.5 4.5-9.5 10.5-9.5s9.9 3 10.5 9.5" />
    </>
  ),
  "who.helped": (
    <>
      {disc}
      <circle cx="18" cy="19" r="5" />
      <path d="M9.5 35.5c.5-6 3.5-8.5 8.5-8.5s8 2.5 8.5 8.5M30 28c3-4 6.5-4 8.5-.5M31 15.5v8M27 19.5h8" />
    </>
  ),
  "who.family": (
    <>
      {disc}
      <circle cx="17.5" cy="19" r="5" />
      <path d="M9 35.5c.5-6 3.5-8.5 8.5-8.5s8 2.5 8.5 8.5M29 14.3a5 5 0 0 1 0 9.4M31.5 27.5c4 .8 6.5 3.5 7 8" />
    </>
  ),
  "who.staff": (
    <>
      {disc}
      <rect x="14" y="12" width="20" height="25" rx="3" />
      <circle cx="24" cy="21" r="3.5" />
      <path d="M18.5 32c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5M21 12V9.5h6V12" />
    </>
  ),
};

export function Face({ of }: { of: string }) {
  const drawn = faces[of];
  return drawn ? (
    <svg class="face" viewBox="0 0 48 48" aria-hidden="true">
      {drawn}
    </svg>
  ) : null;
}
