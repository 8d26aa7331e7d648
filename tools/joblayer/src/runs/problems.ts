import { defineProblems } from '@joblayer/problem';

interface Faulty {
  readonly name: string;
  readonly count: number;
  /** What stores say of the first input that cannot be read; undefined for any other fault. */
  readonly storeCode: string | undefined;
}

/** Problems of runs: their records, and what the jobs of a run cannot do. */
export const recordProblem = defineProblems({
  'record-directory-missing': () =>
    'Where the records of runs are kept is not set. Set it with --record-dir, JOBLAYER_RECORD_DIR or "recordDir" in joblayer.json, such as s3://my-bucket/runs/.',
  'record-directory-malformed': ({
    directory,
    from,
    detail,
  }: {
    directory: string;
    from: string;
    detail: string;
  }) =>
    `The directory of records "${directory}" (${from}) is no location: ${detail} Give s3://bucket/prefix/ or a directory.`,
  'record-directory-local': ({ directory }: { directory: string }) =>
    `The records of runs are kept in ${directory}, a directory of this machine, and the jobs of AWS Batch cannot read it. Give one in S3 with --record-dir, such as s3://my-bucket/runs/.`,
  'number-malformed': ({
    flag,
    value,
    expected,
  }: {
    flag: string;
    value: string;
    expected: string;
  }) => `--${flag} expects ${expected}, got ${value}.`,
  'sheet-suffix': ({ file }: { file: string }) =>
    `--sheet ${file}: its name ends neither in .tsv nor in .csv. Give such a name.`,
  'sheet-not-written': ({ file, detail }: { file: string; detail: string }) =>
    `--sheet ${file} cannot be written: ${detail}.`,
  'sheet-absent': ({ file }: { file: string }) =>
    `There is no sheet ${file}. Check its name, and the directory that it is relative to.`,
  'sheet-unreadable': ({ file, detail }: { file: string; detail: string }) =>
    `The sheet ${file} cannot be read: ${detail}. Check that it is a file that you may read.`,
  'sheet-faulty': ({ name, count }: Faulty) =>
    `${name} has ${count} ${count === 1 ? 'fault' : 'faults'}, see above. Nothing was started.`,
  'image-in-no-registry': ({ image }: { image: string }) =>
    `${image} is in the engine of this machine alone, and AWS Batch pulls images from a registry. Push it, or set the registry prefix with --registry-prefix.`,
  'rows-differ': ({
    sheet,
    rows,
    run,
    rowsBefore,
  }: {
    sheet: string;
    rows: number;
    run: string;
    rowsBefore: number;
  }) =>
    `${sheet} has ${rows} jobs, and ${run} has ${rowsBefore} rows, so it is not known which belong together. Leave --sheet out to take the outputs of ${run} as the sheet.`,
  'afters-together': () =>
    '--after and --after-succeeded are both given. Give one of them: --after starts each row once its own row has succeeded, --after-succeeded waits for the whole run.',
  'rename-malformed': ({ text }: { text: string }) =>
    `--rename expects OUTPUT=NAME, such as marked=bam, got ${text}.`,
  'tag-malformed': ({ tag }: { tag: string }) => `--tag expects KEY=VALUE, got ${tag}.`,
});
