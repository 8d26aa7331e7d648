import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkMitochondrion, layOutMitochondrion } from './mitochondrion.ts';

let workDir: string;
beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'mitochondrion-'));
  await layOutMitochondrion({ workDir, resolve: (file) => file });
});
afterAll(() => rmSync(workDir, { recursive: true }));

const file = { type: 'file', path: './g', name: 'g', stem: 'g', secondaryFiles: {} } as const;
/**
 * The message of the check for a genome in the format's own text; empty if the genome is accepted.
 */
const saysOf = (text: string, format = 'fasta', given?: string): string => {
  const reference = format === 'fasta' ? file : undefined;
  const step = checkMitochondrion({ annotation: file, reference, format }, given, workDir);
  const [program, ...args] = step.pipeline[1] ?? [];
  try {
    execFileSync(program as string, args, { input: text, stdio: 'pipe' });
    return '';
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    expect(status).toBe(64);
    return stderr.toString();
  }
};

describe('a mitochondrion without a codon table of its own', () => {
  it.each([
    ...['MT', 'M', 'chrM', 'chrMT', 'chrmt', 'Mito', 'mitochondrion', 'MtDNA'],
    ...[
      'mitochondrion_genome',
      'dmel_mitochondrion_genome',
      'NC_012920.1',
      'NC_001224',
      'J01415.2',
    ],
    'XX_1.1 Some species mitochondrion, complete genome',
  ])('is recognized by its name in a FASTA: %s', (name) => {
    const [first = ''] = name.split(' ');
    expect(saysOf(`>1\nACGT\n>${name}\nACGT\n`)).toContain(
      `--reference has ${first}, a mitochondrion by its name`,
    );
  });

  it.each(['1', 'chr1', 'chrMAM', 'MT1', 'NC_012921.1', 'scaffold_M', 'Mitf'])(
    'is not a sequence called %s',
    (name) => {
      expect(saysOf(`>${name}\nACGT\n`)).toBe('');
    },
  );

  it('is not a sequence of more than 1 Mb, with any name', () => {
    expect(saysOf(`>M\n${`${'A'.repeat(1000)}\n`.repeat(1001)}`)).toBe('');
    expect(saysOf(`>M\n${`${'A'.repeat(1000)}\n`.repeat(1000)}`)).not.toBe('');
  });

  it.each([
    ['gtf', 'MT\tx\tgene\t1\t9\t.\t+\t.\tgene_id "a";\n', 'MT'],
    ['gff3', '##sequence-region MT 1 16569\nMT\tx\tgene\t1\t9\t.\t+\t.\tID=a\n', 'MT'],
    ['gff3', 'S1\tRefSeq\tregion\t1\t9\t.\t+\t.\tID=S1;genome=mitochondrion\n', 'S1'],
    ['gff3', '1\tx\tgene\t1\t9\t.\t+\t.\tID=a\n##FASTA\n>MT\nACGT\n', 'MT'],
    [
      'genbank',
      'LOCUS       S1   9 bp\n     source          1..9\n             /organelle="mitochondrion"\n',
      'S1',
    ],
  ])('is recognized in an annotation as %s: %j', (format, text, name) => {
    expect(saysOf(text, format)).toContain(`--annotation has ${name}, a mitochondrion by its name`);
  });
});

describe('a mitochondrion given with --mitochondrion', () => {
  it('may be given with or without "chr", or as none', () => {
    for (const given of ['MT', 'chrMT', 'none'])
      expect(saysOf('>MT\nA\n', 'fasta', given)).toBe('');
  });

  it('must be a sequence of the genome', () => {
    expect(saysOf('>1\nA\n>MT\nA\n', 'fasta', 'chrM')).toBe(
      '--mitochondrion is chrM, but --reference has no such sequence. It has 1, MT. Give one of these, or --mitochondrion none\n',
    );
  });
});
