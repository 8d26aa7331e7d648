import { jsonRenderer, textRenderer } from '../../log/render.ts';
import { report } from '../../job/job-report.ts';
import { outOfMemoryFailure } from './tool-failure.ts';

const lastLine = (renderer: typeof textRenderer): string => {
  let text = '';
  const out = { write: (chunk: string | Buffer) => void (text += chunk.toString()) };
  const error = outOfMemoryFailure('bwa was ended by SIGKILL');
  renderer(out as never).end(report([], { phase: 'run', error }));
  return text;
};

// A retry of a run reads these lines to find the rows that need more memory.
describe('the last line of a job whose tool ran out of memory', () => {
  it('states that in text', () => {
    expect(lastLine(textRenderer)).toMatch(
      /^\[joblayer [\d:]+\] tool failed in run, exit code 137, .*: (?:the memory limit of \d+ MiB was exceeded|the host ran out of memory): bwa was/,
    );
  });

  it('states that as the kind of the failure in JSON', () => {
    expect(JSON.parse(lastLine(jsonRenderer))).toMatchObject({
      ...{ type: 'job-ended', outcome: 'tool-failed' },
      failure: { code: 'tool-failed', kind: 'out-of-memory' },
    });
  });
});
