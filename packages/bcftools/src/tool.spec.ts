import { commandOf } from '@joblayer/job-runtime/testing';
import { also, tool } from './tool.ts';

const definitions = [tool, ...also];

const commandFor = (name: string, options: string) => {
  const definition = definitions.find((one) => one.name === `bcftools-${name}`);
  if (!definition) throw new Error(name);
  return commandOf(definition, options.split(' '));
};

/** The stage that runs the command, without the options of all that write a VCF. */
const argv = (name: string, options: string): string => {
  const stages = commandFor(name, options).flatMap(({ pipeline }) => pipeline);
  const stage = stages.findLast(([, command]) => command === name || command === `./${name}.sh`);
  return (stage ?? [])
    .join(' ')
    .replace('sh ./merge.sh', 'bcftools merge')
    .replace(' --no-version --threads 1 -O z', '');
};

describe('the command of', () => {
  it.each([
    [
      'norm',
      '--vcf a.vcf --reference g.fa --check-ref exclude --multiallelics split --multiallelic-types any --remove-duplicates exact --atomize --keep-indels --strict-filter --old-rec-tag OLD --site-window 50 --include QUAL>9',
      '-f ./g.fa -c x -m -any -d exact -a -N -s --old-rec-tag OLD -w 50 -i QUAL>9 -',
    ],
    ['norm', '--vcf a.vcf --multiallelics join', '-m +both -w 1000 -'],
    [
      'filter',
      '--vcf a.vcf --exclude QUAL<9 --soft-filter Low --mode append-reset --set-gts missing --snp-gap 5:indel,mnp --indel-gap 9 --mask m.bed',
      '-e QUAL<9 -s Low -m +x -S . -g 5:indel,mnp -G 9 -M ./inputs/m.bed -',
    ],
    [
      'view',
      '--vcf a.vcf --samples s1,s2 --force-samples --trim-alt-alleles --no-update-counts --drop-genotypes --include QUAL>9 --apply-filters PASS,. --types snps,indels --min-alleles 2 --max-alleles 3 --min-ac 1 --max-ac 9 --min-af 0.1 --max-af 0.5 --genotype het --exclude-uncalled --ids known',
      '-s s1,s2 --force-samples -a -I -G -i QUAL>9 -f PASS,. -v snps,indels -m 2 -M 3 -c 1 -C 9 -q 0.1 -Q 0.5 -g het -U -k -',
    ],
    [
      'view',
      '--vcf a.bcf --samples-file s.txt --exclude-types bnd --exclude-genotype miss --ids novel',
      '-S ./inputs/s.txt -V bnd -g ^miss -n -',
    ],
    [
      'concat',
      '--vcf a.vcf.gz b.bcf --allow-overlaps --remove-duplicates snps --drop-genotypes',
      '-a -d snps -G ./0.vcf.gz ./1.bcf',
    ],
    [
      'concat',
      '--vcf a.vcf.gz b.vcf.gz --ligate warn --min-pq 20 --compact-ps',
      '--ligate-warn -q 20 -c ./0.vcf.gz ./1.vcf.gz',
    ],
    [
      'merge',
      '--vcf x/a.vcf.gz y/a.vcf.gz --multiallelics none --missing-to-ref --force-samples --filter-logic any-pass --info-rules DP:sum --missing-rules PL:max --local-alleles 4 --apply-filters PASS',
      '--force-single -m none -0 --force-samples -F x -i DP:sum -M PL:max -L 4 -f PASS ./0.vcf.gz ./1.vcf.gz',
    ],
    [
      'stats',
      '--vcf a.vcf --reference g.fa --samples all --apply-filters PASS --exclude QUAL<9 --first-allele-only --split-by-id --depth 0,100,2 --af-tag AF --verbose',
      '-s - -F ./g.fa -f PASS -e QUAL<9 -1 -I -d 0,100,2 --af-tag AF -v -',
    ],
    [
      'annotate',
      '--vcf a.vcf --annotations d.bcf --columns ID,INFO/AF --mark-sites IN --pair-logic exact --merge-logic AF:max --remove INFO/DP --set-id +%POS --header-lines h.txt --rename-chrs r.txt --exclude QUAL<9 --keep-sites',
      '-a ./annotations.vcf.gz -c ID,INFO/AF -m +IN --pair-logic exact -l AF:max -x INFO/DP -I +%POS -h ./inputs/h.txt --rename-chrs ./inputs/r.txt -e QUAL<9 -k ./variants.bcf',
    ],
    [
      'consensus',
      '--vcf a.vcf --reference g.fa --mask m.bed --sample s1 --haplotype 2 --include QUAL>9 --mask-with lc --missing ? --absent N --mark-del=- --mark-ins uc --mark-snv lc --prefix s1_ --chain /o/c.chain',
      '-f ./g.fa -s s1 -H 2 -i QUAL>9 -m ./inputs/m.bed --mask-with lc -M ? -a N --mark-del - --mark-ins uc --mark-snv lc -p s1_ -c ./outputs/chain/c.chain ./variants.bcf',
    ],
  ])('%s has each parameter: %s', (name, options, expected) => {
    expect(argv(name, options)).toBe(`bcftools ${name} ${expected}`);
  });

  it.each(['norm --multiallelics join', 'filter --include QUAL>9', 'view', 'annotate --remove ID'])(
    '%s reads strictly before, within the regions, and hands extra arguments on',
    (given) => {
      const [name = '', ...more] = given.split(' ');
      const options = ['--vcf', 'a.vcf', '--regions', 'chr1:5-9', ...more, '--extra-args', '--x'];
      const [step] = commandFor(name, options.join(' '));
      expect(step?.pipeline[0].join(' ')).toBe(
        'bcftools view --no-version -O u -t chr1:5-9 --targets-overlap 1 ./inputs/a.vcf',
      );
      expect(step?.pipeline[1]?.slice(-2)).toEqual(['--x', '-']);
    },
  );

  it('merge picks regions after it, as no index is needed for that', () => {
    const [step] = commandFor('merge', '--vcf a.vcf.gz --regions-file r.bed').slice(-3);
    expect(step?.pipeline.at(-1)?.join(' ')).toBe(
      'bcftools view --no-version --threads 1 -O z -T ./inputs/r.bed --targets-overlap 1 -',
    );
  });

  it('view writes a BCF with its index, or plain text without one', () => {
    const last = (options: string) =>
      commandFor('view', `--vcf a.vcf ${options}`).map(({ pipeline }) =>
        pipeline.at(-1)?.join(' '),
      );
    expect(last('--format bcf --bcf /o/x.bcf').slice(0, 2)).toEqual([
      'bcftools view --no-version --threads 1 -O b -',
      'bcftools index --threads 1 -c -o ./outputs/bcf/x.bcf.csi ./outputs/bcf/x.bcf',
    ]);
    expect(last('--output-vcf /o/x.vcf')).toEqual([
      'bcftools view --no-version --threads 1 -O v -',
      'awk -f ./warn-of-no-records.awk ./outputs/outputVcf/x.vcf',
    ]);
  });

  it('annotate reads text with positions by an index of tabix, in the order of the columns', () => {
    const all = commandFor('annotate', '--vcf a.vcf --annotations t.tsv --columns ID,CHROM,POS');
    const stages = all.flatMap(({ pipeline }) => pipeline).map((words) => words.join(' '));
    expect(stages).toContain('sort -s -t \t -k 2,2 -k 3,3n');
    expect(stages).toContain('tabix -s 2 -b 3 -e 3 ./annotations.tsv.gz');
  });
});

describe('arguments that are refused', () => {
  it.each([
    ['norm', '', /nothing to do was given/],
    ['norm', '--atomize --check-ref warn', /--check-ref warn was given without a genome/],
    ['norm', '--atomize --include A --exclude B', /--include and --exclude/],
    ['filter', '', /no filter was given/],
    ['filter', '--mask m.bed', /no mark was given/],
    ['filter', '--include A --mode reset', /--mode reset is about marks/],
    ['view', '--samples a --samples-file s.txt', /--samples and --samples-file/],
    ['view', '--regions 1 --regions-file r.bed', /--regions and --regions-file/],
    ['view', '--regions chr1:1,000-2,000', /numbers without commas/],
    ['view', '--types snp', /some of snps, indels/],
    ['view', '--format bcf --output-vcf /o/x.vcf.gz', /--output-vcf/],
    ['annotate', '', /nothing to change was given/],
    ['annotate', '--columns ID', /--columns is about annotations/],
    ['consensus', '--reference g.fa --mask-with N', /--mask-with was given without regions/],
    ['consensus', '--reference g.fa --absent NN', /one character/],
  ])('%s: %s', (name, options, message) => {
    expect(() => commandFor(name, `--vcf a.vcf ${options}`.trim())).toThrow(message);
  });

  it.each([
    ['--remove-duplicates snps', /--remove-duplicates is for files that overlap/],
    ['--ligate strict --allow-overlaps', /--ligate and --allow-overlaps/],
  ])('concat: %s', (options, message) => {
    expect(() => commandFor('concat', `--vcf a.vcf.gz ${options}`)).toThrow(message);
  });
});
