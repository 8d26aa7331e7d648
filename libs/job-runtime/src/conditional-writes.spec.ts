import { createStores, writeMark } from '@joblayer/object-store';
import { ATTEMPT_METADATA, MemoryS3, refuse, type Intercept } from '@joblayer/object-store/testing';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobError } from './job/errors.ts';
import type { JobEvent } from './job/events.ts';
import type { JobSettings } from './job/job.ts';
import { probeOf } from './publish/conditional-probe.ts';
import { rollBack } from './publish/rollback.ts';
import { runJob } from './run-job.ts';
import { JobJournal } from './scratch/job-journal.ts';
import { leftovers } from './scratch/leftovers.ts';
import { fixtureManifest, fixtureTool } from './testing/fixture-tool.ts';

const IGNORES: Intercept = ({ message }) => {
  delete message.headers['if-none-match'];
  return false;
};
const REFUSES: Intercept = ({ message }, response) => {
  if (message.headers['if-none-match'] === undefined) return false;
  refuse(response, 501, 'NotImplemented');
  return true;
};
const STORES: readonly [string, Intercept][] = [
  ['ignores conditions', IGNORES],
  ['refuses conditions with 501', REFUSES],
];

let server: MemoryS3;
let base: string;
beforeEach(async () => {
  server = await MemoryS3.start();
  server.put('in.fq', 'ACGT\n');
  base = mkdtempSync(join(tmpdir(), 'conditional-'));
  mkdirSync(join(base, 'scratch'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(base, { recursive: true });
});

const start = async (
  settings: Partial<JobSettings>,
  { program, signal = new AbortController().signal }: { program?: string; signal?: AbortSignal },
) => {
  const events: JobEvent[] = [];
  const scratchDir = join(base, 'scratch');
  const report = await runJob(
    fixtureTool(program),
    {
      inputs: { reads: [`s3://${MemoryS3.bucket}/in.fq`] },
      outputs: {},
      params: {},
      outputDir: `s3://${MemoryS3.bucket}/out/`,
      settings: {
        ...{ scratchDir, cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 500 },
        ...{ encryption: { sse: 'none' }, ...settings },
      },
    },
    {
      toolManifest: fixtureManifest,
      config: { scratchDir, image: 'registry/fixture@sha256:0', batch: undefined },
      env: { PATH: process.env['PATH'], ...server.env },
      emit: (event) => events.push(event),
      signal,
    },
  );
  const left = readdirSync(scratchDir).map((name) => join(scratchDir, name));
  return { report, events, left };
};
const run = async (settings: Partial<JobSettings>, program?: string) => {
  const { left, ...end } = await start(settings, program === undefined ? {} : { program });
  expect(left).toEqual([]);
  return end;
};
const sweep = async (directory: string, conditionalWrites: 'required' | 'ignore') => {
  const { signal } = new AbortController();
  const warnings: string[] = [];
  const left = await rollBack(leftovers(directory), directory, {
    storesWith: (journal) =>
      createStores({
        ...{ env: server.env, signal, encryption: { sse: 'none' }, journal, attempt: 'sweep' },
        conditionalWrites,
      }),
    emit: (event) => void (event.type === 'warning' && warnings.push(event.message)),
    ...{ signal, env: server.env, scratchDir: base },
  });
  return { left: left.publications, warnings };
};
const keys = (prefix: string) => [...server.objects.keys()].filter((key) => key.startsWith(prefix));

describe.each(STORES)('a store that %s', (_, intercept) => {
  beforeEach(() => (server.intercept = intercept));

  it('is refused in preflight, and the advice names the option that accepts the risk', async () => {
    const { report } = await run({});
    expect(report).toMatchObject({ exitCode: 69, failure: { phase: 'preflight' } });
    expect(report.failure?.error.facts.advice).toContain('--conditional-writes ignore');
    expect(keys('out/')).toEqual([]);
  });

  it('is written to with --conditional-writes ignore, and log and report warn of the risk', async () => {
    const reportUri = { scheme: 's3', bucket: MemoryS3.bucket, key: 'reports/' } as const;
    const { report, events } = await run({ conditionalWrites: 'ignore', reportUri });
    expect(report).toMatchObject({ outcome: 'succeeded' });
    expect(keys('out/').filter((key) => /claim|probe/.test(key))).toEqual([]);
    expect(keys('out/')).toContain('out/in.txt.joblayer.json');
    const risk = expect.stringContaining('may overwrite these outputs') as string;
    expect(events).toContainEqual({ type: 'warning', message: risk });
    const [json = ''] = keys('reports/').filter((key) => key.endsWith('report.json'));
    const { warnings } = JSON.parse(String(server.objects.get(json)?.content)) as {
      warnings: string[];
    };
    expect(warnings).toContainEqual(risk);
  });

  it('shows a complete set to a later job, which skips it or fails, as its options say', async () => {
    await run({ conditionalWrites: 'ignore' });
    const skip = await run({ conditionalWrites: 'ignore', ifComplete: 'skip' }, 'exit 42');
    expect(skip.report.outcome).toBe('succeeded');
    expect(skip.events.some(({ type }) => type === 'already-complete')).toBe(true);
    const fail = await run({ conditionalWrites: 'ignore', ifComplete: 'fail' }, 'exit 42');
    expect(fail.report.exitCode).toBe(73);
  });

  it('lets a rerun replace the set', async () => {
    await run({ conditionalWrites: 'ignore' });
    const program = 'echo other > "$2"; mkdir "$3"; echo x > "$3/other"';
    const { report } = await run({ conditionalWrites: 'ignore' }, program);
    expect(report.outcome).toBe('succeeded');
    expect(String(server.objects.get('out/in.txt')?.content)).toBe('other\n');
    expect(keys('out/in.fq.plots/').filter((key) => !key.endsWith('.json'))).toEqual([
      'out/in.fq.plots/other',
    ]);
  });

  const manifest = { scheme: 's3', bucket: MemoryS3.bucket, key: 'out/m.json' } as const;
  const opened = () => {
    const journal = new JobJournal();
    journal.openIn(base);
    return journal;
  };

  it('is cleared of the trial object of a killed job, without a lease', async () => {
    const probe = probeOf(manifest, 'dead');
    opened().publishing(probe);
    const mark = probe.objects[0]?.mark ?? '';
    server.put('out/m.json.probe-dead', 'x', { [`x-amz-meta-${ATTEMPT_METADATA}`]: mark });
    expect(await sweep(base, 'required')).toEqual({ left: [], warnings: [] });
    expect(keys('out/')).toEqual([]);
    expect(server.calls.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it('keeps the object of another writer under the name of a trial object', async () => {
    opened().publishing(probeOf(manifest, 'dead'));
    server.put('out/m.json.probe-dead', 'x', { [`x-amz-meta-${ATTEMPT_METADATA}`]: 'other' });
    await sweep(base, 'required');
    expect(keys('out/')).toEqual(['out/m.json.probe-dead']);
  });

  it('is cleared of a killed job’s outputs by a job with --conditional-writes ignore', async () => {
    const location = { ...manifest, key: 'out/x.txt' };
    const mark = writeMark('dead', manifest, location);
    opened().publishing({
      attempt: 'dead',
      outputManifest: manifest,
      objects: [{ location, mark }],
    });
    server.put('out/x.txt', 'x', { [`x-amz-meta-${ATTEMPT_METADATA}`]: mark });
    expect(await sweep(base, 'ignore')).toEqual({ left: [], warnings: [] });
    expect(keys('out/')).toEqual([]);
  });
});

describe('a job that is stopped while it tries conditional writes', () => {
  /** Stops the job at the first trial write. The test decides what becomes of that write. */
  const stopWith = async (onWrite: (write: () => void, response: ServerResponse) => void) => {
    const controller = new AbortController();
    const writes: string[] = [];
    server.intercept = ({ method, key, body, message }, response) => {
      if (method !== 'PUT' || !key.includes('.probe-')) return false;
      writes.push(key);
      if (writes.length > 1) return false;
      const name = `x-amz-meta-${ATTEMPT_METADATA}`;
      const mark = message.headers[name] as string;
      controller.abort(new JobError({ code: 'terminated', problem: 'the job was stopped' }));
      onWrite(() => void server.put(key, body, { [name]: mark }), response);
      return true;
    };
    const end = await start({}, { signal: controller.signal });
    expect(end.report).toMatchObject({ exitCode: 143, failure: { phase: 'preflight' } });
    expect(writes).toHaveLength(1);
    return end;
  };

  it('removes the trial object if the response comes after the stop, and tries no other write', async () => {
    const { left } = await stopWith((write, response) => {
      write();
      setImmediate(() => response.writeHead(200, { etag: '"0"' }).end());
    });
    expect(keys('out/')).toEqual([]);
    expect(left).toEqual([]);
  });

  it('looks for the trial object if no response comes, and removes it', async () => {
    const { left } = await stopWith((write) => write());
    expect(keys('out/')).toEqual([]);
    expect(left).toEqual([]);
  });

  it('leaves the trial object to the next job if it may still become visible', async () => {
    let writeLate: () => void = () => undefined;
    const { left } = await stopWith((write) => (writeLate = write));
    expect(left).toHaveLength(1);
    writeLate();
    expect(await sweep(left[0] ?? '', 'required')).toEqual({ left: [], warnings: [] });
    expect(keys('out/')).toEqual([]);
  });
});
