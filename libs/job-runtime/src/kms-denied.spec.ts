import { MemoryS3, xml, type Intercept, type S3Call } from '@joblayer/object-store/testing';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textRenderer } from './log/render.ts';
import { runJob } from './run-job.ts';
import { fixtureManifest, fixtureTool } from './testing/fixture-tool.ts';

const USER = 'User: arn:aws:sts::123456789012:assumed-role/job/i-1 is not authorized to perform:';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1';
const READ = `${USER} kms:Decrypt on resource: ${KEY} because no identity-based policy allows it`;
const WRITE = `${USER} kms:GenerateDataKey on resource: ${KEY} because no policy allows it`;
const UNKNOWN = 'The AWS Access Key Id you provided does not exist in our records.';

let server: MemoryS3;
let base: string;
beforeEach(async () => {
  server = await MemoryS3.start();
  server.put('in.fq', 'ACGT\n');
  server.put('in.fq.fqi', 'index\n');
  base = mkdtempSync(join(tmpdir(), 'kms-'));
  mkdirSync(join(base, 'scratch'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(base, { recursive: true });
});

/** Refuses requests as S3 does. A HEAD gets no body. */
const deny =
  (matches: (call: S3Call) => boolean, message: string, code = 'AccessDenied'): Intercept =>
  (call, response) => {
    if (!matches(call)) return false;
    if (call.method === 'HEAD') response.writeHead(403).end();
    else xml(response, 403, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
    return true;
  };

/** Runs a job. Returns the phase in which it failed, its exit code and its last line. */
const run = async (intercept: Intercept, program?: string) => {
  server.intercept = intercept;
  const scratchDir = join(base, 'scratch');
  const lines: string[] = [];
  const report = await runJob(
    fixtureTool(program),
    {
      inputs: { reads: [`s3://${MemoryS3.bucket}/in.fq`] },
      outputs: {},
      params: {},
      outputDir: `s3://${MemoryS3.bucket}/out/`,
      settings: {
        ...{ scratchDir, cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 500 },
        encryption: { sse: 'none' },
      },
    },
    {
      toolManifest: fixtureManifest,
      config: { scratchDir, image: 'registry/fixture@sha256:0', batch: undefined },
      env: { PATH: process.env['PATH'], ...server.env },
      emit: () => undefined,
      signal: new AbortController().signal,
    },
  );
  textRenderer({ write: (text: string) => void lines.push(text) } as never).end(report);
  return { phase: report.failure?.phase, exitCode: report.exitCode, last: lines.at(-1) };
};

describe('a job to which S3 denies access', () => {
  it.each<[string, Intercept, string, string]>([
    [
      'to read an input with its KMS key',
      deny(({ method, key }) => key === 'in.fq' && method !== 'PUT', READ),
      'preflight',
      READ,
    ],
    [
      'to read a secondary file with its KMS key, which does not count as absent,',
      deny(({ key }) => key === 'in.fq.fqi', READ),
      'preflight',
      READ,
    ],
    [
      'to read an input whose HEAD was allowed',
      deny(({ method, key }) => method === 'GET' && key === 'in.fq', READ),
      'stage-in',
      READ,
    ],
    [
      'to start an upload with the KMS key of the bucket',
      deny(({ method, query }) => method === 'POST' && query.has('uploads'), WRITE),
      'preflight',
      WRITE,
    ],
    [
      'to write in one request with the KMS key of the bucket',
      deny(({ method }) => method === 'PUT', WRITE),
      'preflight',
      WRITE,
    ],
    [
      'because the access key does not exist',
      deny(() => true, UNKNOWN, 'InvalidAccessKeyId'),
      'preflight',
      'InvalidAccessKeyId',
    ],
  ])('%s ends with 77 and the reason in its last line', async (_, intercept, phase, reason) => {
    const { last, ...end } = await run(intercept);
    expect(end).toEqual({ phase, exitCode: 77 });
    expect(last).toContain(reason);
  });

  it('to send a part with the KMS key of the bucket ends with 77 and the reason in its last line', async () => {
    const program = 'head -c 9000000 /dev/zero > "$2"; mkdir "$3"; echo x > "$3/x"';
    const { last, ...end } = await run(
      deny(({ method, query }) => method === 'PUT' && query.has('partNumber'), WRITE),
      program,
    );
    expect(end).toEqual({ phase: 'stage-out', exitCode: 77 });
    expect(last).toContain(WRITE);
  });

  it('to look up an optional secondary file succeeds without this file', async () => {
    const { exitCode } = await run(deny(({ key }) => key.endsWith('.fqi'), 'Access Denied'));
    expect(exitCode).toBe(0);
  });
});
