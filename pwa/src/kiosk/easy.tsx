/** Pictures for easy read, drawn for these questions: one idea each, beside the words and never in their place. */
import type { ComponentChildren } from "preact";

const head = (cx: number, cy: number, r = 6): ComponentChildren => <circle class="warm" cx={cx} cy={cy} r={r} />;
/** Shoulders under a head at x, from y down. */
const body = (x: number, y: number): ComponentChildren => <path class="cool" d={`M${x - 11} ${y + 20}c0-14 4-19 11-19s11 5 11 19z`} />;
const person = (x: number, y: number): ComponentChildren => (
  <>
    {body(x, y + 7)}
    {head(x, y)}
  </>
);
const house = <path class="cool" d="M14 44L48 16l34 28M22 38v42h52V38" />;
const door = <path class="warm" d="M41 80V58h14v22z" />;

const pictures: Record<string, ComponentChildren> = {
  visit: (
    <>
      <path class="cool" d="M8 46L32 24l24 22M14 41v42h36V41" />
      <path class="warm" d="M26 83V62h12v21z" />
      {person(72, 44)}
      <path d="M66 71v12M78 71v12M72 56v8M68 60h8" />
    </>
  ),
  talk: (
    <>
      {person(28, 50)}
      <path class="warm" d="M44 14h40v26H64L54 50V40H44z" />
      <path d="M52 23h24M52 31h16" />
    </>
  ),
  better: (
    <>
      <path class="cool" d="M14 82V62h18v20zM39 82V46h18v36zM64 82V30h18v52z" />
      <path d="M14 46L40 26l10 6 24-20M62 12h12v12" />
    </>
  ),
  safe: (
    <>
      <path class="cool" d="M48 10l34 11v24c0 20-14 33-34 40-20-7-34-20-34-40V21z" />
      <path d="M33 47l11 11 20-22" />
    </>
  ),
  together: (
    <>
      {person(26, 40)}
      {person(70, 40)}
      {person(48, 50)}
    </>
  ),
  air: (
    <>
      <path class="cool" d="M62 84V66M62 66c-14 0-20-10-20-22s8-26 20-26 20 14 20 26-6 22-20 22z" />
      <path d="M8 34h20c6 0 6-9 0-9M8 46h26M8 58h18c6 0 6 9 0 9" />
    </>
  ),
  money: (
    <>
      <circle class="warm" cx="36" cy="40" r="22" />
      <path d="M44 32c-3-6-14-5-14 3 0 5 3 7 3 12 0 3-2 5-4 6h17M28 44h12" />
      <path class="warm" d="M52 66a17 17 0 1 0 34 0 17 17 0 1 0-34 0z" />
      <path d="M69 58v16M64 62h10" />
    </>
  ),
  healthy: (
    <>
      <path class="warm" d="M48 34c-8-9-30-6-30 16 0 18 14 34 22 34 4 0 5-2 8-2s4 2 8 2c8 0 22-16 22-34 0-22-22-25-30-16z" />
      <path d="M48 34c0-8 2-14 8-20M50 26c8-2 14-6 16-12" />
    </>
  ),
  home: (
    <>
      {house}
      {door}
      <path d="M66 26V16h8v18" />
    </>
  ),
  children: (
    <>
      {person(30, 26)}
      <path d="M24 54v28M36 54v28" />
      {person(68, 46)}
      <path d="M63 74v8M73 74v8M42 46l16 14" />
    </>
  ),
  kind: (
    <>
      {person(28, 40)}
      {person(68, 40)}
      <path class="warm" d="M48 26c-3-6-12-5-12 2 0 6 7 9 12 14 5-5 12-8 12-14 0-7-9-8-12-2z" />
    </>
  ),
  help: (
    <>
      <path class="cool" d="M14 78c0-16 5-22 14-22s14 6 14 22z" />
      {head(28, 46, 8)}
      <path class="warm" d="M52 34h34v34H52z" />
      <path d="M69 42v18M60 51h18" />
    </>
  ),
  join: (
    <>
      {person(22, 54)}
      {person(74, 54)}
      {person(48, 22)}
      <path d="M34 66h28M32 48l6-6M64 48l-6-6" />
    </>
  ),
  sun: (
    <>
      <circle class="warm" cx="48" cy="46" r="17" />
      <path d="M48 12v9M48 71v9M14 46h9M73 46h9M24 22l6 6M66 64l6 6M72 22l-6 6M30 64l-6 6" />
    </>
  ),
  happy: (
    <>
      <circle class="warm" cx="48" cy="48" r="34" />
      <path d="M34 54c5 14 23 14 28 0M36 38v5M60 38v5" />
    </>
  ),
  worry: (
    <>
      <circle class="warm" cx="44" cy="54" r="30" />
      <path d="M32 68c6-7 18-7 24 0M34 48v4M54 48v4M28 42l9-4M60 42l-9-4M76 12c5 7 8 11 8 15a8 8 0 0 1-16 0c0-4 3-8 8-15z" />
    </>
  ),
  heart: (
    <>
      <path class="warm" d="M48 82C20 62 12 48 12 34c0-20 28-24 36-6 8-18 36-14 36 6 0 14-8 28-36 48z" />
      <path d="M16 46h16l7-14 10 28 8-14h23" />
    </>
  ),
  good: (
    <>
      <path class="warm" d="M36 46l14-30c8 0 10 7 8 14l-3 10h20c6 0 9 5 8 11l-5 22c-1 5-4 7-9 7H36z" />
      <path class="cool" d="M14 44h22v38H14z" />
    </>
  ),
  path: (
    <>
      <path class="cool" d="M38 84c0-20 16-22 16-36S34 32 34 16h20c2 14 22 18 22 34S66 66 66 84z" />
      <path class="warm" d="M20 58V24h22l-6 8 6 8H20" />
    </>
  ),
  info: (
    <>
      <path class="cool" d="M48 26C40 20 28 18 12 18v56c16 0 28 2 36 8 8-6 20-8 36-8V18c-16 0-28 2-36 8zM48 26v56" />
      <path d="M22 34h14M22 46h14M60 34h14M60 46h14" />
    </>
  ),
  phone: (
    <>
      <path class="warm" d="M24 16h14l6 18-9 7c4 9 11 16 20 20l7-9 18 6v14c0 5-4 8-8 8C42 80 16 54 16 24c0-4 3-8 8-8z" />
      <path d="M58 14c12 1 22 11 23 23M58 27c6 1 10 5 11 11" />
    </>
  ),
  listen: (
    <>
      {person(30, 44)}
      <path d="M52 34c5 5 5 15 0 20M61 26c10 9 10 27 0 36M70 18c15 13 15 39 0 52" />
    </>
  ),
};

export function Picture({ name }: { name: string }) {
  const drawn = pictures[name];
  return drawn ? (
    <svg class="picture" viewBox="0 0 96 96" aria-hidden="true">
      {drawn}
    </svg>
  ) : null;
}

export const drawn = Object.keys(pictures);
