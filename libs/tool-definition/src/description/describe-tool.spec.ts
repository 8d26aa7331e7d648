import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { fixtureManifest, fixtureTool } from '../testing/fixture-tool.ts';
import { describeTool } from './describe-tool.ts';
import { toolDescriptionSchema } from './description-schema.ts';
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
  it('is the same in JSON, and fits its schema, which allows nothing else', () => {
    const read: unknown = JSON.parse(JSON.stringify(description));
    expect(read).toEqual(description);
    expect(toolDescriptionSchema.parse(read)).toEqual(description);
    expect(toolDescriptionSchema.safeParse({ ...description, version: 2 }).success).toBe(false);
    const more = { ...description, definitions: [{ ...description.definitions[0], more: 1 }] };
    expect(toolDescriptionSchema.safeParse(more).success).toBe(false);
  });

  it('has all definitions of the image, what it runs alone first', () => {
    expect(description.definitions.map(({ name }) => name)).toEqual(['fixture', 'other']);
  });

  it('has flags, defaults and what they are of by name', () => {
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
      relations: [{ kind: 'requires', when: 'lanes', option: 'panel' }],
      checkedInJob: ['the names of the reads'],
      resources: { scratch: { baseMiB: 1, perInputMiB: 0 } },
    });
  });

  it('has the schema that is published', () => {
    const published: unknown = JSON.parse(readFileSync(PUBLISHED, 'utf8'));
    // Where it differs: node src/tool/print-description-schema.ts > tool-description.schema.json
    expect(z.toJSONSchema(toolDescriptionSchema)).toEqual(published);
  });
});
