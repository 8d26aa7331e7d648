import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Definition } from './definition.ts';
import { breakInput, fastqOf, sentenceOf } from './failing-case.ts';

describe('the case that must fail', () => {
  it('has a FASTQ file as text, in a list or alone', () => {
    expect(fastqOf({ job: { bam: 'a.bam', reads: ['data/a.fq', 'b.fq'] } })).toBe('data/a.fq');
    expect(fastqOf({ job: { reads: 'a.fastq' } })).toBe('a.fastq');
    expect(fastqOf({ job: { reads: 'a.fq.gz', memory: 5 } })).toBeUndefined();
  });

  it('has a file that ends within its last record', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'broken-'));
    const file = path.join(directory, 'a.fq');
    writeFileSync(file, `@r\n${'A'.repeat(30)}\n+\n${'I'.repeat(30)}\n`);
    breakInput({ toolCase: { job: { reads: 'a.fq' } } } as unknown as Definition, directory);
    expect(readFileSync(file, 'utf8')).toBe(`@r\n${'A'.repeat(30)}\n+\n${'I'.repeat(11)}`);
  });

  it('has a sentence after the exit code and the times of phases', () => {
    const line =
      'tool failed in run, exit code 65, after 0.1 s (preflight 0.1 s): a.fq ends. Copy it.';
    expect(sentenceOf(`x\n[joblayer] ${line}\n`)).toBe('a.fq ends. Copy it.');
    expect(sentenceOf('succeeded in 0.2 s')).toBeUndefined();
  });
});
