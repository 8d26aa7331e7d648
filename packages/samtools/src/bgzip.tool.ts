import { defineTool, JobError } from '@joblayer/job-runtime';
import * as z from 'zod';
import { option } from './alignments.ts';
import { ofBgzip, proves } from './error-patterns.ts';

const compress = { option: 'decompress', is: [false] } as const;
const GZIP = [0x1f, 0x8b];

/** https://www.htslib.org/doc/1.21/bgzip.html */
export const bgzip = defineTool({
  name: 'bgzip',
  summary: 'compresses a file in blocks, so that it can be indexed, or decompresses it',
  inputs: {
    file: {
      kind: 'file',
      description: 'The file to compress; with --decompress, one that bgzip or gzip compressed',
      stream: { unlessGiven: ['extraArgs'] },
    },
  },
  outputs: {
    compressed: {
      kind: 'file',
      onlyWith: compress,
      description: 'The compressed file',
      stream: true,
      defaultName: '{file.name}.gz',
    },
    gzi: {
      kind: 'file',
      onRequest: true,
      onlyWith: compress,
      description: 'The index of its blocks (-I)',
      defaultName: '{file.name}.gz.gzi',
    },
    decompressed: {
      kind: 'file',
      onlyWith: { option: 'decompress', is: [true] },
      description: 'The decompressed file',
      stream: true,
      // With the stem alone, an engine would take any file for it.
      defaultName: 'decompressed.{file.stem}',
    },
  },
  params: z.object({
    decompress: z.boolean().default(false).describe('Decompress the file (-d)'),
    compressionLevel: z
      .int()
      .min(0)
      .max(9)
      .optional()
      .describe('From 0, not compressed, to 9, smallest; default: 6 (-l)'),
    binary: z.boolean().default(false).describe('Blocks need not end at line ends (--binary)'),
  }),
  relations: (['compressionLevel', 'binary'] as const).map((name) => ({
    ...({ kind: 'excludes', conditions: [name, { option: 'decompress', is: [true] }] } as const),
    problem: `--${name === 'binary' ? name : 'compression-level'} was given with --decompress`,
    advice: 'Leave one of them out.',
  })),
  resources: { vcpus: 2, memoryMiB: 512, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'bgzip',
  errorPatterns: [
    ofBgzip('--file'),
    proves(
      /not a compressed file|^Error \d+ in block/,
      'the file given with --file is not compressed by bgzip or gzip, or is damaged',
      'Copy it again, or leave out --decompress.',
    ),
  ],
  checkedInJob: ['the file has bytes, and is compressed with --decompress only'],

  async inspect({ files, params }) {
    for (const { name, location, read } of files('file')) {
      let start = Buffer.alloc(0);
      for await (const piece of read()) {
        start = Buffer.concat([start, piece]);
        if (start.length >= GZIP.length) break;
      }
      const isGzip = GZIP.every((byte, at) => start[at] === byte);
      if (start.length > 0 && isGzip === params.decompress) continue;
      const [what, advice] =
        start.length === 0
          ? ['has 0 bytes', 'Copy the file again, or make it again.']
          : isGzip
            ? ['is compressed already', 'Decompress it first, with --decompress.']
            : ['is not compressed', 'Give a file that gzip or bgzip made.'];
      const problem = `the file given with --file, ${name}, ${what}`;
      throw new JobError({ code: 'bad-data', problem, advice, location });
    }
    return {};
  },

  command({ inputs, outputs, params, extraArgs, cpus }) {
    const { compressed, decompressed, gzi } = outputs;
    const written = decompressed ?? compressed;
    if (written === undefined) throw new Error('one of both outputs is always made');
    return [
      {
        pipeline: [
          [
            ...(['bgzip', '-c'] as const),
            // With threads, a file that is cut short could make it wait forever.
            ...(params.decompress ? ['-d'] : ['-@', String(cpus)]),
            ...option('-l', params.compressionLevel),
            ...(params.binary ? ['--binary'] : []),
            ...(gzi === undefined ? [] : ['-i', '-I', gzi]),
            ...[...extraArgs, inputs.file.path],
          ],
        ],
        stdoutTo: written,
      },
    ];
  },
});
