/** Where places fall on the board's map, as every map of tiles has them (Web Mercator): so the same drawing lies over tiles, where there are any. */
import type { Point } from "../lib/distance";
import { outline } from "./geography";

export const frame = { width: 540, height: 545 };
const edge = 22;
/** So far (in degrees) may somebody live outside the outline's box before the map is drawn around the points alone. */
const beyond = 0.004;

export interface Spot {
  x: number;
  y: number;
}

export interface View {
  at: (point: Point) => Spot;
  /** Whether all of it lies in the borough: else its outline is not drawn. */
  isHome: boolean;
  /** Frame units that the whole world would be wide, and where its top left corner would lie. */
  world: { size: number; left: number; top: number };
}

export interface Tile {
  key: string;
  url: string;
  x: number;
  y: number;
  size: number;
}

const rad = Math.PI / 180;
/** 0 to 1 over the world, from west and from north. */
const mercator = ({ latitude, longitude }: Point): Spot => ({
  x: (longitude + 180) / 360,
  y: (1 - Math.log(Math.tan(latitude * rad) + 1 / Math.cos(latitude * rad)) / Math.PI) / 2,
});

/** Longitude and latitude in turn, as points. */
export function pointsOf(line: readonly number[]): Point[] {
  return Array.from({ length: line.length / 2 }, (_, n) => ({ longitude: line[2 * n]!, latitude: line[2 * n + 1]! }));
}

const home = pointsOf(outline);
const box = (points: readonly Point[]) => ({
  south: Math.min(...points.map((one) => one.latitude)),
  north: Math.max(...points.map((one) => one.latitude)),
  west: Math.min(...points.map((one) => one.longitude)),
  east: Math.max(...points.map((one) => one.longitude)),
});
const homeBox = box(home);

/** A view of the whole borough, or, where a point lies elsewhere, of the points. */
export function viewOf(points: readonly Point[]): View {
  const isHome = points.every(
    (one) =>
      one.latitude > homeBox.south - beyond &&
      one.latitude < homeBox.north + beyond &&
      one.longitude > homeBox.west - beyond &&
      one.longitude < homeBox.east + beyond,
  );
  const { south, north, west, east } = isHome ? homeBox : box(points);
  const [from, to] = [mercator({ latitude: north, longitude: west }), mercator({ latitude: south, longitude: east })];
  const [across, down] = [Math.max(to.x - from.x, 2e-5), Math.max(to.y - from.y, 2e-5)];
  const size = Math.min((frame.width - 2 * edge) / across, (frame.height - 2 * edge) / down);
  const left = frame.width / 2 - ((from.x + to.x) / 2) * size;
  const top = frame.height / 2 - ((from.y + to.y) / 2) * size;
  const at = (point: Point) => {
    const { x, y } = mercator(point);
    return { x: left + x * size, y: top + y * size };
  };
  return { at, isHome, world: { size, left, top } };
}

/** A line for an SVG path. */
export const pathOf = (view: View, line: readonly number[]): string =>
  `M${pointsOf(line)
    .map(view.at)
    .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("L")}`;

const pixels = 256;
const deepest = 19;

/** The tiles that cover the frame, at the zoom whose pixels are nearest to the frame's units. */
export function tilesOf(view: View, template: string): Tile[] {
  const { size, left, top } = view.world;
  const z = Math.min(deepest, Math.max(0, Math.round(Math.log2(size / pixels))));
  const many = 2 ** z;
  const wide = size / many;
  const range = (length: number, begin: number) => {
    const first = Math.max(0, Math.floor(-begin / wide));
    const last = Math.min(many - 1, Math.floor((length - begin) / wide));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  };
  return range(frame.height, top).flatMap((y) =>
    range(frame.width, left).map((x) => ({
      key: `${z}/${x}/${y}`,
      url: template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y)),
      x: left + x * wide,
      y: top + y * wide,
      size: wide,
    })),
  );
}
