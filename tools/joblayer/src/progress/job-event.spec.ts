import { readEvent } from './job-event.ts';
import { phaseLine } from './progress-bars.ts';

describe('a line of a job’s log', () => {
  it('that is no JSON stays as it is', () => {
    expect(readEvent('bwa-mem: --bam is missing')).toEqual({
      ...{ type: 'line', text: 'bwa-mem: --bam is missing' },
    });
    expect(readEvent('{ cut')).toEqual({ type: 'line', text: '{ cut' });
  });

  it('of an event that this version does not know is not shown', () => {
    expect(readEvent('{"type":"moon-phase","phase":5}')).toEqual({ type: 'unknown' });
    expect(readEvent('{"type":"transfer-progress"}')).toEqual({ type: 'unknown' });
  });

  it.each([
    [
      { type: 'output-published', output: 'bam', location: 's3://b/x.bam', sizeBytes: 2_600_000 },
      'published bam: s3://b/x.bam (2.6 MB)',
    ],
    [{ type: 'warning', message: 'few reads' }, 'warning: few reads'],
    [
      {
        type: 'command-started',
        cpus: 2,
        memoryMiB: 9,
        pipeline: [
          ['bwa', 'mem', '-t'],
          ['samtools', 'sort'],
        ],
      },
      'running bwa mem | samtools sort (2 CPUs, 9 MiB)',
    ],
    [
      {
        ...{ type: 'job-ended', outcome: 'tool-failed', exitCode: 1 },
        phases: [{ phase: 'run', seconds: 2 }],
        failure: { phase: 'run', message: 'no reads' },
      },
      'tool failed in run, exit code 1, after 2.0 s: no reads',
    ],
  ])('%j reads as a sentence', (event, text) => {
    expect(readEvent(JSON.stringify(event))).toHaveProperty('text', text);
  });
});

describe('the line of a phase', () => {
  const startTime = 1_000;
  const now = 13_000;

  it('is a bar where bytes move', () => {
    const bytes = { done: 500_000_000, total: 2_000_000_000, seconds: 5 };
    expect(phaseLine({ startTime }, { phase: 'stage-in', bytes }, now)).toBe(
      `stage-in  ${'█'.repeat(6)}${'░'.repeat(18)} 25 %  500.0 MB of 2.0 GB  100.0 MB/s  12 s`,
    );
  });

  it('is the time alone where none do', () => {
    expect(phaseLine({ startTime }, { phase: 'run', bytes: undefined }, now)).toBe('run  12 s');
  });
});
