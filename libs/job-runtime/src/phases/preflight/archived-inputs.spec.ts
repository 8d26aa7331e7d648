import type { Location } from '@joblayer/object-store/location';
import { S3Store } from '@joblayer/object-store/s3-store';
import { MemoryS3 } from '@joblayer/object-store/testing';
import { locateInputs } from './locate-inputs.ts';
import type { PlannedInput } from '../../job/job-plan.ts';

let server: MemoryS3;
beforeEach(async () => (server = await MemoryS3.start()));
afterEach(() => server[Symbol.asyncDispose]());

const RESTORED = 'ongoing-request="false", expiry-date="Fri, 21 Dec 2030 00:00:00 GMT"';
const CLASS = 'x-amz-storage-class';

const locate = async (
  key: string,
  kind: PlannedInput['definition']['kind'] = 'file',
  secondaryFiles: PlannedInput['secondaryFiles'] = [],
) => {
  const store = new S3Store({
    ...{ env: server.env, signal: new AbortController().signal },
    encryption: { sse: 'none' },
  });
  const location: Location = { scheme: 's3', bucket: MemoryS3.bucket, key };
  const definition = { kind, description: 'An input' } as PlannedInput['definition'];
  const input = {
    name: 'input',
    definition,
    locations: [location],
    directories: [],
    secondaryFiles,
  };
  return locateInputs([input], async () => store);
};
const refusal = async (...given: Parameters<typeof locate>) => {
  const error = await locate(...given).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'service-refused', exitCode: 69 });
  return (error as Error).message;
};

describe('an input in S3', () => {
  it.each<[string, Record<string, string>, string]>([
    ['GLACIER', { [CLASS]: 'GLACIER' }, 'GLACIER'],
    ['DEEP_ARCHIVE', { [CLASS]: 'DEEP_ARCHIVE' }, 'DEEP_ARCHIVE'],
    [
      'INTELLIGENT_TIERING’s archive',
      { [CLASS]: 'INTELLIGENT_TIERING', 'x-amz-archive-status': 'DEEP_ARCHIVE_ACCESS' },
      'DEEP_ARCHIVE_ACCESS',
    ],
    [
      'GLACIER with a restore under way',
      { [CLASS]: 'GLACIER', 'x-amz-restore': 'ongoing-request="true"' },
      'GLACIER',
    ],
  ])(
    'of class %s is refused as a file, and with its name in a directory',
    async (_, headers, tier) => {
      server.put('dir/a.fq', 'a');
      server.put('dir/sub/b.fq', 'b', headers);
      expect(await refusal('dir/sub/b.fq')).toContain(tier);
      for (const kind of ['directory', 'file-or-directory'] as const) {
        const key = kind === 'directory' ? 'dir/' : 'dir';
        expect(await refusal(key, kind)).toContain(`sub/b.fq (${tier})`);
      }
    },
  );

  it.each<[string, Record<string, string>]>([
    ['GLACIER that was restored', { [CLASS]: 'GLACIER', 'x-amz-restore': RESTORED }],
    ['INTELLIGENT_TIERING that is not archived', { [CLASS]: 'INTELLIGENT_TIERING' }],
    ['GLACIER_IR', { [CLASS]: 'GLACIER_IR' }],
    ['STANDARD_IA', { [CLASS]: 'STANDARD_IA' }],
  ])('of class %s is accepted, as a file and in a directory', async (_, headers) => {
    server.put('dir/b.fq', 'b', headers);
    expect(await locate('dir/b.fq')).toHaveLength(1);
    expect(await locate('dir/', 'directory')).toHaveLength(1);
  });

  it('is refused if its secondary file is archived', async () => {
    server.put('x.bam', 'b');
    server.put('x.bam.bai', 'i', { [CLASS]: 'GLACIER' });
    const flags = { flag: 'bai', aliases: [] };
    const definition = { ...flags, description: 'Index', suffixes: ['.bai'], required: false };
    const bai = { name: 'bai', definition, locations: undefined };
    expect(await refusal('x.bam', 'file', [bai])).toContain('GLACIER');
  });

  it('with many archived objects is refused with five names and the number of all', async () => {
    for (let i = 0; i < 7; i += 1) server.put(`dir/${i}.fq`, 'x', { [CLASS]: 'GLACIER' });
    const message = await refusal('dir/', 'directory');
    expect(message).toContain('7 objects are archived');
    expect(message).toMatch(/0\.fq \(GLACIER\), .*4\.fq \(GLACIER\) and 2 more/);
  });
});
