import type { Role } from '../measure/sample.ts';
import type { Summary } from '../measure/summary.ts';
import type { LoadResult } from './table.ts';

const WIDTH = 860;
const NAME_WIDTH = 220;
const VALUE_WIDTH = 90;
const BAR_WIDTH = WIDTH - NAME_WIDTH - VALUE_WIDTH;
const ROW_HEIGHT = 22;
const TITLE_HEIGHT = 34;
const MARGIN = 12;

const COLOURS: Readonly<Record<Role, string>> = {
  ours: '#0b7285',
  peer: '#adb5bd',
  ceiling: '#ffd43b',
};

/** A picture of all loads, as SVG: a bar for each side's median, with a line from its fastest to its slowest round. */
export function plot(loads: readonly Pick<LoadResult, 'title' | 'summaries'>[]): string {
  let y = MARGIN;
  const parts = loads.map((load) => {
    const panel = panelOf(load, y);
    y += panelHeight(load);
    return panel;
  });
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

const panelHeight = ({ summaries }: { summaries: readonly Summary[] }) =>
  TITLE_HEIGHT + summaries.length * ROW_HEIGHT;

function panelOf({ title, summaries }: Pick<LoadResult, 'title' | 'summaries'>, y: number): string {
  const longest = Math.max(...summaries.map(({ maxMs }) => maxMs));
  const x = (ms: number) => (NAME_WIDTH + (ms / longest) * BAR_WIDTH).toFixed(1);
  const rows = summaries.map((summary, index) => {
    const top = y + TITLE_HEIGHT + index * ROW_HEIGHT;
    const middle = top + ROW_HEIGHT / 2;
    const { contender, role, medianMs, minMs, maxMs } = summary;
    const width = (Number(x(medianMs)) - NAME_WIDTH).toFixed(1);
    return [
      `<text x="${NAME_WIDTH - 8}" y="${middle + 4}" text-anchor="end">${escape(contender)}</text>`,
      `<rect x="${NAME_WIDTH}" y="${top + 3}" width="${width}" height="${ROW_HEIGHT - 6}" fill="${COLOURS[role]}"/>`,
      `<line x1="${x(minMs)}" x2="${x(maxMs)}" y1="${middle}" y2="${middle}" stroke="#212529"/>`,
      `<text x="${Number(x(maxMs)) + 6}" y="${middle + 4}">${(medianMs / 1000).toFixed(2)} s</text>`,
    ].join('');
  });
  return [
    `<text x="${MARGIN}" y="${y + 20}" font-weight="bold">${escape(title)}</text>`,
    ...rows,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escape = (text: string): string =>
  text.replace(/[&<>]/g, (found) => ENTITIES[found] ?? found);
