import { fixtureDescription, IMAGE } from '../testing/descriptions.ts';
import { type CaseFormat, exportCase } from './index.ts';

const [definition] = fixtureDescription.definitions;
const name = definition?.name ?? '';
const STEP_CASE = { definition: name, job: { reads: 'data/a.fq', 'min-quality': 20 }, expect: {} };
const LAYOUT = { directory: '/cases/x', files: ['data/a.fq'], outputs: {} };

const texts = (format: CaseFormat): string =>
  exportCase(format, fixtureDescription, { image: IMAGE }, STEP_CASE, LAYOUT)
    .map(({ text }) => text)
    .join('\n');

describe('what runs the case of a definition', () => {
  it('in WDL is an object of inputs by absolute paths', () => {
    const inputs = JSON.parse(texts('wdl')) as Record<string, unknown>;
    const prefix = `run_${name.replaceAll('-', '_')}`;
    expect(inputs).toMatchObject({ [`${prefix}.min_quality`]: 20 });
    expect(JSON.stringify(inputs)).toContain('/cases/x/data/a.fq');
  });

  it('in Nextflow is a workflow with the files, and a configuration with the parameters', () => {
    expect(texts('nextflow')).toContain("file('/cases/x/data/a.fq', checkIfExists: true)");
    expect(texts('nextflow')).toContain('ext.min_quality = 20');
  });

  it('in Snakemake is a rule with the files, and a configuration with the parameters', () => {
    expect(texts('snakemake')).toContain('"/cases/x/data/a.fq"');
    expect(texts('snakemake')).toContain('"min_quality": 20,');
  });

  it('is an error for a definition that the tool does not have', () => {
    const other = { ...STEP_CASE, definition: 'other' };
    expect(() => exportCase('wdl', fixtureDescription, { image: IMAGE }, other, LAYOUT)).toThrow(
      'the tool has no definition other',
    );
  });
});
