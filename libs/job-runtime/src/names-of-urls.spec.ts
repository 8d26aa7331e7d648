import { TlsServer } from '@joblayer/object-store/testing';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { ArgumentsContext } from '@joblayer/tool-definition';
import { checkArguments } from './cli/check-arguments.ts';
import type { JobEvent } from './job/events.ts';
import { runJob } from './run-job.ts';
import { fixtureManifest, fixtureTool } from './testing/fixture-tool.ts';

const READS = '@r\nACGT\n+\nIIII\n';

let server: TlsServer;
let base: string;
const before = getCACertificates('default');
beforeAll(async () => {
  server = await TlsServer.start();
  setDefaultCACertificates([...before, server.certificate]);
});
afterAll(async () => {
  setDefaultCACertificates(before);
  await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'names-'));
  mkdirSync(join(base, 'scratch'));
});
afterEach(() => rmSync(base, { recursive: true }));

const send = (response: ServerResponse, headers: Record<string, string>) =>
  response.writeHead(200, { etag: '"1"', 'content-length': READS.length, ...headers }).end(READS);

/** Runs a job on files of the server, which responds with these headers, or redirects to a path. */
const run = async (
  reads: string,
  { headers = {}, redirect }: { headers?: Record<string, string>; redirect?: string } = {},
  inputs: Record<string, string[]> = {},
  tool = fixtureTool('cat "$1" > "$2"; basename "$1" >> "$2"'),
) => {
  const asked: string[] = [];
  server.reply = ({ url = '' }, response) => {
    asked.push(url);
    const isFirst = redirect !== undefined && !url.startsWith(redirect);
    if (isFirst) return void response.writeHead(302, { location: `${redirect}?sig=s` }).end();
    send(response, headers);
  };
  const events: JobEvent[] = [];
  const scratchDir = join(base, 'scratch');
  const settings = { cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 500 };
  const report = await runJob(
    tool,
    {
      inputs: { reads: [server.url + reads], ...inputs },
      outputs: {},
      params: {},
      outputDir: `${join(base, 'out')}/`,
      settings: { ...settings, scratchDir, encryption: { sse: 'none' } },
    },
    {
      toolManifest: fixtureManifest,
      config: { scratchDir, image: 'registry/fixture@sha256:0', batch: undefined },
      env: { PATH: process.env['PATH'] },
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
    },
  );
  const out = join(base, 'out');
  const outputs = existsSync(out) ? readdirSync(out) : [];
  const named = events.flatMap((event) => (event.type === 'input-named' ? [event] : []));
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  return { report, outputs, warnings, named: named.map(({ name, from }) => [name, from]), asked };
};
const disposition = (value: string) => ({ headers: { 'content-disposition': value } });

describe('a job on a file by https', () => {
  it('takes the name from Content-Disposition if the URL does not end in one that fits', async () => {
    const job = await run('/17/content', disposition('attachment; filename="s 1.fq"'));
    expect(job.report).toMatchObject({ outcome: 'succeeded' });
    expect(job.named).toEqual([['s 1.fq', 'content-disposition']]);
    expect(job.outputs).toContain('s 1.txt');
    expect(readFileSync(join(base, 'out', 's 1.txt'), 'utf8')).toBe(`${READS}s 1.fq\n`);
  });

  it('takes the name from the URL that the server redirects to, without its query', async () => {
    const job = await run('/get?id=17', { redirect: '/store/s2.FQ' });
    expect(job.report).toMatchObject({ outcome: 'succeeded' });
    expect(job.named).toEqual([['s2.FQ', 'redirect']]);
    expect(job.outputs).toContain('s2.txt');
  });

  it('prefers Content-Disposition to a redirect, but a name that fits to one that does not', async () => {
    const both = { ...disposition('inline; filename=a.fq'), redirect: '/b.fq' };
    expect((await run('/x', both)).named).toEqual([['a.fq', 'content-disposition']]);
    const unfit = { ...disposition('inline; filename=a.html'), redirect: '/b.fq' };
    expect((await run('/x', unfit)).named).toEqual([['b.fq', 'redirect']]);
  });

  it('prefers the end of the URL to names from the server, and a name from the user to both', async () => {
    const other = disposition('attachment; filename=other.fq');
    expect((await run('/own.fq', other)).outputs).toContain('own.txt');
    const given = await run('/own.fq#name=given.fq', other);
    expect(given.outputs).toContain('given.txt');
    expect(given.named).toEqual([]);
  });

  it('takes the name from the server if the path of the URL ends in a slash', async () => {
    const job = await run('/?file=17', disposition('attachment; filename=s3.fq'));
    expect(job.outputs).toContain('s3.txt');
  });

  it('takes the last part of a path that the server gives as a name', async () => {
    const job = await run('/x', disposition('attachment; filename="../../../s4.fq"'));
    expect(job.named).toEqual([['s4.fq', 'content-disposition']]);
    expect(job.outputs).toContain('s4.txt');
  });

  it('shows the definition the names from the server, and not the provisional ones', async () => {
    const checked: unknown[] = [];
    const tool = {
      ...fixtureTool(),
      checkInJob: ({ inputFiles }: ArgumentsContext) => {
        checked.push(inputFiles['reads']);
        return { warnings: ['looked at the names'] };
      },
    };
    const stated = disposition('attachment; filename=s6.fq');
    const { warnings } = await run('/17/content', stated, {}, tool);
    expect(checked).toEqual([[{ name: 's6.fq', stem: 's6' }]]);
    expect(warnings).toContain('looked at the names');
  });

  it('names a secondary file in the same way', async () => {
    const index = [`${server.url}/index`];
    const stated = disposition('attachment; filename=s5.fqi');
    const job = await run('/s5.fq', stated, { readsIndex: index });
    expect(job.report).toMatchObject({ outcome: 'succeeded' });
    expect(job.named).toEqual([['s5.fqi', 'content-disposition']]);
  });

  it.each([
    ['gives none', {}, 'gives the name "content"'],
    ['gives another', disposition('attachment; filename=x.bam'), 'gives the name "x.bam"'],
    ['gives two dots', disposition('attachment; filename=".."'), 'gives the name "content"'],
  ])('ends with 64 in preflight if no name fits: the server %s', async (_, reply, words) => {
    const { report, outputs, asked } = await run('/17/content', reply);
    expect(report).toMatchObject({
      exitCode: 64,
      failure: {
        phase: 'preflight',
        error: { facts: { advice: expect.stringContaining('#name=') as string } },
      },
    });
    expect(report.failure?.error.message).toContain(words);
    expect(report.failure?.error.message).toContain('.fq or .fq.gz');
    expect(outputs).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('stages two inputs to which servers give the same name', async () => {
    const stated = disposition('attachment; filename=s.fq');
    const { report } = await run('/1', stated, { lanes: [`${server.url}/2`] });
    expect(report.exitCode).toBe(0);
  });
});

describe('the arguments of a job that is submitted', () => {
  it('may name URLs whose names only their server knows', () => {
    const tool = fixtureTool();
    const argv = ['--reads', 'https://h.example/17/content', '--output-dir', 's3://bkt/out/'];
    expect(checkArguments(tool, argv)).toBeUndefined();
    const more = ['--lanes', 'https://h.example/18/content'];
    expect(checkArguments(tool, [...argv, ...more])).toBeUndefined();
  });
});
