import type { Summary } from '../measure/summary.ts';
import { plot } from './plot.ts';

const summary = (contender: string, medianMs: number, maxMs: number): Summary => ({
  contender,
  role: 'peer',
  medianMs,
  minMs: medianMs,
  maxMs,
  ratioToFastestPeer: 1,
  cpuSecondsPerGB: 1,
  cpuSeconds: 1,
  peakMemoryMiB: 1,
  disturbed: 0,
  rounds: 7,
});

const barWidths = (svg: string): number[] =>
  [...svg.matchAll(/<rect x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));

describe('the plot', () => {
  const svg = plot([
    { title: 'down & up', summaries: [summary('<a>', 1000, 1000), summary('b', 2000, 4000)] },
    { title: 'another', summaries: [summary('c', 5, 5)] },
  ]);

  it('has a bar for each side, as long as its median, in the scale of its load', () => {
    const [a = 0, b = 0, c = 0] = barWidths(svg);
    expect(b / a).toBeCloseTo(2);
    expect(c / a).toBeCloseTo(4);
  });

  it('refers to no other file, and is well-formed although names contain markup', () => {
    expect(svg).toContain('down &amp; up');
    expect(svg).toContain('&lt;a&gt;');
    expect(svg).not.toMatch(/href|<script|<style|url\(/);
    const open = svg.match(/<(svg|text)\b/g) ?? [];
    expect(svg.match(/<\/(svg|text)>/g)).toHaveLength(open.length);
  });
});
