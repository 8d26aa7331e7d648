import { exitCodes } from './trace.ts';

const TRACE = [
  'task_id\thash\tnative_id\tname\tstatus\texit\tsubmit',
  '1\tab/cd\t7\tCASE_BWA_MEM:BWA_MEM (bwa-mem)\tFAILED\t75\tx',
  '2\tab/ce\t8\tCASE_SNPEFF:SNPEFF (snpeff)\tCOMPLETED\t0\tx',
  '3\tab/cf\t9\tCASE_BWA_MEM:BWA_MEM (bwa-mem)\tFAILED\t65\tx',
  '',
].join('\n');

it('the exit code of a process in a trace of Nextflow is that of its last attempt', () => {
  expect([...exitCodes(TRACE)]).toEqual([
    ['BWA_MEM', 65],
    ['SNPEFF', 0],
  ]);
});

it('a trace of Nextflow without tasks has no exit codes', () => {
  expect([...exitCodes('')]).toEqual([]);
});
