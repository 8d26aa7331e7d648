import { damaged } from '@joblayer/genome-files';
import { defineTool, JobError, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { compressionLevel, given, off, on } from './shared/options.ts';

const COMPRESS = { option: 'mode', is: ['compress'] } as const;
const DECOMPRESS = { option: 'mode', is: ['decompress'] } as const;

/** https://www.htslib.org/doc/1.21/bgzip.html */
export const bgzip = defineTool({
  name: 'bgzip',
  summary: 'compresses a file in blocks that an index can find, or decompresses it',
  inputs: { file: { kind: 'file', description: 'Any file, as VCF, BED, GFF or FASTA' } },
  outputs: {
    compressed: {
      ...{ kind: 'file', onlyWith: COMPRESS, defaultName: '{file.name}.gz' },
      description: 'The compressed file',
    },
    gzi: {
      ...{ kind: 'file', onlyWith: COMPRESS, defaultName: '{file.name}.gz.gzi' },
      description: 'The index of its blocks (-i)',
      beside: { output: 'compressed', suffix: '.gzi' },
    },
    decompressed: {
      ...{ kind: 'file', onlyWith: DECOMPRESS },
      description: 'The decompressed file (-d)',
      defaultName: '{file.stem}.decompressed',
    },
  },
  params: z.object({
    mode: z.enum(['compress', 'decompress']).default('compress').describe('What to do (-d)'),
    compressionLevel: compressionLevel.describe('From 0, none, to 9, smallest (-l)'),
    binary: off.describe('Blocks need not end with a line (--binary)'),
  }),
  relations: (['compressionLevel', 'binary'] as const).map((option) => ({
    ...({ kind: 'excludes', conditions: [option, DECOMPRESS] } as const),
    problem: 'an option of compression was given with --mode decompress',
    advice: 'Leave it out.',
  })),
  resources: { vcpus: 2, memoryMiB: 512, scratch: { baseMiB: 64, perInputMiB: 6 } },
  extraArgsFor: 'bgzip',
  errorPatterns: [
    damaged('--file'),
    {
      pattern: patternOf(
        /^\[bgzip\] .*not a compressed file|^Error \d+ in block|^\[bgzip\] .*Could not/,
      ),
      problem: 'the file given with --file is not compressed by bgzip or gzip, or is damaged',
      advice: 'Copy it again, or make it again.',
      provesBadData: true,
    },
  ],
  checkedInJob: ['the file to compress is not compressed yet, and that to decompress is'],

  async inspect({ files, params: { mode } }) {
    for (const { location, sizeBytes, read } of files('file')) {
      const refuse = (what: string, advice: string): never => {
        const problem = `the file given with --file ${what}`;
        throw new JobError({ code: 'bad-data', problem, advice, location });
      };
      if (mode === 'decompress' && sizeBytes === 0)
        refuse('has 0 bytes', 'Copy it again, or make it again.');
      for await (const piece of read()) {
        const isGzip = piece[0] === 0x1f && piece[1] === 0x8b;
        if (mode === 'compress' && isGzip)
          refuse('is compressed already', 'Decompress it first, with --mode decompress.');
        if (mode === 'decompress' && !isGzip)
          refuse('is not compressed by bgzip or gzip', 'Give a compressed file.');
        break;
      }
    }
    return {};
  },

  command({
    inputs: { file },
    outputs: { compressed, gzi, decompressed },
    params,
    extraArgs,
    cpus,
  }) {
    const threads = ['-@', String(cpus)] as const;
    const compress = [
      ...given('-l', params.compressionLevel),
      ...on('--binary', params.binary),
      ...(gzi === undefined ? [] : ['-i', '-I', gzi]),
    ];
    const own = compressed === undefined ? ['-d'] : compress;
    const to = compressed ?? decompressed;
    return [
      {
        pipeline: [['bgzip', '-c', ...threads, ...own, ...extraArgs, file.path]],
        ...(to === undefined ? {} : { stdoutTo: to }),
      },
    ];
  },
});
