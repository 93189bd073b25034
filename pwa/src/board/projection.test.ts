import { describe, expect, it } from "vitest";
import { localities, outline, river } from "./geography";
import { frame, pathOf, pointsOf, tilesOf, viewOf } from "./projection";

const hub = { latitude: 51.5207, longitude: -0.0459 };
const isles = { latitude: 51.4934, longitude: -0.0136 };
const template = "https://tiles.example/{z}/{x}/{y}.png";

/** Even-odd rule. */
function isInside(point: { latitude: number; longitude: number }): boolean {
  const ring = pointsOf(outline);
  let inside = false;
  for (let n = 0, m = ring.length - 1; n < ring.length; m = n++) {
    const [a, b] = [ring[n]!, ring[m]!];
    if (a.latitude > point.latitude === b.latitude > point.latitude) continue;
    if (point.longitude < ((b.longitude - a.longitude) * (point.latitude - a.latitude)) / (b.latitude - a.latitude) + a.longitude) inside = !inside;
  }
  return inside;
}

describe("the borough, from postcodes", () => {
  it("holds its hubs and localities, and neither Westminster, Hackney, Greenwich nor Stratford", () => {
    expect([hub, isles, { latitude: 51.5203, longitude: -0.0655 }, { latitude: 51.5274, longitude: -0.0232 }].every(isInside)).toBe(true);
    expect(localities.map((one) => one.name)).toEqual(["E1", "E14", "E1W", "E2", "E3"]);
    expect(localities.every((one) => isInside(pointsOf(one.at)[0]!))).toBe(true);
    const elsewhere = [
      [51.4995, -0.1248],
      [51.5448, -0.0553],
      [51.4826, -0.0077],
      [51.5416, 0.0022],
    ];
    expect(elsewhere.some(([latitude, longitude]) => isInside({ latitude: latitude!, longitude: longitude! }))).toBe(false);
  });

  it("has the river along its south, from Wapping around the Isle of Dogs", () => {
    const bank = river.flatMap(pointsOf);
    expect(Math.min(...bank.map((one) => one.latitude))).toBeCloseTo(Math.min(...pointsOf(outline).map((one) => one.latitude)), 4);
    expect(bank.every((one) => one.latitude < 51.515)).toBe(true);
  });
});

describe("where places fall", () => {
  it("keeps the whole borough in the frame, north above south and true to shape", () => {
    const view = viewOf([hub, isles]);
    expect(view.isHome).toBe(true);
    for (const { x, y } of pointsOf(outline).map(view.at)) {
      expect(x).toBeGreaterThanOrEqual(21.9);
      expect(x).toBeLessThanOrEqual(frame.width - 21.9);
      expect(y).toBeGreaterThanOrEqual(21.9);
      expect(y).toBeLessThanOrEqual(frame.height - 21.9);
    }
    expect(view.at(isles).y).toBeGreaterThan(view.at(hub).y);
    // A kilometre north is as long as one east: 0.00899 and 0.01445 degrees at 51.52 N.
    const north = view.at(hub).y - view.at({ ...hub, latitude: hub.latitude + 0.00899 }).y;
    const east = view.at({ ...hub, longitude: hub.longitude + 0.01445 }).x - view.at(hub).x;
    expect(north / east).toBeCloseTo(1, 1);
  });

  it("draws elsewhere around the points, without the outline", () => {
    const view = viewOf([hub, { latitude: 51.6, longitude: -0.2 }]);
    expect(view.isHome).toBe(false);
    expect(view.at(hub).x).toBeCloseTo(frame.width - 22, 0);
    expect(Number.isFinite(viewOf([{ latitude: 40, longitude: 3 }]).at({ latitude: 40, longitude: 3 }).x)).toBe(true);
  });

  it("makes a path of longitudes and latitudes", () => {
    expect(pathOf(viewOf([hub]), [hub.longitude, hub.latitude, isles.longitude, isles.latitude])).toMatch(/^M\d+\.\d \d+\.\dL\d+\.\d \d+\.\d$/);
  });
});

describe("tiles", () => {
  it("cover the frame without a gap, few of them, and each where its place is", () => {
    const view = viewOf([hub]);
    const tiles = tilesOf(view, template);
    expect(tiles.length).toBeLessThanOrEqual(16);
    expect(Math.min(...tiles.map((one) => one.x))).toBeLessThanOrEqual(0);
    expect(Math.max(...tiles.map((one) => one.x + one.size))).toBeGreaterThanOrEqual(frame.width);
    expect(Math.max(...tiles.map((one) => one.y + one.size))).toBeGreaterThanOrEqual(frame.height);
    // The hub lies in tile 13/4094/2723 of any server: x = 8192 × (−0.0459 + 180) ÷ 360 = 4094.96; y = 8192 × 0.33245 = 2723.4
    const [z] = tiles[0]!.key.split("/").map(Number);
    expect(z).toBe(13);
    const under = tiles.find((one) => one.key === "13/4094/2723")!;
    const { x, y } = view.at(hub);
    expect(x).toBeGreaterThan(under.x);
    expect(x).toBeLessThan(under.x + under.size);
    expect(y).toBeGreaterThan(under.y);
    expect(y).toBeLessThan(under.y + under.size);
    expect(under.url).toBe("https://tiles.example/13/4094/2723.png");
  });
});
