import { formatsOf } from './formats.ts';
import { tasksOf } from './tasks.ts';
import { addressOf, slugOf } from './term.ts';

const names = (terms: readonly { readonly name: string }[]) => terms.map(({ name }) => name);

describe('the tasks of a tool', () => {
  it('are the operations that its tags name, each once', () => {
    const tags = ['Genomics', 'Transcript assembly', 'Transcriptome assembly', 'Mapping'];
    expect(names(tasksOf(tags))).toEqual(['Read mapping', 'Transcriptome assembly']);
  });

  it('have alignment only where no other tag names one', () => {
    expect(names(tasksOf(['Alignment', 'RNA-seq']))).toEqual(['Sequence alignment']);
    expect(names(tasksOf(['Alignment', 'Statistics']))).toEqual(['Statistical calculation']);
  });

  it('are none for tags of a field', () => {
    expect(tasksOf(['Genomics', 'constructor'])).toEqual([]);
  });
});

describe('the formats of files', () => {
  it('have the names of EDAM, compressed or not', () => {
    const formats = formatsOf(['.fastq.gz', '.fq', '{reads.stem}.bam', '.fai', '.mmi']);
    expect(names(formats)).toEqual(['BAM', 'FASTQ']);
    expect(formats.map(addressOf)[0]).toBe('http://edamontology.org/format_2572');
  });

  it('have names that are parts of paths', () => {
    expect(slugOf({ id: 'x', name: 'Tabix index file format' })).toBe('tabix-index-file-format');
    expect(slugOf({ id: 'x', name: 'RNA-Seq (reads)' })).toBe('rna-seq-reads');
  });
});
