import { checkArguments, type CommandContext, type StagedFile } from '@joblayer/job-runtime';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from './build.tool.ts';
import { layOutFastas } from './lay-out-fastas.ts';

type Context = CommandContext<typeof build.inputs, typeof build.outputs, typeof build.params>;

const file = (path: string, stem = 'g'): StagedFile<Readonly<Record<string, never>>> => ({
  ...{ type: 'file', path, stem, secondaryFiles: {} },
  name: path.slice(path.lastIndexOf('/') + 1),
});

const argvs = (
  annotation: string,
  params: Partial<Context['params']> = {},
  inputs: Partial<Context['inputs']> = {},
  extraArgs: readonly string[] = [],
): readonly (readonly string[])[] =>
  build
    .command({
      inputs: {
        ...{ annotation: file(annotation), reference: undefined, cds: undefined },
        ...{ proteins: undefined, ...inputs },
      },
      outputs: { database: '/s/outputs/database/g' },
      params: build.params.parse(params),
      ...{ extraArgs, workDir: '/s/wd', tmpDir: '/s/tmp', cpus: 2, memoryMiB: 1000 },
    })
    .flatMap(({ pipeline }) => pipeline);
const check = (params: Partial<Context['params']>, stem: string) =>
  build.checkInJob?.({
    params: build.params.parse(params),
    ...{ extraArgs: [], cpus: 2, memoryMiB: 1000 },
    inputCounts: { annotation: 1 },
    inputFiles: { annotation: [{ name: `${stem}.gff`, stem }] },
    outputsGiven: new Set(),
  });
const links = (argv: ReturnType<typeof argvs>) => argv.filter(([program]) => program === 'ln');
/** The arguments of snpEff after `build -nodownload -noLog -c … -dataDir …`. */
const options = (argv: ReturnType<typeof argvs>) =>
  (argv.find(([program]) => program === 'java') ?? []).slice(17);

describe('a FASTA given to snpeff-build', () => {
  let base: string;
  beforeEach(async () => (base = await mkdtemp(join(tmpdir(), 'snpeff-build-'))));
  afterEach(() => rm(base, { recursive: true }));
  const home = './data/g';
  const resolvePath = (path: string) => resolve(base, path);
  const layOut = async (input: 'reference' | 'cds' | 'proteins', text: string | Buffer) => {
    await writeFile(join(base, 'x.fa.gz'), text);
    const none = { reference: undefined, cds: undefined, proteins: undefined };
    const given = { ...none, [input]: file('./x.fa.gz') };
    await layOutFastas(given, home, { resolve: resolvePath });
    return readdir(resolvePath(home));
  };

  it.each([
    ['reference', '>chr1\nACGT\n', 'sequences.fa'],
    ['reference', gzipSync('>chr1\nACGT\n'), 'sequences.fa.gz'],
    ['cds', '>t1\nATG\n', 'cds.fa'],
    ['proteins', gzipSync('>t1\nMEFL*\n'), 'protein.fa.gz'],
  ] as const)(
    'as --%s is linked with a name that shows its compression',
    async (input, text, name) => {
      expect(await layOut(input, text)).toEqual([name]);
      expect(await readFile(resolvePath(`${home}/${name}`))).toEqual(Buffer.from(text));
    },
  );

  it.each([
    ['reference', '>chr1\nAC\n>1\nAC\n', 'names the sequences chr1 and 1, in line 1 and line 3'],
    ['reference', '>a\nMEFL\n', 'has "E" in line 2'],
    ['reference', '', 'is empty'],
    ['cds', '', 'is empty'],
    ['proteins', 'hello\n', 'is not FASTA'],
    ['proteins', '>t1\n', 'holds no sequence'],
  ] as const)('as --%s of %j is refused', async (input, text, message) => {
    await expect(layOut(input, text)).rejects.toMatchObject({
      code: 'bad-data',
      facts: {
        problem: expect.stringContaining(`the FASTA given with --${input} ${message}`),
      },
    });
  });
});

describe('the command of snpeff-build', () => {
  it('links the annotation with snpEff’s name, writes a configuration, builds, and publishes the database', () => {
    const reference = file('/s/inputs/g.fa');
    expect(argvs('/s/inputs/g.gff3', {}, { reference })).toEqual([
      ['gzip', '--decompress', '--stdout', '--force', '--', '/s/inputs/g.fa'],
      ['awk', '-f', '/s/wd/mitochondrion.awk', 'given=', 'format=fasta', 'file=--reference', '-'],
      ['mkdir', '-p', '/s/wd/data/g', '/s/outputs/database/g/g'],
      ['cp', '/etc/snpeff/snpEff.config', '/s/wd/snpEff.config'],
      ['ln', '-sr', '/s/inputs/g.gff3', '/s/wd/data/g/genes.gff'],
      ['printf', '%s\\n', 'g.codonTable : Standard'],
      [
        ...['java', '-Xmx800m', '-XX:ActiveProcessorCount=2', '-XX:+ExitOnOutOfMemoryError'],
        ...[
          '-XX:+DisplayVMOutputToStderr',
          '-XX:-UsePerfData',
          '-Djava.io.tmpdir=/s/tmp',
          '-jar',
          '/usr/share/java/snpeff.jar',
        ],
        ...['build', '-nodownload', '-noLog', '-c', '/s/wd/snpEff.config'],
        ...['-configOption', 'g.genome=g'],
        ...['-dataDir', '/s/wd/data', '-gff3', '-noCheckCds', '-noCheckProtein', 'g'],
      ],
      [
        ...['find', '/s/wd/data/g', '-maxdepth', '1', '-type', 'f'],
        ...['-exec', 'mv', '-t', '/s/outputs/database/g/g', '{}', '+'],
      ],
    ]);
  });

  it.each([
    ['a.gff', '-gff3', 'genes.gff'],
    ['a.gff3.gz', '-gff3', 'genes.gff.gz'],
    ['a.gtf.gz', '-gtf22', 'genes.gtf.gz'],
    ['a.gbff', '-genbank', 'genes.gbk'],
    ['a.gb.gz', '-genbank', 'genes.gbk.gz'],
  ])('recognizes the format of %s', (name, flag, as) => {
    const argv = argvs(`/s/inputs/${name}`);
    expect(options(argv)[1]).toBe(flag);
    expect(links(argv)[0]?.[3]).toBe(`/s/wd/data/g/${as}`);
  });

  it('checks against the given sequences, and against the proteins in GenBank', () => {
    const checks = { cds: file('/s/inputs/c.fa.gz'), proteins: file('/s/inputs/p.fa') };
    const argv = argvs('/s/inputs/a.gtf', {}, checks);
    expect(options(argv).slice(1)).toEqual(['-gtf22', 'g']);
    expect(options(argvs('/s/inputs/a.gbk')).slice(1)).toEqual(['-genbank', '-noCheckCds', 'g']);
  });

  it('has every parameter', () => {
    const argv = argvs(
      '/s/inputs/it\'s "a" $(b).txt',
      {
        ...{ genome: 'R64.1', format: 'gff3', codonTable: 'Bacterial_and_Plant_Plastid' },
        ...{ mitochondrion: 'chrM', mitochondrialCodonTable: 'Yeast_Mitochondrial' },
        ...{ skipCdsCheck: true, skipProteinCheck: true },
      },
      { cds: file('/s/inputs/c.fa'), proteins: file('/s/inputs/p.fa') },
      ['-maxErrorRate', '0.1'],
    );
    expect(links(argv)[0]?.[2]).toBe('/s/inputs/it\'s "a" $(b).txt');
    expect(argv.find(([program]) => program === 'printf')?.slice(2)).toEqual([
      'R64.1.codonTable : Bacterial_and_Plant_Plastid',
      'R64.1.chrM.codonTable : Yeast_Mitochondrial',
    ]);
    expect(options(argv).slice(1)).toEqual([
      ...['-gff3', '-noCheckCds', '-noCheckProtein', '-maxErrorRate', '0.1', 'R64.1'],
    ]);
  });

  it.each([
    [{ mitochondrion: 'MT' }, 'given=MT', 'g.MT.codonTable : Vertebrate_Mitochondrial'],
    [{ mitochondrion: 'none' }, 'given=none', undefined],
    [{ codonTable: 'Vertebrate_Mitochondrial' }, 'given=none', undefined],
  ])('with %j checks %s, and uses the table %s', (params, given, line) => {
    const argv = argvs('/s/inputs/a.gtf', params);
    expect(argv[1]?.slice(3)).toEqual([given, 'format=gtf', 'file=--annotation', '-']);
    expect(argv.find(([program]) => program === 'printf')?.[3]).toBe(line);
  });

  it('refuses a mitochondrion’s codon table without the mitochondrion’s name', () => {
    const refused = (...argv: string[]) =>
      checkArguments(build, [
        ...['--annotation', 's3://bkt/a.gff', '--output-dir', 's3://bkt/out/'],
        ...['--mitochondrial-codon-table', 'Yeast_Mitochondrial', ...argv],
      ]);
    const problem =
      '--mitochondrial-codon-table is Yeast_Mitochondrial, but --mitochondrion names no sequence for it. Give the name, such as --mitochondrion chrM, or leave the table out.';
    expect(refused()).toBe(problem);
    expect(refused('--mitochondrion', 'none')).toBe(problem);
    expect(refused('--mitochondrion', 'MT')).toBeUndefined();
  });

  it('requires --genome if the file’s name cannot be a genome’s name', () => {
    expect(() => check({}, 'a b')).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(check({ genome: 'g' }, 'a b')).toEqual({});
  });
});
