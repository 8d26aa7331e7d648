import type { ObjectStore } from '@joblayer/object-store';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { JobError } from '../../job/errors.ts';
import type { SecondaryFileDescription } from '@joblayer/tool-definition';
import { locateInputs } from './locate-inputs.ts';
import type { PlannedInput } from '../../job/job-plan.ts';

const at = (key: string): Location => ({ scheme: 's3', bucket: 'bkt', key });

/** A store that has these keys, and fails with the given code for all others. */
const storeOf = (keys: readonly string[], absentIs: 'input-absent' | 'access-denied') =>
  ({
    stat: async (location: Location) => {
      const key = formatLocation(location).slice('s3://bkt/'.length);
      if (!keys.includes(key)) throw new JobError({ code: absentIs, problem: 'no', location });
      return { location, sizeBytes: 1, etag: key };
    },
  }) as Partial<ObjectStore> as ObjectStore;

interface Wanted {
  readonly file?: string;
  readonly given?: string;
  readonly definition?: Partial<SecondaryFileDescription>;
}

const inputOf = ({ file = 'a/x.bam', given, definition }: Wanted): PlannedInput => ({
  name: 'bam',
  definition: {
    ...{ kind: 'file', description: 'Alignments', suffixes: ['.bam', '.cram'], flag: 'bam' },
    ...{ aliases: [], required: true, stream: false, reference: false, secondaryFiles: {} },
  },
  locations: [at(file)],
  directories: [],
  secondaryFiles: [
    {
      name: 'bai',
      definition: {
        ...{ flag: 'bai', aliases: [], description: 'The index', suffixes: ['.bai', '.csi'] },
        ...{ required: true, ...definition },
      },
      locations: given === undefined ? undefined : [at(given)],
    },
  ],
});

const secondaryFilesOf = async (
  keys: readonly string[],
  wanted: Wanted & { readonly absentIs?: 'input-absent' | 'access-denied' } = {},
) => {
  const { file = 'a/x.bam', absentIs = 'input-absent' } = wanted;
  const store = storeOf([...keys, file], absentIs);
  const [located] = await locateInputs([inputOf(wanted)], async () => store);
  const item = located?.items[0];
  if (item?.type !== 'file') throw new Error('expected a file');
  return item.secondaryFiles.map(({ name, object, stagedName }) => [
    name,
    formatLocation(object.location),
    stagedName,
  ]);
};

describe('a secondary file', () => {
  it.each([
    ['with its suffix added', ['a/x.bam.bai', 'a/x.bai'], 'a/x.bam.bai', 'x.bam.bai'],
    ['in place of the file’s suffix', ['a/x.bai', 'a/x.bam.csi'], 'a/x.bai', 'x.bam.bai'],
    ['under another of its suffixes', ['a/x.bam.csi'], 'a/x.bam.csi', 'x.bam.csi'],
  ])('is found beside its file %s, and staged where the tool looks', async (_, keys, key, name) => {
    expect(await secondaryFilesOf(keys)).toEqual([['bai', `s3://bkt/${key}`, name]]);
  });

  it('is looked for at all locations at once, because each response takes a round trip', async () => {
    const asked: string[] = [];
    const allAsked = Promise.withResolvers<undefined>();
    const store = {
      stat: async (location: Location) => {
        const key = formatLocation(location).slice('s3://bkt/'.length);
        if (key === 'a/x.bam') return { location, sizeBytes: 1 };
        if (asked.push(key) === 4) allAsked.resolve(undefined);
        await allAsked.promise;
        return { location, sizeBytes: 1 };
      },
    } as Partial<ObjectStore> as ObjectStore;
    const [located] = await locateInputs([inputOf({})], async () => store);
    expect(asked).toEqual(['a/x.bam.bai', 'a/x.bai', 'a/x.bam.csi', 'a/x.csi']);
    expect(located?.items[0]).toMatchObject({
      secondaryFiles: [{ object: { location: at(asked[0] ?? '') } }],
    });
  });

  it('is read from the location of its own option, and staged beside its file', async () => {
    expect(
      await secondaryFilesOf(['b/other.csi', 'a/x.bam.bai'], { given: 'b/other.csi' }),
    ).toEqual([['bai', 's3://bkt/b/other.csi', 'x.bam.csi']]);
  });

  it('is an absent input if its own option names a location without it, even if it is optional', async () => {
    const definition = { required: false };
    await expect(secondaryFilesOf([], { given: 'b/y.bai', definition })).rejects.toMatchObject({
      code: 'input-absent',
    });
  });

  it('that is required but absent is reported with every location that was tried, and its option', async () => {
    const error = await secondaryFilesOf([]).then(
      () => undefined,
      (caught: unknown) => caught as JobError,
    );
    expect(error).toMatchObject({ code: 'input-absent', facts: { location: at('a/x.bam') } });
    expect(error?.message).toContain(
      'looked for s3://bkt/a/x.bam.bai, s3://bkt/a/x.bai, s3://bkt/a/x.bam.csi, s3://bkt/a/x.csi',
    );
    expect(error?.facts.advice).toContain('--bai');
  });

  it.each(['input-absent', 'access-denied'] as const)(
    'may be absent if it is optional, also if S3 reports %s',
    async (absentIs) => {
      expect(await secondaryFilesOf([], { definition: { required: false }, absentIs })).toEqual([]);
    },
  );
});
