import { imageTest, runImage } from '@joblayer/verify/testing';

const { host, run, write } = imageTest('bcftools-call');

const LINE = 'ACGTTGCA'.repeat(6);
const GENOME = `>a x\n${`${LINE}\n`.repeat(4)}>b\n${`${LINE}\n`.repeat(4)}`;
const FAI = 'a\t192\t5\t48\t49\nb\t192\t204\t48\t49\n';

beforeAll(async () => {
  await write(
    'r.sam',
    '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:a\tLN:192\n@SQ\tSN:b\tLN:192\nr\t0\tb\t9\t60\t8M\t*\t0\t0\tACGTTGCA\tIIIIIIII\n',
  );
  const made = await runImage('bcftools-call', ['samtools', 'view', '-o', '/t/r.bam', '/t/r.sam'], {
    docker: ['-v', `${host}:/t`, '--user', '0'],
  });
  expect(made).toMatchObject({ exitCode: 0 });
});

it.each([
  ['an index of another FASTA', GENOME, FAI.replace('204', '200'), 'it has in line 2 b 192 200'],
  ['an index of other lines', GENOME, FAI.replace('48\t49', '47\t48'), 'in line 1 a 192 5 47 48'],
  ['a sequence twice', GENOME + GENOME, '', 'names the sequence a twice, in line 1 and line 11'],
  ['no text', '', '', 'is empty: it holds no text'],
  ['proteins', '>a\nMEFL\n', '', 'has "E" in line 2'],
])('bcftools-call refuses a genome with %s', async (_, fasta, fai, message) => {
  await write('bad.fa', fasta);
  await write('bad.fai', fai);
  const { exitCode, stderr } = await run(
    ...['--bam', '/t/r.bam', '--reference', '/t/bad.fa', '--output-dir', '/t/out/'],
    ...(fai === '' ? [] : ['--fai', '/t/bad.fai']),
  );
  expect(stderr.split('\n').at(-1)).toContain('the FASTA given with --reference');
  expect(stderr.split('\n').at(-1)).toContain(message);
  expect(stderr).not.toContain('bcftools mpileup');
  expect(exitCode).toBe(65);
});
