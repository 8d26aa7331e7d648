import { MEMORY, Yeast } from './yeast.ts';

const yeast = Yeast.forAllTests();
const { buildYeast, inHost, snpeff } = yeast;

describe('two runs of snpeff', () => {
  it('give the same bytes, except for the line with the date in --html and --csv', async () => {
    for (const run of ['run1', 'run2']) {
      const database = await buildYeast('--database', `/t/${run}/db/`);
      expect(database.exitCode).toBe(0);
      const { exitCode } = await snpeff(
        ...['--vcf', '/t/yeast.vcf', '--database', `/t/${run}/db/`, '--cpus', '1', ...MEMORY],
        ...['--output-dir', `/t/${run}/`, '--scratch-dir', `/t/scratch-${run}`],
      );
      expect(exitCode).toBe(0);
    }
    const dated: Readonly<Record<string, RegExp>> = {
      'yeast.snpeff.html': /^\t*<td> \d{4}-\d\d-\d\d \d\d:\d\d <\/td>$/m,
      'yeast.snpeff.csv': /^Date , \d{4}-\d\d-\d\d \d\d:\d\d$/m,
    };
    const same = async (run: string, name: string) => {
      const bytes = (await inHost(`${run}/${name}`)).toString('latin1');
      const date = dated[name];
      if (!date) return bytes;
      expect(bytes).toMatch(date);
      return bytes.replace(date, '');
    };
    const names = [
      ...['yeast.ann.vcf.gz', 'yeast.ann.vcf.gz.tbi', 'yeast.snpeff.html', 'yeast.snpeff.csv'],
      ...['yeast.snpeff.genes.txt', 'db/yeast/snpEffectPredictor.bin', 'db/yeast/sequence.bin'],
    ];
    for (const name of names) expect(await same('run1', name)).toBe(await same('run2', name));
  });
});
