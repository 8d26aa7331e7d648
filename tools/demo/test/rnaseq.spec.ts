import { run } from '@joblayer/subprocess';
import path from 'node:path';

const MAIN = path.join(import.meta.dirname, '../src/main.ts');

describe('the RNA-seq pipeline of the demo', () => {
  it('counts the reads of each gene as they were simulated, in both samples', async () => {
    const cloud = process.env['JOBLAYER_CLOUD_NAME'] ?? '';
    const demo = await run([process.execPath, MAIN, '--pipeline', 'rnaseq', '--name', cloud]);
    const rows = demo.stdout.split('\n').filter((line) => line.includes(' pairs of '));
    expect(rows.map((row) => row.trim().split(' ')[0])).toEqual(['early', 'late']);
    for (const row of rows) {
      const [, largest] = /in a gene by up to ([\d.]+) %/.exec(row) ?? [];
      const [, correlation] = /rank correlation is ([\d.]+)$/.exec(row) ?? [];
      expect(Number(largest)).toBeLessThanOrEqual(1);
      expect(Number(correlation)).toBeGreaterThanOrEqual(0.99);
    }
  });
});
