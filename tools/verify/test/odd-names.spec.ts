import { jest } from '@jest/globals';
import type { ToolCase } from '@joblayer/tool-case';
import {
  definitionCases,
  finish,
  imageOf,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
} from '@joblayer/verify/testing';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

jest.setTimeout(300_000);

/**
 * Names that a tool may interpret in another way. Each combines several, because a job takes a
 * while.
 */
const ODD_NAMES: Readonly<Record<string, (stem: string) => string>> = {
  'a scheme of htslib, a list, words and the first of two mates': (stem) => `preload:a, ${stem}.1`,
  'an option, and a file with its index': (stem) => `-${stem}##idx##b`,
};
type OddName = keyof typeof ODD_NAMES;

/**
 * Plain locations of outputs that the case decodes with a program on htslib, which itself splits
 * the names.
 */
const PLAIN_OUTPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bcftools-call': { vcf: 'outputs/o.vcf.gz' },
  'bcftools-annotate': { vcf: 'outputs/o.vcf.gz' },
  'bcftools-concat': { vcf: 'outputs/o.vcf.gz' },
  'bcftools-filter': { vcf: 'outputs/o.vcf.gz' },
  'bcftools-merge': { vcf: 'outputs/o.vcf.gz' },
  'bcftools-norm': { vcf: 'outputs/o.vcf.gz' },
  'bcftools-view': { vcf: 'outputs/o.vcf.gz' },
  'bowtie2-align': { bam: 'outputs/o.bam' },
  'bwa-mem': { bam: 'outputs/o.bam' },
  'hisat2-align': { bam: 'outputs/o.bam' },
  isaac: { 'bam-folder': 'outputs/o/' },
  'minimap2-align': { bam: 'outputs/o.bam' },
  'samtools-markdup': { marked: 'outputs/o.bam' },
  'samtools-merge': { merged: 'outputs/o.bam' },
  'samtools-sort': { sorted: 'outputs/o.bam' },
  'samtools-view': { selected: 'outputs/o.bam' },
  snpeff: { 'annotated-vcf': 'outputs/o.vcf.gz' },
  'star-align': { bam: 'outputs/o.bam', 'transcriptome-bam': 'outputs/t.bam' },
  strelka: { results: 'outputs/o/' },
  'strelka-somatic': { results: 'outputs/o/' },
  tabix: { tbi: 'outputs/o.tbi' },
};

/**
 * Outputs that by default are named after an input, and may not have every name that a file has.
 */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'snpeff-build': { genome: 'yeast' },
};

/**
 * The names that a definition refuses, and its messages. All others give the outputs of the case.
 */
const REFUSED: Readonly<Record<string, Readonly<Partial<Record<OddName, RegExp>>>>> = {};

const cases = definitionCases();
let directory: string;
beforeAll(async () => {
  directory = await sharedDirectory();
});
afterAll(() => removeDirectory(directory));

/** The case with each of its job's files renamed, and the files beside them as well. */
function renamed(toolCase: ToolCase, odd: OddName): ToolCase {
  const copy = 'for file in "$1"*; do cp "$file" "$2${file#"$1"}"; done';
  const prepare = [...toolCase.prepare];
  let expected = JSON.stringify(toolCase.expect);
  const rename = (file: string): string => {
    const [, stem = '', suffix = ''] = /^data\/([^.]*)(.*)$/.exec(file) ?? [];
    const other = ODD_NAMES[odd]?.(stem);
    const make = `data/${other}${suffix}`;
    // snpEff's page has a link to another output, which is named after the input.
    expected = expected.replaceAll(`${stem}.snpeff.`, `${other}.snpeff.`);
    prepare.push({ make, by: ['sh', '-c', copy, 'sh', file, make] });
    return make;
  };
  const job = Object.fromEntries(
    Object.entries(toolCase.job).map(([option, value]) => [
      option,
      typeof value === 'string' && value.startsWith('data/') ? rename(value) : value,
    ]),
  );
  const plain = ODD_NAMES[odd]?.('').includes('##idx##') ? PLAIN_OUTPUTS[toolCase.definition] : {};
  const expect = JSON.parse(expected) as ToolCase['expect'];
  const options = OPTIONS[toolCase.definition];
  return { ...toolCase, prepare, job: { ...job, ...options, ...plain }, expect };
}

/** Runs cases of one definition, one after the other, in its image. */
async function runCases(image: string, files: Readonly<Record<string, ToolCase>>) {
  const name = `cases-${Object.keys(files).join('-')}`.replaceAll(/\W+/g, '-');
  const given = await sharedSubdirectory(directory, name);
  for (const [file, toolCase] of Object.entries(files)) {
    await writeFile(path.join(given, `${file}.case.json`), JSON.stringify(toolCase));
  }
  const program =
    'mkdir /tmp/odd && cp -r /cases/data /cases/*.mts /given/*.case.json /tmp/odd && node /tmp/odd/run-cases.mts --no-damage';
  const run = ['docker', 'run', '--rm', '--network', 'none', '--volume', `${given}:/given:ro`];
  return finish([
    ...(['docker', ...run.slice(1)] as const),
    ...['--entrypoint', 'sh', imageOf(`${image}/test`), '-c', program],
  ]);
}

/** The cases whose outputs it needs come first. They are found by the definition. */
const basesOf = ({ prepare }: ToolCase): Record<string, ToolCase> =>
  Object.fromEntries(
    prepare.flatMap((each, i) => {
      const base = cases.find(
        ({ definition }) => 'fromCase' in each && definition === each.fromCase,
      );
      return base ? [[`0-${i}-${base.definition}`, base.toolCase]] : [];
    }),
  );

describe.each(cases)('the case of $definition', ({ image, definition, toolCase }) => {
  const refused = REFUSED[definition] ?? {};
  const odd = Object.keys(ODD_NAMES);
  const taken = odd.filter((name) => !refused[name]);

  it(`gives the same outputs for inputs whose names look like ${taken.join('; ')}`, async () => {
    const bases = basesOf(toolCase);
    const own = taken.map((name, i) => [`${definition}-${i + 1}`, renamed(toolCase, name)]);
    const { exitCode, stderr } = await runCases(image, { ...bases, ...Object.fromEntries(own) });
    // The end of the line shows the name.
    expect({ exitCode, end: exitCode === 0 ? '' : stderr.slice(-3000) }).toEqual({
      exitCode: 0,
      end: '',
    });
    expect(stderr.match(/the outputs are as expected$/gm)).toHaveLength(
      taken.length + Object.keys(bases).length,
    );
  });

  const refusals = Object.entries(refused);
  if (refusals.length > 0)
    it.each(refusals)('refuses early inputs whose names look like %s', async (name, refusal) => {
      const files = { ...basesOf(toolCase), [`refused-${definition}`]: renamed(toolCase, name) };
      const { exitCode, stderr } = await runCases(image, files);
      expect(exitCode).not.toBe(0);
      expect(stderr).toMatch(refusal as RegExp);
      expect(stderr).toMatch(/failed in (plan|preflight), exit code 6[45]/);
    });
});
