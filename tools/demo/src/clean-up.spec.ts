import type { Cloud, Engine } from '@joblayer/local-cloud';
import type { Clients } from './clients.ts';
import { cleanUp } from './clean-up.ts';
import type { DemoContext, Tool } from './context.ts';
import { runLocations } from './locations.ts';

function contextOf(options: { startedByUs: boolean; cloudStops?: () => Promise<never> }) {
  const done: string[] = [];
  const note = (what: string) => {
    done.push(what);
    return Promise.resolve();
  };
  const cloud = {
    startedByUs: options.startedByUs,
    stop: async () => {
      await options.cloudStops?.();
      await note('cloud');
      return { removed: ['network joblayer'], otherUsers: [] };
    },
  } as Partial<Cloud> as Cloud;
  const engine: Engine = {
    startedByUs: true,
    release: async () => {
      await note('engine');
      return { stopped: true };
    },
  };
  const clients = { batch: { send: () => note('job') } } as unknown as Clients;
  const context: DemoContext = {
    options: { pipeline: 'alignment', keep: false, signal: new AbortController().signal },
    locations: runLocations(new Date(0)),
    jobs: new Map<Tool, string>([['bwa-mem', 'id']]),
    cloud,
    clients,
    engine,
  };
  return { context, done };
}

it('the clean-up stops the cloud that the demo started, with its jobs, then releases the engine', async () => {
  const { context, done } = contextOf({ startedByUs: true });
  expect(await cleanUp(context, false)).toEqual([
    'removed network joblayer',
    'stopped the container engine',
  ]);
  expect(done).toEqual(['cloud', 'engine']);
});

it('the clean-up ends only its own jobs in a cloud that ran before the demo', async () => {
  const { context, done } = contextOf({ startedByUs: false });
  await cleanUp(context, false);
  expect(done).toEqual(['job', 'engine']);
});

it('the clean-up leaves the cloud running with --keep', async () => {
  const { context, done } = contextOf({ startedByUs: true });
  await cleanUp(context, true);
  expect(done).not.toContain('cloud');
});

it('the clean-up releases the engine even when the cloud does not stop, then reports that failure', async () => {
  const failure = new Error('no');
  const { context, done } = contextOf({
    startedByUs: true,
    cloudStops: () => Promise.reject(failure),
  });
  await expect(cleanUp(context, false)).rejects.toBe(failure);
  expect(done).toEqual(['engine']);
});
