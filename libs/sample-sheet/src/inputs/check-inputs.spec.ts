import { jest } from '@jest/globals';
import { createStores } from '@joblayer/object-store';
import { StoreError } from '@joblayer/object-store/errors';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { MemoryS3, refuse } from '@joblayer/object-store/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultText } from '../fault.ts';
import { plan } from '../testing/sheets.ts';
import { checkInputs, type InputFault } from './check-inputs.ts';
import type { InputLookup } from './look-up.ts';

// The first test loads the AWS SDK.
jest.setTimeout(60_000);

const OUTPUT = ['--output-dir', 's3://bkt/out/'];
const CHECK = 'Check the spelling of bucket and key; keys are case-sensitive.';

const jobsOf = (text: string, constants: readonly string[], options = {}) => {
  const { jobs, faults } = plan('s.tsv', text, constants, options);
  expect(faults).toEqual([]);
  return jobs;
};

const linesOf = (faults: readonly InputFault[]) =>
  faults.map((fault) => `${fault.code}: ${faultText('s.tsv', fault)}`);

let server: MemoryS3;
beforeEach(async () => {
  server = await MemoryS3.start();
  server.intercept = ({ message, key, method }, response) => {
    const isGone = message.url?.startsWith('/gone') ?? false;
    if (isGone) refuse(response, 404, method === 'HEAD' ? '' : 'NoSuchBucket');
    else if (key.startsWith('denied'))
      refuse(response, 403, method === 'HEAD' ? '' : 'AccessDenied');
    else return false;
    return true;
  };
});
afterEach(() => server[Symbol.asyncDispose]());

/** The faults that a real store finds. */
async function faultsOf(text: string, constants: readonly string[], options = {}) {
  const storeFor = createStores({
    ...{ env: server.env, signal: new AbortController().signal, encryption: { sse: 'none' } },
  });
  const lookup: InputLookup = {
    stat: async (location) => (await storeFor(location)).stat(location),
    list: async (directory) => (await storeFor(directory)).list(directory),
  };
  return linesOf(await checkInputs(jobsOf(text, [...constants, ...OUTPUT], options), lookup));
}

describe('the inputs of a sheet', () => {
  it('are no fault if they exist: files, directories, and files beside them', async () => {
    for (const key of ['a.fq', 'b_1.fq', 'b_2.fq', 'ref/x.fa', 'k.vcf.gz', 'k.vcf.gz.csi']) {
      server.put(key, key);
    }
    const text =
      'reads1\treads2\tknown\ns3://bkt/a.fq\t\ts3://bkt/k.vcf.gz\ns3://bkt/b_1.fq\ts3://bkt/b_2.fq\t\n';
    expect(await faultsOf(text, ['--reference', 's3://bkt/ref/'])).toEqual([]);
    expect(await faultsOf(text, ['--reference', 's3://bkt/ref'])).toEqual([]);
  });

  it('are reported with line and column, each for its own reason', async () => {
    server.put('a.fq', 'a');
    server.put('old.fq', 'old', { 'x-amz-storage-class': 'GLACIER' });
    server.put('k.vcf.gz', 'k');
    server.put('r.fa', 'r');
    server.put('b.fq', 'b');
    const text = [
      'reads1\tknown',
      's3://bkt/a.fq\t',
      's3://bkt/absent.fq\t',
      's3://gone/g.fq\t',
      's3://bkt/denied.fq\t',
      's3://bkt/old.fq\t',
      's3://bkt/b.fq;s3://bkt/no2.fq\ts3://bkt/k.vcf.gz',
    ].join('\n');
    const faults = await faultsOf(text, ['--reference', 's3://bkt/r.fa']);
    expect(faults).toEqual([
      `input-absent: s.tsv:3 reads1: --reads1 s3://bkt/absent.fq: it does not exist. ${CHECK}`,
      'input-absent: s.tsv:4 reads1: --reads1 s3://gone: the bucket does not exist. Check the spelling of the bucket.',
      expect.stringMatching(
        /^access-denied: s\.tsv:5 reads1: --reads1 s3:\/\/bkt\/denied\.fq: access is denied/,
      ),
      'service-refused: s.tsv:6 reads1: --reads1 s3://bkt/old.fq: the object is archived (GLACIER) and cannot be read at once. Restore it first, or copy it to another storage class.',
      `input-absent: s.tsv:7 reads1: --reads1 s3://bkt/no2.fq: it does not exist. ${CHECK}`,
      'input-absent: s.tsv:7 known: --known-index s3://bkt/k.vcf.gz: a file that belongs beside it is absent (looked for s3://bkt/k.vcf.gz.tbi, s3://bkt/k.tbi, s3://bkt/k.vcf.gz.csi, s3://bkt/k.csi). Put it beside the file, or give its location with --known-index.',
    ]);
  });

  it('that a constant names are reported once', async () => {
    server.put('a.fq', 'a');
    server.put('b.fq', 'b');
    const text = 'reads1\ns3://bkt/a.fq\ns3://bkt/b.fq\n';
    expect(await faultsOf(text, ['--reference', 's3://bkt/no.fa'])).toEqual([
      `input-absent: s.tsv: --reference s3://bkt/no.fa: it does not exist. ${CHECK}`,
    ]);
  });

  it('that an empty directory stands for are absent', async () => {
    server.put('a.fq', 'a');
    const text = 'reads1\treference\ns3://bkt/a.fq\ts3://bkt/no/\n';
    expect(await faultsOf(text, [])).toEqual([
      'input-absent: s.tsv:2 reference: --reference s3://bkt/no/: there is no file below it.',
    ]);
  });

  it('in lanes are reported at the line of the lane', async () => {
    server.put('a.fq', 'a');
    const text = 'sample\treads1\nA\ts3://bkt/a.fq\nA\ts3://bkt/no.fq\n';
    server.put('r.fa', 'r');
    expect(await faultsOf(text, ['--reference', 's3://bkt/r.fa'], { mergeLanes: true })).toEqual([
      `input-absent: s.tsv:3 reads1: --reads1 s3://bkt/no.fq: it does not exist. ${CHECK}`,
    ]);
  });

  it('may be local files', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sheet-'));
    await writeFile(join(directory, 'a.fq'), 'a');
    const text = `reads1\n${directory}/a.fq\n${directory}/b.fq\n`;
    expect(await faultsOf(text, ['--reference', `${directory}/`])).toEqual([
      `input-absent: s.tsv:3 reads1: --reads1 ${directory}/b.fq: no such file or directory.`,
    ]);
    await rm(directory, { recursive: true });
  });
});

describe('the requests for inputs', () => {
  /** A store that holds everything, and notes what it is asked for. */
  function recording(onStat: (location: Location) => Promise<void> = async () => {}) {
    const asked: string[] = [];
    const lookup: InputLookup = {
      stat: async (location) => {
        asked.push(formatLocation(location));
        await onStat(location);
        return {};
      },
      list: async () => [{}],
    };
    return { asked, lookup };
  }

  const rows = (count: number) =>
    `reads1\n${Array.from({ length: count }, (_, i) => `s3://bkt/${i}.fq\n`).join('')}`;

  it('ask for each location once', async () => {
    const { asked, lookup } = recording();
    const jobs = jobsOf(
      'reads1\tbam\ns3://bkt/a.fq\ts3://bkt/1.bam\ns3://bkt/a.fq\ts3://bkt/2.bam\n',
      ['--reference', 's3://bkt/r.fa'],
    );
    expect(await checkInputs(jobs, lookup)).toEqual([]);
    expect(asked.toSorted()).toEqual(['s3://bkt/a.fq', 's3://bkt/r.fa']);
  });

  it('run side by side, and not more of them than the limit', async () => {
    let running = 0;
    let most = 0;
    const { lookup } = recording(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    const jobs = jobsOf(rows(100), ['--reference', 's3://bkt/r.fa', ...OUTPUT]);
    await checkInputs(jobs, lookup, { concurrency: 8 });
    expect(most).toBe(8);
  });

  it('end after a transient failure, because each would wait for the network', async () => {
    const { asked, lookup } = recording(async (location) => {
      throw new StoreError({ code: 'transient', problem: 'the network is down', location });
    });
    const jobs = jobsOf(rows(100), ['--reference', 's3://bkt/r.fa', ...OUTPUT]);
    const faults = await checkInputs(jobs, lookup, { concurrency: 2 });
    expect(asked).toHaveLength(2);
    expect(faults[0]).toMatchObject({ code: 'transient' });
  });

  it('end with the reason of their signal', async () => {
    const { lookup } = recording();
    const jobs = jobsOf(rows(3), ['--reference', 's3://bkt/r.fa', ...OUTPUT]);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(checkInputs(jobs, lookup, { signal })).rejects.toThrow('stopped');
  });
});
