import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ReportMeasure } from "../store/reports";
import { outline, plotOf, type Shape } from "./geometry";
import { inWords } from "./words";

/** px of a chart before its width is known, and on paper. */
const WIDTH = { card: 340, page: 900, small: 132 } as const;
const HEIGHT = { card: 190, page: 320, small: 40 } as const;

/** A control chart as the server described it. As wide as its place; its words are the same size in any width. Its table stands beside it. */
export function Chart({ measure, size = "card" }: { measure: ReportMeasure; size?: keyof typeof WIDTH }) {
  const [box, width] = useWidth(WIDTH[size]);
  const height = HEIGHT[size];
  const small = size === "small";
  const plot = plotOf(measure.chart, measure.unit, measure.decimals, { width, height, isSmall: small });
  const r = small ? 2.5 : size === "page" ? 5 : 3.5;
  const last = plot.marks.at(-1)?.month;
  const drawn = small ? plot.marks.filter((mark) => mark.shape !== "usual" || mark.month === last) : plot.marks;
  return (
    <div class={`chart-${size}`} ref={box}>
      <svg class="xmr" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(measure)}>
        {plot.band && <rect class="band" x={plot.left} y={plot.band.y} width={plot.right - plot.left} height={plot.band.height} />}
        {!small && plot.gaps.map((gap) => <rect key={gap.x} class="gap" x={gap.x} y={plot.top} width={gap.width} height={plot.bottom - plot.top} />)}
        {!small &&
          plot.ticks.map((tick) => (
            <g key={tick.y}>
              <line class="grid" x1={plot.left} x2={plot.right} y1={tick.y} y2={tick.y} />
              <text class="axis" x={plot.left - 6} y={tick.y + 4} text-anchor="end">
                {tick.words}
              </text>
            </g>
          ))}
        {!small &&
          plot.months.map((month) => (
            <text key={month.x} class="axis" x={month.x} y={height - 5} text-anchor={month.anchor}>
              {month.words}
            </text>
          ))}
        {plot.lines.map((line) => (
          <g key={line.kind} class={line.kind}>
            <line x1={plot.left} x2={plot.right} y1={line.y} y2={line.y} />
            {!small && (
              <text x={plot.right + 6} y={line.wordsY + 4}>
                {line.words}
              </text>
            )}
          </g>
        ))}
        {plot.ways.map((way) => (
          <path key={way} class="way" d={way} />
        ))}
        {drawn.map((mark) => (
          <path key={mark.month} class={`mark ${mark.shape}`} d={outline(mark.shape, mark.x, mark.y, mark.shape === "usual" ? r * 0.85 : r)} />
        ))}
        {plot.hidden.map((one) => (
          <text key={one.month} class="hidden" x={one.x} y={(plot.top + plot.bottom) / 2 + (small ? 6 : 8)} text-anchor="middle">
            {one.mark}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** The mark of a verdict beside words, as it stands in the charts. */
export function Key({ shape }: { shape: Shape }) {
  return (
    <svg class="key" viewBox="0 0 16 16" aria-hidden="true">
      <path class={`mark ${shape}`} d={outline(shape, 8, 8, shape === "usual" ? 4.5 : 5)} />
    </svg>
  );
}

/** How wide an element is, followed as it changes. */
function useWidth(first: number) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>(first);
  useLayoutEffect(() => {
    const one = box.current;
    if (!one) return;
    const measure = () => one.clientWidth > 0 && setWidth(one.clientWidth);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(one);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}
