import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { SEVERITIES, type Severity } from "@/data/model";
import { ticksOf, tickWords, type Volume } from "@/lib/volume";
import classes from "./volume-chart.module.css";

const HEIGHT = 240;
const FILL: Record<Severity, string> = {
  critical: "--red",
  high: "--amber-fill",
  medium: "--grey-strong",
  low: "--grey",
  info: "--grey-soft",
};

interface VolumeChartProps {
  volume: Volume;
  /** The length of one bar in words. */
  step: string;
}

/** Stacked bars, the most severe at the foot; the same numbers stand in a table for who cannot see them. */
export function VolumeChart({ volume, step }: VolumeChartProps) {
  const scheme = useComputedColorScheme("light");
  const present = SEVERITIES.filter((severity) => volume.counts[severity].some((count) => count > 0));
  return (
    <figure className={classes.figure}>
      <Plot key={scheme} volume={volume} />
      <figcaption className={classes.legend}>
        {present.map((severity) => (
          <span key={severity}>
            <span className={classes.swatch} style={{ background: `var(${FILL[severity]})` }} />
            {severity}
          </span>
        ))}
        <span>one bar is {step}</span>
      </figcaption>
      <details className={classes.details}>
        <summary>The numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              {present.map((severity) => (
                <th key={severity} scope="col">
                  {severity}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {volume.starts.map((start, place) => (
              <tr key={start}>
                <th scope="row">{label(start)}</th>
                {present.map((severity) => (
                  <td key={severity}>{volume.counts[severity][place]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Drawn with the colours of the moment it is mounted. */
function Plot({ volume }: { volume: Volume }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const chart = new uPlot(options(element, volume.starts), stacked(volume), element);
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [volume]);
  return <div ref={holder} className={classes.chart} aria-hidden="true" />;
}

const label = (start: number): string =>
  new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(start);

/** From the start of the first step to the end of the last, in seconds. */
function rangeOf(starts: number[]): [number, number] {
  const [first = 0, second = 0] = starts;
  return [first / 1000, ((starts.at(-1) ?? 0) + second - first) / 1000];
}

/** Each series is the sum of itself and what is below it; drawn from the tallest, the shorter cover its foot. */
function stacked(volume: Volume): uPlot.AlignedData {
  const sums = volume.starts.map(() => 0);
  const series = SEVERITIES.map((severity) =>
    volume.counts[severity].map((count, place) => {
      const sum = (sums[place] ?? 0) + count;
      sums[place] = sum;
      return sum;
    }),
  );
  return [volume.starts.map((start) => start / 1000), ...series.toReversed()];
}

function options(element: HTMLElement, starts: number[]): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour("--muted"),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const bars = uPlot.paths.bars?.({ size: [0.72, 40], align: 1, radius: 0.08 });
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 24, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { range: () => rangeOf(starts) }, y: { range: (_chart, _min, max) => [0, Math.max(4, max)] } },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        splits: (chart) => ticksOf(starts, chart.width).map((start) => start / 1000),
        values: (_chart, ticks) => ticks.map((tick) => tickWords(tick * 1000, starts)),
      },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [
      {},
      ...SEVERITIES.toReversed().map((severity): uPlot.Series => ({
        label: severity,
        fill: colour(FILL[severity]),
        width: 0,
        points: { show: false },
        ...(bars && { paths: bars }),
      })),
    ],
  };
}
