import { TlsServer, type Reply } from '@joblayer/object-store/testing';
import { workspaceRoot } from '@joblayer/local-cloud';
import {
  cephS3,
  FaultProxy,
  Gate,
  motoS3,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  TestBucket,
  TmpfsVolume,
  type Fault,
  type FixtureJobOptions,
  type TestS3,
} from '@joblayer/verify/testing';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  rename,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

/**
 * The contract's table. This test tries each fault in it, and the table lists each fault tried
 * here.
 */
const CONTRACT = readFileSync(path.join(workspaceRoot, 'libs/job-runtime/README.md'), 'utf8');

interface Row {
  readonly fault: string;
  readonly phase: string;
  readonly outcome: string;
  readonly exitCode: number;
  readonly left: string;
}

const rows: readonly Row[] = [
  ...CONTRACT.slice(CONTRACT.indexOf('## Faults')).matchAll(
    /^\| ([^|]+?) +\| ([a-z-]+) +\| ([a-z-]+) +\| +(\d+) \| ([^|]+?) +\|$/gm,
  ),
].map(([, fault = '', phase = '', outcome = '', exitCode, left = '']) => ({
  fault,
  phase,
  outcome,
  exitCode: Number(exitCode),
  left,
}));

const MIB = 1024 * 1024;
const COPY = 'cp "$1" "$2"';
/** Large enough to be sent in parts. */
const WRITE_LARGE = `head -c ${18 * MIB} /dev/urandom > "$2"`;
const PRINT_LARGE = `head -c ${18 * MIB} /dev/urandom`;
/** The streamed input is beside the reads. */
const COPY_STREAM = 'cat "$(dirname "$1")/once.fq" > "$2"';

let host: string;
beforeAll(async () => {
  host = await sharedDirectory();
  await writeFile(path.join(host, 'in.fq'), 'ACGT\n');
});
afterAll(() => removeDirectory(host));

/** Larger than one range, so that ranges are fetched in parallel. */
const INPUT = randomBytes(18 * MIB);

const streamed = new Map<string, Promise<string>>();

/** One job with its own bucket and scratch directory, and the visible facts of its end. */
class Trial {
  readonly #s3: TestS3;
  readonly bucket: TestBucket;
  readonly scratch: string;

  private constructor(s3: TestS3, bucket: TestBucket, scratch: string) {
    this.#s3 = s3;
    this.bucket = bucket;
    this.scratch = scratch;
  }

  static async on(s3: TestS3): Promise<Trial> {
    const bucket = await TestBucket.create(s3.s3);
    await bucket.put('small.fq', 'ACGT\n');
    return new Trial(s3, bucket, await sharedSubdirectory(host, bucket.name));
  }

  /**
   * Puts the large input, which only some trials need, because the server keeps all of it in
   * memory.
   */
  async input(): Promise<string> {
    return await this.bucket.put('in.fq', INPUT);
  }

  /**
   * The options that name a streamed input. It is put once on each server, which keeps it in
   * memory.
   */
  async stream(): Promise<readonly string[]> {
    const { name, s3 } = this.#s3;
    const put = async () => (await TestBucket.create(s3)).put('once.fq', INPUT);
    const uri = streamed.get(name) ?? put();
    streamed.set(name, uri);
    return ['--once', await uri];
  }

  async reads(name: 'in.fq' | 'small.fq'): Promise<string> {
    return name === 'in.fq' ? this.input() : this.bucket.uri(name);
  }

  start(
    program: string,
    options: Partial<FixtureJobOptions> = {},
    endpoint = this.#s3.endpointUrl,
  ) {
    const env = Object.entries({ ...this.#s3.env, AWS_ENDPOINT_URL: endpoint }).filter(
      (entry): entry is [string, string] => entry[0].startsWith('AWS_') && entry[1] !== undefined,
    );
    return startFixtureJob({
      program,
      data: host,
      scratch: this.scratch,
      reads: this.bucket.uri('small.fq'),
      outputDir: this.bucket.uri('out/'),
      ...options,
      // Ceph here has no keys of its own for encryption.
      args: ['--sse', 'none', ...(options.args ?? [])],
      env: { ...Object.fromEntries(env), ...options.env },
      docker: ['--network', 'host', ...(options.docker ?? [])],
    });
  }

  /** The columns of the contract's table, as observed for a job. */
  async observe(
    job: ReturnType<Trial['start']>,
  ): Promise<Omit<Row, 'fault' | 'phase'> & { phase: string }> {
    const { exitCode, stderr } = await job.end();
    const end = stderr
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes('"type":"job-ended"'))
      .map((line) => JSON.parse(line) as { outcome: string; failure?: { phase: string } })[0];
    return {
      phase: end?.failure?.phase ?? '',
      outcome: end?.outcome ?? 'killed',
      exitCode,
      left: await this.#left(),
    };
  }

  async #left(): Promise<string> {
    const scratch = await readdir(this.scratch);
    const uploads = await this.bucket.unfinishedUploads();
    const keys = await this.bucket.keys('out/');
    const parts = [
      ...(scratch.length > 0 ? ['scratch'] : []),
      ...(uploads.length > 0 ? ['an unfinished upload'] : []),
      ...(keys.some((key) => key.endsWith('.joblayer.json'))
        ? ['the outputs']
        : keys.length > 0
          ? ['a part of the outputs']
          : []),
    ];
    if (!parts.includes('scratch')) return parts.join(' and ') || 'nothing';
    // The remains of a killed job, which the next job removes.
    await this.start(COPY, { outputDir: this.bucket.uri('next/') }).end();
    expect(await readdir(this.scratch)).toEqual([]);
    expect(await this.bucket.unfinishedUploads()).toEqual([]);
    expect(await this.bucket.keys('out/')).toEqual([]);
    return `${parts.join(' and ')}, until the next job`;
  }
}

type Matches = (message: IncomingMessage) => boolean;
const readsInput: Matches = ({ method, url = '' }) => method === 'GET' && url.includes('in.fq');
const readsStream: Matches = ({ method, url = '' }) => method === 'GET' && url.includes('once.fq');
const findsInput: Matches = ({ method, url = '' }) => method === 'HEAD' && url.includes('.fq');
const sendsPart: Matches = ({ method, url = '' }) => method === 'PUT' && url.includes('partNumber');
const abortsUpload: Matches = ({ method, url = '' }) =>
  method === 'DELETE' && url.includes('uploadId');
const removesProbe: Matches = ({ method, url = '' }) =>
  method === 'DELETE' && url.includes('.probe-');
const completes: Matches = ({ method, url = '' }) => method === 'POST' && url.includes('uploadId');
const isPut: Matches = ({ method }) => method === 'PUT';
const isManifest: Matches = ({ method, url = '' }) =>
  method === 'PUT' && /\.joblayer\.json(\?|$)/.test(url);

interface Requests {
  readonly matches: Matches;
  readonly program: string;
  readonly reads: 'in.fq' | 'small.fq';
}
const REQUESTS = {
  preflight: { matches: findsInput, program: COPY, reads: 'small.fq' },
  'stage-in': { matches: readsInput, program: COPY, reads: 'in.fq' },
  run: { matches: readsStream, program: COPY_STREAM, reads: 'small.fq' },
  'stage-out': { matches: sendsPart, program: WRITE_LARGE, reads: 'small.fq' },
} as const satisfies Record<string, Requests>;

/** The first or all requests of a phase fail. */
const requestsFail =
  (fault: Fault, times?: number, matches?: Matches, s3: () => TestS3 = cephS3) =>
  async (phase: string) => {
    const requests = REQUESTS[phase as keyof typeof REQUESTS];
    const trial = await Trial.on(s3());
    await using proxy = await FaultProxy.before(s3().endpointUrl, {
      fault,
      matches: matches ?? requests.matches,
      ...(times !== undefined && { times }),
    });
    const reads = await trial.reads(requests.reads);
    const args = phase === 'run' ? await trial.stream() : [];
    const job = trial.start(requests.program, { reads, args }, proxy.url);
    const observed = await trial.observe(job);
    expect(proxy.injected).toBeGreaterThan(0);
    return observed;
  };

const listsPanel: Matches = ({ url = '' }) => url.includes('list-type') && url.includes('panel');
const readsPanel: Matches = (message) =>
  listsPanel(message) || (message.method === 'HEAD' && (message.url ?? '').includes('panel'));

/** The input is a directory, and the server describes it wrongly. */
const directoryFails = (fault: Fault, matches: Matches) => async () => {
  const trial = await Trial.on(cephS3());
  await trial.bucket.put('panel/a.txt', 'a');
  await using proxy = await FaultProxy.before(cephS3().endpointUrl, { fault, matches });
  const args = ['--panel', trial.bucket.uri('panel/')];
  const observed = await trial.observe(trial.start(COPY, { args }, proxy.url));
  expect(proxy.injected).toBeGreaterThan(0);
  return observed;
};

/** The input is a directory that cannot exist on a disk. */
const directoryHas =
  (...keys: readonly string[]) =>
  async () => {
    const trial = await Trial.on(cephS3());
    for (const key of keys) await trial.bucket.put(`panel/${key}`, 'x');
    const args = ['--panel', trial.bucket.uri('panel/')];
    return await trial.observe(trial.start(COPY, { args }));
  };

/** The input is a local directory that holds a directory which only its owner may read. */
const closedDirectory = async () => {
  const trial = await Trial.on(cephS3());
  await mkdir(path.join(host, 'closed', 'inner'), { recursive: true, mode: 0o755 });
  await chmod(path.join(host, 'closed', 'inner'), 0o000);
  return await trial.observe(trial.start(COPY, { args: ['--panel', '/data/closed/'] }));
};

/** The reads come from a web server. */
const webServer =
  (reply: Reply, urlPath = '/in.fq') =>
  async () => {
    const trial = await Trial.on(cephS3());
    await using server = await TlsServer.start();
    server.reply = reply;
    await writeFile(path.join(host, 'ca.pem'), server.certificate);
    const env = { NODE_EXTRA_CA_CERTS: '/data/ca.pem' };
    return await trial.observe(trial.start(COPY, { reads: server.url + urlPath, env }));
  };
const READS = 'ACGT\n';
const sends =
  (headers: Readonly<Record<string, string>> = {}): Reply =>
  (_, response) =>
    response.writeHead(200, { etag: '"1"', 'content-length': READS.length, ...headers }).end(READS);
const refusesWith =
  (status: number): Reply =>
  (_, response) =>
    response.writeHead(status, { 'content-length': 0 }).end();

/** The server ignores conditions, and the job has the option that accepts this. */
const riskAccepted = async () => {
  const trial = await Trial.on(motoS3());
  await using proxy = await FaultProxy.before(motoS3().endpointUrl, {
    fault: 'no-conditions',
    matches: isPut,
  });
  const args = ['--conditional-writes', 'ignore'];
  return await trial.observe(trial.start(COPY, { args }, proxy.url));
};

/** From a certain request on, no request gets through. */
const networkGone = (from: Matches) => (phase: string) => {
  let isGone = false;
  return requestsFail('reset', undefined, (message) => (isGone ||= from(message)))(phase);
};

/** The job gets a signal while it waits in a phase. */
const signalled = (signal: NodeJS.Signals, at?: Matches) => async (phase: string) => {
  const trial = await Trial.on(cephS3());
  if (phase === 'run') {
    const job = trial.start('echo ready >&2; sleep 600');
    await job.said(/ready/);
    await job.signal(signal);
    return await trial.observe(job);
  }
  const { matches, program, reads } = REQUESTS[phase as keyof typeof REQUESTS];
  await using gate = await Gate.before(cephS3().endpointUrl, at ?? matches);
  const job = trial.start(program, { reads: await trial.reads(reads) }, gate.url);
  await Promise.race([gate.reached(), job.end()]);
  await job.signal(signal);
  return await trial.observe(job);
};

/** The job is killed when its outputs are there and their manifest is about to be written. */
const killedBeforeManifest = async () => {
  const trial = await Trial.on(cephS3());
  await using gate = await Gate.before(cephS3().endpointUrl, isManifest);
  const job = trial.start(COPY, {}, gate.url);
  await Promise.race([gate.reached(), job.end()]);
  await job.signal('SIGKILL');
  return await trial.observe(job);
};

/** The job gets a signal when all is published, and only its lease is still to be removed. */
const signalledWhenComplete = async () => {
  const trial = await Trial.on(cephS3());
  const removesLease: Matches = ({ method, url = '' }) =>
    method === 'DELETE' && url.includes('.claim');
  await using gate = await Gate.before(cephS3().endpointUrl, removesLease);
  const job = trial.start(COPY, {}, gate.url);
  await Promise.race([gate.reached(), job.end()]);
  await job.signal('SIGTERM');
  await job.said(/"signal-received"/);
  gate.open();
  return await trial.observe(job);
};

/** The tool is a small program of the test's. */
const toolDoes =
  (program: string, options: Partial<FixtureJobOptions> = {}) =>
  async () => {
    const trial = await Trial.on(cephS3());
    return await trial.observe(trial.start(program, options));
  };

/** The first or all parts of a streamed output fail. */
const streamedOutputFails = (times?: number) => async () => {
  const trial = await Trial.on(cephS3());
  await using proxy = await FaultProxy.before(cephS3().endpointUrl, {
    fault: 'error-500',
    matches: sendsPart,
    ...(times !== undefined && { times }),
  });
  const job = trial.start(PRINT_LARGE, { args: ['--printed'] }, proxy.url);
  const observed = await trial.observe(job);
  expect(proxy.injected).toBeGreaterThan(0);
  return observed;
};

/** The job gets a signal when a part of an output is in S3, and the tool still runs. */
const signalledWhileStreaming = (signal: NodeJS.Signals) => async () => {
  const trial = await Trial.on(cephS3());
  const args = ['--printed'];
  const job = trial.start(`${PRINT_LARGE}; echo ready >&2; sleep 600`, { args });
  await job.said(/"line":"ready"/);
  await job.signal(signal);
  return await trial.observe(job);
};

/** The tool reads a streamed input in its own way. */
const toolReads = (program: string) => async () => {
  const trial = await Trial.on(cephS3());
  return await trial.observe(trial.start(program, { args: await trial.stream() }));
};

/** The scratch disk has space when the job starts, but not later. */
const diskFills = (phase: string) => async () => {
  await using disk = await TmpfsVolume.create(100);
  const trial = await Trial.on(cephS3());
  await using gate = await Gate.before(cephS3().endpointUrl, readsInput);
  const program = phase === 'run' ? 'head -c 90000000 /dev/zero > "$2"' : COPY;
  const options = { scratch: disk.name, reads: await trial.input() };
  const job = trial.start(program, options, gate.url);
  await Promise.race([gate.reached(), job.end()]);
  await disk.fillUpTo((phase === 'run' ? 50 : 10) * MIB);
  gate.open();
  return await trial.observe(job);
};

/** The remains of a killed job in scratch, with nothing begun elsewhere. Returns its directory. */
const killedJob = async (trial: Trial): Promise<string> => {
  const job = trial.start('echo ready >&2; sleep 600');
  await job.said(/"line":"ready"/);
  await job.signal('SIGKILL');
  await job.end();
  const [name = ''] = await readdir(trial.scratch);
  return path.join(trial.scratch, name);
};

/** Another user has replaced a killed job's scratch directory by a link. */
const swappedForLink = async () => {
  const trial = await Trial.on(cephS3());
  const directory = await killedJob(trial);
  const precious = await sharedSubdirectory(host, `precious-${trial.bucket.name}`);
  await rename(directory, path.join(precious, 'moved'));
  const before = await readdir(precious, { recursive: true });
  await symlink('/data/' + path.relative(host, path.join(precious, 'moved')), directory);
  await trial.start(COPY, { outputDir: trial.bucket.uri('other/') }).end();
  expect(await readdir(precious, { recursive: true })).toEqual(before);
  await unlink(directory);
  return await trial.observe(trial.start(COPY));
};

const openBase = async () => {
  const trial = await Trial.on(cephS3());
  await killedJob(trial);
  await chmod(trial.scratch, 0o777);
  const job = trial.start(COPY);
  const observed = await trial.observe(job);
  expect((await job.end()).stderr).toContain('without the sticky bit');
  return observed;
};

/**
 * The journal of a killed job lists an output of another job, which is not in its output manifest.
 */
const plantedJournal = async () => {
  const trial = await Trial.on(cephS3());
  const { bucket } = trial;
  const other = { outputDir: bucket.uri('other/') };
  expect((await trial.start(COPY, other).end()).exitCode).toBe(0);
  const directory = await killedJob(trial);
  const location = { scheme: 's3', bucket: bucket.name, key: 'other/in.txt' };
  const mark = await bucket.metadata('other/small.txt', 'joblayer-attempt');
  const outputManifest = { ...location, key: 'nowhere.joblayer.json' };
  const objects = [{ location: { ...location, key: 'other/small.txt' }, mark }];
  const line = { type: 'publishing', attempt: mark.slice(0, 36), outputManifest, objects };
  await appendFile(path.join(directory, 'journal.jsonl'), `${JSON.stringify(line)}\n`);
  const observed = await trial.observe(trial.start(COPY));
  expect(await bucket.keys('other/')).toContain('other/small.txt');
  return observed;
};

const COPY_GENOME = 'cp "$(dirname "$1")/genome.fa" "$2"';
const genomeJob = async () => {
  const trial = await Trial.on(cephS3());
  const genome = await trial.bucket.put('genome.fa', '>g\nACGT\n');
  const cache = await sharedSubdirectory(host, `cache-${trial.bucket.name}`);
  const options = (outputDir: string) => ({
    outputDir: trial.bucket.uri(outputDir),
    args: ['--genome', genome, '--cache-dir', `/data/${path.basename(cache)}`],
  });
  return { trial, options };
};
/** As the user of the cache, who can restore the write permission. */
const REWRITE =
  'f=$(readlink -f "$(dirname "$1")/genome.fa"); chmod u+w "$f"; touch -r "$f" "$2.time"; printf ">g\\nTTTT\\n" > "$f"; touch -r "$2.time" "$f"; rm "$2.time"';

const rewrittenMeanwhile = async () => {
  const { trial, options } = await genomeJob();
  return await trial.observe(trial.start(`${REWRITE}; ${COPY_GENOME}`, options('out/')));
};

const rewrittenEarlier = async () => {
  const { trial, options } = await genomeJob();
  expect((await trial.start(`${REWRITE}; exit 9`, options('other/')).end()).exitCode).toBe(9);
  const observed = await trial.observe(trial.start(COPY_GENOME, options('out/')));
  expect(await trial.bucket.text('out/small.txt')).toBe('>g\nACGT\n');
  return observed;
};

/** The existing set has a file that the new one does not have. */
const rerun = async () => {
  const trial = await Trial.on(cephS3());
  await trial.start(`${COPY}; mkdir -p "$3"; cp "$1" "$3/old"`).end();
  expect(await trial.bucket.keys('out/')).toContain('out/small.fq.plots/old');
  const observed = await trial.observe(trial.start(COPY));
  expect(await trial.bucket.keys('out/')).toEqual(['out/small.txt', 'out/small.txt.joblayer.json']);
  return observed;
};

const hang = 'trap "" TERM; sleep 600 & wait; sleep 600';

const SCENARIOS: Readonly<Record<string, (phase: string) => ReturnType<Trial['observe']>>> = {
  SIGTERM: signalled('SIGTERM'),
  'SIGTERM once the output manifest is there': signalledWhenComplete,
  'SIGKILL of the container': signalled('SIGKILL'),
  'SIGKILL as an output is tried': signalled('SIGKILL', abortsUpload),
  'SIGKILL as conditional writes are tried': signalled('SIGKILL', removesProbe),
  'SIGKILL as outputs become visible': killedBeforeManifest,
  'connection reset mid-body, once': requestsFail('cut', 1),
  'connection reset mid-body, always': requestsFail('cut'),
  'body shorter than announced, once': requestsFail('truncated', 1),
  'body shorter than announced, always': requestsFail('truncated'),
  'body stalls, once': requestsFail('stall', 1),
  'body stalls, always': requestsFail('stall'),
  'wrong bytes, once': requestsFail('wrong-bytes', 1, undefined, motoS3),
  'wrong bytes, always': requestsFail('wrong-bytes', undefined, undefined, motoS3),
  'connection reset, once': requestsFail('reset', 1),
  'connection reset, always': requestsFail('reset'),
  'HTTP 500, once': requestsFail('error-500', 1),
  'HTTP 500, always': requestsFail('error-500'),
  'HTTP 503 SlowDown, once': requestsFail('slow-down', 1),
  'HTTP 503 SlowDown, always': requestsFail('slow-down'),
  'expired token': requestsFail('expired-token'),
  'object overwritten meanwhile': requestsFail('changed-etag'),
  'answer to the completion lost, once': requestsFail('response-lost', 1, completes),
  'answer to the output manifest lost, once': requestsFail('response-lost', 1, isManifest),
  'network gone as an output is uploaded': networkGone(sendsPart),
  'network gone as the manifest is written': networkGone(isManifest),
  'error in the completion’s 200, always': requestsFail('error-in-200', undefined, completes),
  'If-None-Match ignored by the server': requestsFail('no-conditions', undefined, isPut, motoS3),
  'If-None-Match refused with 501': requestsFail('conditions-501', undefined, isPut, motoS3),
  'ETag that looks like an MD5 and is none': requestsFail(
    'other-etag',
    undefined,
    ({ url = '' }) => url.includes('in.fq'),
    motoS3,
  ),
  'If-None-Match ignored, and that accepted': riskAccepted,
  'server takes requests and is silent': requestsFail('silent'),
  'server knows no ranges': requestsFail('no-ranges', undefined, undefined, motoS3),
  'clock of the host wrong': requestsFail('skewed-clock'),
  'access key unknown': requestsFail('unknown-key-id', undefined, () => true),
  'writing with the KMS key denied': requestsFail(
    'kms-denied-write',
    undefined,
    ({ method, url = '' }) => method === 'POST' && url.includes('uploads'),
  ),
  'list of a directory without an end': directoryFails('endless-list', listsPanel),
  'archived object in a directory': directoryFails('archived', readsPanel),
  'key that leads out of its directory': directoryHas('../x'),
  'key that is an object and a prefix': directoryHas('a', 'a/b'),
  'directory without a file': directoryHas(),
  'local directory that may not be read': closedDirectory,
  'https: 404 without a body': webServer(refusesWith(404)),
  'https: 403 without a body': webServer(refusesWith(403)),
  'https: 503 without a body, always': webServer(refusesWith(503)),
  'https: content unlike its digest': webServer(
    sends({ 'repr-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` }),
  ),
  'https: size not given': webServer((_, response) => response.writeHead(200).end(READS)),
  'https: name given by the server': webServer(
    sends({ 'content-disposition': 'attachment; filename=in.fq' }),
    '/17/content',
  ),
  'https: no name that fits': webServer(sends(), '/17/content'),
  'object in an archive tier': requestsFail('archived', undefined, findsInput, motoS3),
  'permission for the KMS key missing': requestsFail(
    'kms-denied',
    undefined,
    ({ method, url = '' }) => method !== 'PUT' && url.includes('small.fq'),
    motoS3,
  ),
  'HTTP 500 to a streamed output, once': streamedOutputFails(1),
  'HTTP 500 to a streamed output, always': streamedOutputFails(),
  'SIGTERM while an output is streamed': signalledWhileStreaming('SIGTERM'),
  'SIGKILL while an output is streamed': signalledWhileStreaming('SIGKILL'),
  'tool closes a stream early': toolReads(COPY_STREAM.replace('cat', 'head -c 100')),
  'tool fails as it reads a stream': toolReads(
    `${COPY_STREAM.replace('cat', 'head -c 100')}; exit 42`,
  ),
  'scratch disk fills': (phase) => diskFills(phase)(),
  'scratch disk too small': async () => {
    await using disk = await TmpfsVolume.create(10);
    const trial = await Trial.on(cephS3());
    const options = { scratch: disk.name, reads: await trial.input() };
    return await trial.observe(trial.start(COPY, options));
  },
  'scratch directory swapped for a link': swappedForLink,
  'scratch base without the sticky bit': openBase,
  'journal planted with another job’s output': plantedJournal,
  'cached reference rewritten earlier': rewrittenEarlier,
  'cached reference rewritten meanwhile': rewrittenMeanwhile,
  'older files of a rerun': rerun,
  'output that lies in an input': toolDoes(COPY, {
    reads: '/data/in.fq',
    outputDir: '/data/in/',
    args: ['--panel', '/data/in/'],
  }),
  'tool leaves a FIFO as an output': toolDoes('mkfifo "$2"'),
  'tool leaves a link in an output': toolDoes(`${COPY}; mkdir -p "$3"; ln -s / "$3/x"`),
  'wrong arguments': toolDoes(COPY, { args: ['--min-quality', '94'] }),
  'input absent': toolDoes(COPY, { reads: 's3://no-such-bucket-here/x.fq' }),
  'output bucket absent': toolDoes(COPY, { outputDir: 's3://no-such-bucket-here/out/' }),
  'tool exits with 42': toolDoes('echo x > "$2"; exit 42'),
  'tool writes no output': toolDoes('exit 0'),
  'tool killed for memory': toolDoes('tail /dev/zero', {
    docker: ['-m', '400m', '--memory-swap', '400m'],
  }),
  'tool hangs past --timeout': toolDoes(hang, { args: ['--timeout', '2', '--grace-seconds', '1'] }),
  'tool leaves a daemon': toolDoes(`setsid sleep 600 >/dev/null 2>&1 & ${COPY}`),
  'tool floods its output': toolDoes(`head -c 100000000 /dev/zero | tr '\\0' x >&2; ${COPY}`),
};

describe('the contract’s table of faults', () => {
  it('names exactly the faults that are tried', () => {
    expect(new Set(rows.map(({ fault }) => fault))).toEqual(new Set(Object.keys(SCENARIOS)));
  });

  it.each(rows)('$fault in $phase: $outcome, exit code $exitCode, leaves $left', async (row) => {
    const { fault, phase, ...promised } = row;
    const { phase: failedIn, ...observed } = (await SCENARIOS[fault]?.(phase)) ?? { phase: '' };
    expect(observed).toEqual(promised);
    if (failedIn !== '') expect(failedIn).toBe(phase);
  });
});
