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
      return { removed: ['network joblayer'], inTheWay: [] };
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

it('stops the cloud it started, its jobs with it, then gives the engine back', async () => {
  const { context, done } = contextOf({ startedByUs: true });
  expect(await cleanUp(context, false)).toEqual([
    'removed network joblayer',
    'stopped the container engine',
  ]);
  expect(done).toEqual(['cloud', 'engine']);
});

it('only ends its own jobs in a cloud that ran before', async () => {
  const { context, done } = contextOf({ startedByUs: false });
  await cleanUp(context, false);
  expect(done).toEqual(['job', 'engine']);
});

it('leaves the cloud where it is to be kept', async () => {
  const { context, done } = contextOf({ startedByUs: true });
  await cleanUp(context, true);
  expect(done).not.toContain('cloud');
});

it('gives the engine back even when the cloud will not stop, and then says so', async () => {
  const failure = new Error('no');
  const { context, done } = contextOf({
    startedByUs: true,
    cloudStops: () => Promise.reject(failure),
  });
  await expect(cleanUp(context, false)).rejects.toBe(failure);
  expect(done).toEqual(['engine']);
});
