/** The drawn map: Tower Hamlets as a few lines, and where a point falls on them. No tiles, no network. */
import type { Point } from "../lib/distance";

export const frame = { width: 540, height: 545 };

/** Fitted to the outline: straight scaling is true to a few metres over a borough. */
const anchor = { latitude: 51.5195, longitude: -0.044, x: 226.3, y: 225.4, perLongitude: 5266, perLatitude: 8460 };

export interface Spot {
  x: number;
  y: number;
}

/** Where points fall. `outline` is false where one lies outside the borough: then the points alone are fitted into the frame. */
export function placed(points: readonly Point[]): { spots: Spot[]; outline: boolean } {
  const onBorough = points.map((p) => ({
    x: anchor.x + (p.longitude - anchor.longitude) * anchor.perLongitude,
    y: anchor.y - (p.latitude - anchor.latitude) * anchor.perLatitude,
  }));
  const inside = onBorough.every((s) => s.x > 20 && s.x < frame.width - 20 && s.y > 20 && s.y < frame.height - 20);
  if (inside) return { spots: onBorough, outline: true };
  const scale = (from: number[], size: number) => {
    const low = Math.min(...from);
    const span = Math.max(...from) - low || 1;
    return (value: number) => 50 + ((value - low) / span) * (size - 100);
  };
  const x = scale(
    onBorough.map((s) => s.x),
    frame.width,
  );
  const y = scale(
    onBorough.map((s) => s.y),
    frame.height,
  );
  return { spots: onBorough.map((s) => ({ x: x(s.x), y: y(s.y) })), outline: false };
}

/** Discs that would lie on each other are pushed apart, a little at a time, so that each number can be read. */
export function apart(spots: readonly Spot[], distance: number): Spot[] {
  const out = spots.map((s) => ({ ...s }));
  for (let round = 0; round < 40; round++) {
    let moved = false;
    for (let a = 0; a < out.length; a++)
      for (let b = a + 1; b < out.length; b++) {
        const [one, two] = [out[a]!, out[b]!];
        let [dx, dy] = [two.x - one.x, two.y - one.y];
        const far = Math.hypot(dx, dy);
        if (far >= distance) continue;
        if (far < 0.01) [dx, dy] = [Math.cos(b), Math.sin(b)];
        const push = (distance - far) / 2 / (far < 0.01 ? 1 : far);
        one.x -= dx * push;
        one.y -= dy * push;
        two.x += dx * push;
        two.y += dy * push;
        moved = true;
      }
    if (!moved) break;
  }
  return out;
}

export const borough = {
  land: "M57 268Q49 250 48 229Q47 209 51 192Q56 174 77 156Q97 138 126 123Q156 108 178 103Q201 98 209 82Q216 67 240 60Q264 52 287 38Q310 25 324 29Q338 34 347 57Q355 79 366 103Q376 128 388 150Q401 173 410 201Q419 229 433 250Q447 270 457 282Q467 295 477 309Q487 323 474 329Q462 335 446 341Q431 347 430 370Q429 392 433 410Q436 429 427 453Q419 477 405 488Q391 499 374 505Q358 510 340 498Q323 486 311 461Q300 437 302 410Q305 384 300 362Q295 339 277 328Q259 317 239 319Q219 321 201 328Q183 335 173 347Q163 360 148 366Q133 372 115 366Q97 360 83 352Q69 345 59 336Q49 327 57 307Q64 286 57 268Z",
  parks: [
    "M236 95Q214 91 219 82Q224 73 247 65Q269 57 291 50Q312 43 309 61Q305 79 282 89Q259 99 236 95Z",
    "M257 168Q257 140 263 140Q269 140 274 168Q280 197 273 223Q267 250 261 248Q254 246 255 221Q257 197 257 168Z",
  ],
  water:
    "M-39.4 322.9Q11 331 37 341Q62 351 82 360Q102 368 123 376Q143 384 158 376Q173 368 186 355Q199 342 219 336Q239 331 255 337Q272 343 279 364Q286 384 284 412Q282 441 295 469Q307 498 333 511Q358 524 379 517Q401 510 417 496Q434 482 444 455Q454 429 453 406Q452 384 462 368Q472 351 492 347Q512 343 535 360L558 376",
  canals: [
    "M132.7 105.9Q204 108 225 124Q247 140 253 168Q259 197 257 229Q255 262 258 288L260 315",
    "M325 26.2Q345 67 353 95Q360 124 376 148Q391 173 398 205Q406 238 425 262Q444 286 464 311L484 335",
  ],
  roads: [
    "M61.8 278.2Q123 246 158 231Q193 217 231 203Q269 189 307 175Q345 160 368 154L391 148",
    "M66.9 278.2Q143 282 181 284Q219 286 257 293Q295 299 333 301Q371 303 409 309L447 315",
    "M163.1 123.8Q163 189 166 213L168 238",
    "M271.9 184.7Q295 238 304 268L312 299",
  ],
  names: [
    { text: "Bethnal Green", x: 122.6, y: 174.2 },
    { text: "Bow", x: 350.3, y: 123.8 },
    { text: "Isle of Dogs", x: 363, y: 424.6 },
    { text: "River Thames", x: 158, y: 420.5 },
  ],
};
