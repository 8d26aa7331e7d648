import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureManifest, fixtureTool } from '../testing/fixture-tool.ts';
import { describeTool } from './describe-tool.ts';
import { toolDescriptionSchema } from './description-schema.ts';
import { publishedSchema } from './published-schema.ts';
import { patternOf } from '../definition/pattern.ts';

const PUBLISHED = join(import.meta.dirname, '../../tool-description.schema.json');

const tool = {
  ...fixtureTool(),
  errorPatterns: [{ pattern: patternOf(/no end/i), problem: 'cut short', advice: 'Copy it.' }],
  relations: [
    { kind: 'requires' as const, when: 'lanes', option: 'panel', problem: 'x', advice: 'y' },
  ],
  checkedInJob: ['the names of the reads'],
};
const description = describeTool([tool, { ...tool, name: 'other' }], fixtureManifest);

describe('the description of a tool', () => {
  it('survives JSON, and fits its schema, which refuses other fields', () => {
    const read: unknown = JSON.parse(JSON.stringify(description));
    expect(read).toEqual(description);
    expect(toolDescriptionSchema.parse(read)).toEqual(description);
    expect(toolDescriptionSchema.safeParse({ ...description, version: 2 }).success).toBe(false);
    const more = { ...description, definitions: [{ ...description.definitions[0], more: 1 }] };
    expect(toolDescriptionSchema.safeParse(more).success).toBe(false);
  });

  it('lists all definitions of the image, the default one first', () => {
    expect(description.definitions.map(({ name }) => name)).toEqual(['fixture', 'other']);
  });

  it('states flags and defaults of options by their names', () => {
    const [first] = description.definitions;
    expect(first?.params['minQuality']).toEqual({
      ...{ flag: 'min-quality', type: 'integer', description: 'Least quality' },
      ...{ required: false, default: 20, minimum: 0, maximum: 93 },
    });
    expect(first?.params['mode']).toMatchObject({ enum: ['fast', 'slow'], default: 'fast' });
    expect(first?.inputs['reads']).toMatchObject({
      ...{ aliases: ['reads_s3_path'], required: true, stream: false, reference: false },
      secondaryFiles: { readsIndex: { flag: 'reads-index', required: false } },
    });
    expect(first?.outputs['text']).toMatchObject({
      stream: true,
      required: true,
      onRequest: false,
    });
    expect(first?.errorPatterns).toEqual([
      {
        ...{ pattern: { source: 'no end', flags: 'i' }, problem: 'cut short', advice: 'Copy it.' },
        provesBadData: false,
      },
    ]);
    expect(first).toMatchObject({
      checkedInJob: ['the names of the reads'],
      resources: { scratch: { baseMiB: 1, perInputMiB: 0 } },
    });
  });

  it('lists the relations of its definition after those of runtime options', () => {
    const relations = description.definitions[0]?.relations ?? [];
    expect(relations.at(-1)).toMatchObject({ kind: 'requires', when: 'lanes', option: 'panel' });
    const [kms] = relations.filter(({ problem }) => problem.includes('--kms-key-id'));
    expect(kms).toMatchObject({ condition: { option: 'sse', is: ['aws:kms'] } });
  });

  it('states the least values of runtime options', () => {
    const { cpus, memory, timeout, graceSeconds } =
      description.definitions[0]?.runtimeOptions ?? {};
    expect([cpus, memory, timeout].map((option) => option?.minimum)).toEqual([1, 1, 1]);
    expect(graceSeconds).toMatchObject({ minimum: 0, default: 20 });
  });

  it('has the same schema as the published file', () => {
    const published: unknown = JSON.parse(readFileSync(PUBLISHED, 'utf8'));
    // If it differs, run node src/description/print-description-schema.ts > tool-description.schema.json
    expect(publishedSchema()).toEqual(published);
  });
});
