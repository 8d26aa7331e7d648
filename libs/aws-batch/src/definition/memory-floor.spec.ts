import { jobDefinition } from './job-definition.ts';
import { checkRegistration, checkSubmission, memoryMiBOf } from './memory-floor.ts';
import { batchSchema } from '../options.ts';

const resources = { vcpus: 16, memoryMiB: 65_536, minimumMemoryMiB: 17_408 };
const facts = {
  name: 'joblayer-isaac',
  tool: 'isaac',
  command: [],
  image: 'i@sha256:1',
  resources,
};
const advice = {
  settings: 'settings.json',
  raiseMemory: (tool: string, memoryMiB: number) => `Set ${memoryMiB} for ${tool}.`,
  raiseRegisteredMemory: (tool: string, memoryMiB: number) =>
    `Set ${memoryMiB} for ${tool}, and register it again.`,
};
const arn = 'arn:aws:batch:us-east-1:1:job-definition/joblayer-isaac:3';

describe('a job definition of a tool with a minimum of memory', () => {
  const register = (options: object) =>
    checkRegistration(facts, jobDefinition(facts, batchSchema.parse(options)).definition, advice);

  it.each([[{ memoryMiB: 8192 }], [{ tools: { isaac: { memoryMiB: 8192 } } }]])(
    'is not registered with less memory: %j',
    (options) => {
      expect(() => register(options)).toThrow(
        'isaac needs at least 17408 MiB of memory, and settings.json gives its jobs 8192 MiB. Set 17408 for isaac. Nothing was registered.',
      );
    },
  );

  it('is registered with exactly the minimum', () => {
    expect(() => register({ memoryMiB: 17_408 })).not.toThrow();
  });

  it('is registered with the memory that the tool states', () => {
    expect(() => register({})).not.toThrow();
  });
});

describe('a job of a tool with a minimum of memory', () => {
  const submit = (memoryMiB: number | undefined) =>
    checkSubmission({ name: 'isaac', resources }, { arn, memoryMiB }, advice);

  it('is not submitted to a job definition with less memory', () => {
    expect(() => submit(17_407)).toThrow(
      `isaac needs at least 17408 MiB of memory, and ${arn} grants 17407 MiB. Set 17408 for isaac, and register it again. Nothing was submitted.`,
    );
  });

  it.each([[17_408], [undefined]])('is submitted to a job definition with %s MiB', (memoryMiB) => {
    expect(() => submit(memoryMiB)).not.toThrow();
  });
});

describe('the memory that a job definition grants', () => {
  it.each([
    ['a requirement', { resourceRequirements: [{ type: 'MEMORY' as const, value: '512' }] }, 512],
    ['the older field', { memory: 256 }, 256],
    ['nothing', {}, undefined],
  ])('is read from %s', (_, properties, expected) => {
    expect(memoryMiBOf(properties)).toBe(expected);
  });
});
