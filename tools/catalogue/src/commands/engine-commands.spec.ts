import { exportTool } from '@joblayer/descriptors';
import { join } from 'node:path';
import { readCatalogue } from '../read/read-catalogue.ts';
import { commandsOf } from './commands-of.ts';

const { packages } = await readCatalogue(join(import.meta.dirname, '../../../..'));
const IMAGE = `registry.example/joblayer/x@sha256:${'0'.repeat(64)}`;
const all = packages.flatMap((pkg) =>
  pkg.definitions.map((definition) => ({
    ...{ name: definition.name, pkg },
    commands: new Map(commandsOf(pkg, definition).map(({ id, text }) => [id, text])),
  })),
);

/** The text that a command writes into a file. */
const written = (command: string, file: string): string =>
  command.split(`cat > ${file} <<'END'\n`)[1]?.split('\nEND\n')[0] ?? '';

describe.each(all)('the files that the commands of $name write', ({ name, pkg, commands }) => {
  const descriptor = (format: string, path: string) =>
    exportTool(format, pkg.description, { image: IMAGE }).find((file) => file.path === path)?.text;
  const command = (id: string) => commands.get(id) ?? '';

  it('give CWL only inputs of the exported tool', () => {
    const keys = [...written(command('cwl'), 'job.yml').matchAll(/^(\w+):/gm)].map(
      ([, key]) => key,
    );
    const [, inputs = ''] = descriptor('cwl', `${name}.cwl`)?.split(/^inputs:$/m) ?? [];
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(inputs).toMatch(new RegExp(`^  ${key}:`, 'm'));
  });

  it('give WDL only inputs of the exported workflow', () => {
    const inputs = JSON.parse(written(command('wdl'), 'inputs.json')) as Record<string, unknown>;
    const text = descriptor('wdl', `${name}.wdl`) ?? '';
    for (const [workflow, input] of Object.keys(inputs).map((key) => key.split('.'))) {
      expect(text).toContain(`workflow ${workflow} {`);
      expect(text).toMatch(new RegExp(`^    \\S.* ${input}(?: =|$)`, 'm'));
    }
  });

  it('call the exported module in a workflow without a name', () => {
    const text = written(command('nextflow'), 'main.nf');
    const [, path = ''] = /from '\.\/(.*)'/.exec(text) ?? [];
    expect(descriptor('nextflow', path)).toBeDefined();
    expect(text).toMatch(/^workflow \{$/m);
  });

  it('end in the rule of Snakemake that they define', () => {
    const rule = command('snakemake').split(' ').at(-1);
    const text = written(command('snakemake'), 'descriptors/job.smk');
    expect(text).toContain(` as ${rule} with:`);
    const [, included = ''] = /^include: "(.*)"$/m.exec(text) ?? [];
    expect(descriptor('snakemake', included)).toBeDefined();
  });
});
