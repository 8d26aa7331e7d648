import { exportTool } from '@joblayer/descriptors';
import { containerPackage } from '@joblayer/nx-container/package';
import { describePackage } from '@joblayer/nx-container/tool-source';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const EXAMPLE = 'libs/descriptors/examples/nextflow';
const main = readFileSync(join(ROOT, EXAMPLE, 'main.nf'), 'utf8');
const image = `registry.example.org/joblayer/x@sha256:${'0'.repeat(64)}`;

async function moduleOf(name: string): Promise<string> {
  const description = await describePackage(containerPackage(ROOT, `packages/${name}`));
  const files = exportTool('nextflow', JSON.parse(description ?? ''), { image });
  return files.find(({ path }) => path === `modules/${name}/main.nf`)?.text ?? '';
}

/** The arguments of a call, of which brackets enclose commas that separate none. */
function argumentsOf(call: string): number {
  let depth = 0;
  let count = 1;
  for (const character of call) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) count += 1;
  }
  return count;
}

const includes = [...main.matchAll(/include \{ (\w+) \} from '\.\/modules\/([\w-]+)\/main'/g)];

describe('the pipeline of two exported modules', () => {
  it('has two steps', () => expect(includes).toHaveLength(2));

  it.each(includes.map(([, process = '', name = '']) => ({ process, name })))(
    'calls $process as the module of $name is exported today',
    async ({ process, name }) => {
      const module = await moduleOf(name);
      expect(module).toContain(`process ${process} {`);
      const [, inputs = ''] = /^ {4}input:\n([^]*?)\n\n/m.exec(module) ?? [];
      const [, call = ''] = new RegExp(`^ {4}${process}\\((.*)\\)$`, 'm').exec(main) ?? [];
      expect(argumentsOf(call)).toBe(inputs.split('\n').length);
      const used = [...main.matchAll(new RegExp(`${process}\\.out\\.(\\w+)`, 'g'))];
      for (const [, output = ''] of used) expect(module).toMatch(new RegExp(`emit: ${output}\\b`));
    },
  );
});
