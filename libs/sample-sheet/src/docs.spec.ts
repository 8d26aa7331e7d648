import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultText } from './fault.ts';
import type { SheetOptions } from './plan/sheet-options.ts';
import { plan } from './testing/sheets.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/sample-sheets.md'), 'utf8');
const BLOCK = /^```(?<language>\S+)\n(?<text>.*?)^```$/gms;

const blocks = [...PAGE.matchAll(BLOCK)].map(({ groups: { language = '', text = '' } = {} }) => ({
  language,
  text,
}));
const sheets = blocks.filter(({ language }) => /^(?:tsv|csv|jsonl)$/.test(language));
const texts = blocks.filter(({ language }) => language === 'text').map(({ text }) => text.trim());

/** The constants that the page shows, as a shell splits them. */
const constants = texts[0]?.split(' ').slice(1) ?? [];

describe('the page on sample sheets', () => {
  it.each<[format: string, jobs: number, at: number, options: SheetOptions]>([
    ['tsv', 3, 0, {}],
    ['csv', 1, 1, {}],
    ['jsonl', 2, 2, {}],
    ['csv', 2, 3, { mergeLanes: true }],
  ])('has a sheet in %s that becomes %i jobs', (format, jobs, at, options) => {
    const { language, text } = sheets[at] ?? { language: '', text: '' };
    expect(language).toBe(format);
    const planned = plan(`samples.${format}`, text, constants, options);
    expect(planned.faults).toEqual([]);
    expect(planned.jobs).toHaveLength(jobs);
  });

  it('shows the faults of its last sheet', () => {
    expect(sheets).toHaveLength(5);
    const { faults } = plan('samples.tsv', sheets[4]?.text ?? '', constants);
    expect(faults.map((fault) => faultText('samples.tsv', fault)).join('\n')).toBe(texts[1]);
  });

  it('says what happens to rows of one sample without --merge-lanes', () => {
    const { faults } = plan('samples.csv', sheets[3]?.text ?? '', constants);
    expect(faults).toMatchObject([{ line: 3, column: 'sample' }]);
  });
});
