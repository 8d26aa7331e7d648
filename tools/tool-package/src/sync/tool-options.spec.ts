import { join } from 'node:path';
import { optionsTables } from './options-table.ts';
import { toolOptions } from './tool-options.ts';

const PACKAGE = join(import.meta.dirname, '../../../../packages/samtools-stats');

describe('the options of a tool', () => {
  it('are read from its definition, without the options that every tool has', async () => {
    const [definitions = []] = await toolOptions([join(PACKAGE, 'src/tool.ts')]);
    expect(definitions.map(({ name }) => name)).toEqual(['samtools-stats']);
    const options = definitions.flatMap((definition) => definition.options);
    expect(options[0]).toMatchObject({ flag: 'bam', type: 'file', required: true });
    expect(options.map(({ flag }) => flag)).not.toContain('scratch-dir');
  });

  it('are an empty list where there are no tools', async () => {
    expect(await toolOptions([])).toEqual([]);
  });
});

describe('the table of options', () => {
  it('shows which options are required, and the defaults of the others', async () => {
    const text = { meaning: 'a|b', type: 'text', required: false, defaultText: 'none' };
    const options = [
      { ...text, flag: 'bam', required: true },
      { ...text, flag: 'sparse', defaultText: 'off' },
    ];
    const table = await optionsTables([{ name: 'main', summary: 'counts', options }]);
    expect(table.split('\n')).toEqual([
      '',
      '| Option     | Value | What it is | Default  |',
      '| ---------- | ----- | ---------- | -------- |',
      '| `--bam`    | text  | a\\|b       | required |',
      '| `--sparse` | text  | a\\|b       | off      |',
      '',
    ]);
  });

  it('has a heading for each further definition of the image', async () => {
    const definition = { name: 'main', summary: 'counts', options: [] };
    const tables = await optionsTables([
      definition,
      { ...definition, name: 'main-build', summary: 'makes an index' },
    ]);
    expect(tables).toContain(
      '\n### main-build\n\nIn the same image, as its first argument: makes an index.\n\n| Option',
    );
  });
});
