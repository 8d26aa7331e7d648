import { batchProblem } from '../problems.ts';
import { problemOf } from '@joblayer/problem/testing';
import type { QueueState, RegisteredDefinition } from '../client/batch-client.ts';
import { fakeBatchClient, openQueue } from '../testing/index.ts';
import type { ImageLookup } from './check-image.ts';
import { submit, type Submission } from './submit.ts';

const IMAGE = 'registry.example/joblayer/tool@sha256:1';
const DEFINITION: RegisteredDefinition = {
  ...{ arn: 'd:3', revision: 3, hash: undefined, memoryMiB: 512, image: IMAGE, platform: 'ec2' },
};
const advice = {
  settings: 'settings.json',
  nameQueue: 'Name a queue.',
  register: 'Register it.',
  pushImage: 'Push it.',
  raiseMemory: () => 'Raise it.',
  raiseRegisteredMemory: () => 'Raise it.',
};

interface Given {
  readonly submission?: Partial<Submission>;
  readonly queue?: Partial<QueueState>;
  readonly findImage?: ImageLookup;
}

function given({ submission, queue, findImage = async () => 'present' }: Given = {}) {
  const batch = fakeBatchClient({
    queues: [openQueue('q', queue)],
    definitions: new Map([['joblayer-tool', DEFINITION]]),
  });
  const notes: string[] = [];
  const wanted = { repositoryPrefix: 'joblayer', queue: 'q', jobName: undefined, command: ['--x'] };
  const check = async () => ({ name: 'tool', resources: { vcpus: 1, memoryMiB: 512 } });
  const run = () =>
    submit(
      batch,
      { ...wanted, ...submission },
      { check, findImage, advice, note: (line) => notes.push(line) },
    );
  return { batch, notes, run };
}

describe('a job', () => {
  it('is submitted to the newest revision', async () => {
    const { batch, run, notes } = given();
    await run();
    expect(batch.submitted).toEqual([
      { name: 'tool', queue: 'q', definition: 'd:3', command: ['--x'] },
    ]);
    expect(notes).toEqual([]);
  });

  it.each<[string, Given, string]>([
    ['without a queue', { submission: { queue: undefined } }, 'queue-missing'],
    ['to a queue that does not exist', { submission: { queue: 'x' } }, 'queue-unknown'],
    ['to a disabled queue', { queue: { state: 'DISABLED' } }, 'queue-disabled'],
    ['with a name that Batch refuses', { submission: { jobName: 'a b' } }, 'invalid-job-name'],
    ['with a long command', { submission: { command: ['x'.repeat(9000)] } }, 'limit-exceeded'],
    ['of an unregistered tool', { submission: { repositoryPrefix: 'x' } }, 'not-registered'],
    ['whose image is absent', { findImage: async () => 'absent' }, 'job-image-absent'],
  ])('%s is not submitted', async (_, facts, code) => {
    const { batch, run } = given(facts);
    expect((await problemOf(run)).code).toBe(code);
    expect(batch.submitted).toEqual([]);
  });

  it('whose image is absent is refused in a message that names the registry', async () => {
    const { run } = given({ findImage: async () => 'absent' });
    await expect(run()).rejects.toThrow(
      `The image ${IMAGE} is not in the registry registry.example. Batch would try to pull it again and again. Push it. Nothing was submitted.`,
    );
  });

  it('is submitted with a note if the registry cannot be asked', async () => {
    const findImage = async () => {
      throw batchProblem({ code: 'batch-failed', action: 'x', detail: 'no route' });
    };
    const { batch, run, notes } = given({ findImage });
    await run();
    expect(batch.submitted).toHaveLength(1);
    expect(notes).toEqual([`The image ${IMAGE} was not looked for: x failed: no route`]);
  });

  it('is submitted with a note if its registry is not known', async () => {
    const { batch, run, notes } = given({ findImage: async () => undefined });
    await run();
    expect(batch.submitted).toHaveLength(1);
    expect(notes).toEqual([`The image ${IMAGE} was not looked for: its registry is not set here.`]);
  });
});
