import { join } from 'node:path';
import { optionsTable } from './options-table.ts';
import { toolOptions } from './tool-options.ts';

const PACKAGE = join(import.meta.dirname, '../../../../packages/samtools-stats');

describe('the options of a tool', () => {
  it('are read from its definition, without those that the runtime gives every tool', async () => {
    const [options = []] = await toolOptions([join(PACKAGE, 'src/tool.ts')]);
    expect(options[0]).toMatchObject({ flag: 'bam', type: 'file', required: true });
    expect(options.map(({ flag }) => flag)).not.toContain('scratch-dir');
  });

  it('of no tools are none', async () => {
    expect(await toolOptions([])).toEqual([]);
  });
});

describe('the table of options', () => {
  it('says what is required, and what the others are without being given', async () => {
    const text = { meaning: 'a|b', type: 'text', required: false, defaultText: 'none' };
    const table = await optionsTable([
      { ...text, flag: 'bam', required: true },
      { ...text, flag: 'sparse', defaultText: 'off' },
    ]);
    expect(table.split('\n')).toEqual([
      '',
      '| Option     | Value | What it is | Default  |',
      '| ---------- | ----- | ---------- | -------- |',
      '| `--bam`    | text  | a\\|b       | required |',
      '| `--sparse` | text  | a\\|b       | off      |',
      '',
    ]);
  });
});
