import { run } from '@joblayer/subprocess';
import path from 'node:path';

const MAIN = path.join(import.meta.dirname, '../src/main.ts');

describe('the germline pipeline of the demo', () => {
  it('finds every planted variant with its genotype and effect, and no other', async () => {
    const cloud = process.env['JOBLAYER_CLOUD_NAME'] ?? '';
    const demo = await run([process.execPath, MAIN, '--pipeline', 'germline', '--name', cloud]);
    const table = demo.stdout.split('\n').filter((line) => line.startsWith('  chrI:'));
    expect(table.map((line) => line.trim().split(/ +/).slice(0, 5))).toEqual([
      ['chrI:46500', 'T>A', '1/1', 'missense_variant', 'YAL053W'],
      ['chrI:49701', 'C>T', '0/1', 'synonymous_variant', 'YAL051W'],
      ['chrI:63528', 'C>T', '0/1', 'stop_gained', 'YAL041W'],
      ['chrI:70500', 'G>A', '1/1', 'upstream_gene_variant', 'YAL039C'],
      ['chrI:112000', 'A>C', '0/1', 'missense_variant', 'YAL021C'],
      ['chrI:122067', 'AGAGT>A', '1/1', 'frameshift_variant', 'YAL017W'],
      ['chrI:133002', 'T>A', '1/1', 'synonymous_variant', 'YAL011W'],
      ['chrI:142256', 'G>A', '0/1', 'splice_donor_variant&intron_variant', 'YAL003W'],
      ['chrI:149000', 'G>GA', '0/1', 'frameshift_variant', 'YAL001C'],
      ['chrI:157511', 'C>A', '0/1', 'stop_gained', 'YAR007C'],
      ['chrI:171696', 'C>A', '1/1', 'start_lost', 'YAR018C'],
      ['chrI:191000', 'G>A', '0/1', 'missense_variant', 'YAR035W'],
      ['chrI:193512', 'GCGT>G', '0/1', 'conservative_inframe_deletion', 'YAR042W'],
    ]);
    expect(demo.stdout).toContain(
      'bcftools and freebayes found all planted variants, and no other.',
    );
    // The demo uses the cloud of the tests, which ran before.
    expect(demo.stdout).toContain('The cloud ran before the demo, and stays.');
  });
});
