import { problemOf } from '@joblayer/problem/testing';
import { batchProblem } from '../problems.ts';
import { fakeBatchClient } from '../testing/index.ts';
import { submitOnce, submittedJob } from './submit-once.ts';
import { jobTags } from './tags.ts';

const request = {
  ...{ name: 'trio-1', queue: 'q', definition: 'd:1', command: ['--job-spec', 's3://b/r.jsonl'] },
  tags: jobTags('trio', 'bwa-mem', { project: 'x' }),
};
const lost = () => {
  throw batchProblem({ code: 'submission-unknown', detail: 'socket hang up' });
};
const soon = { lookEveryMs: 0 };

describe('a submission of a run', () => {
  it('has the tags by which it is found, beside those of the user', async () => {
    const batch = fakeBatchClient();
    await submitOnce(batch, request);
    expect(batch.submitted[0]?.tags).toEqual({
      ...{ project: 'x', 'joblayer-run': 'trio', 'joblayer-tool': 'bwa-mem' },
    });
  });

  it('whose response was lost is found by its name, and is not submitted again', async () => {
    const batch = fakeBatchClient({ afterSubmit: lost });
    expect(await submitOnce(batch, request, soon)).toBe('job-1');
    expect(batch.submitted).toHaveLength(1);
  });

  it('that never arrived is reported as unknown, and is not submitted again', async () => {
    let tries = 0;
    const batch = fakeBatchClient({
      beforeSubmit: () => {
        tries += 1;
        lost();
      },
    });
    expect(await problemOf(() => submitOnce(batch, request, soon))).toMatchObject({
      code: 'submission-unknown',
    });
    expect(tries).toBe(1);
  });

  it('is found before it is sent again, and not taken for a job of another run', async () => {
    const batch = fakeBatchClient();
    await submitOnce(batch, { ...request, tags: jobTags('other', 'bwa-mem') });
    expect(await submittedJob(batch, request)).toBeUndefined();
    const id = await submitOnce(batch, request);
    expect(await submittedJob(batch, request)).toBe(id);
  });

  it('is not sent if Batch would refuse it', async () => {
    const batch = fakeBatchClient();
    const problem = await problemOf(() => submitOnce(batch, { ...request, arraySize: 1 }));
    expect(problem.code).toBe('array-too-small');
    expect(batch.submitted).toEqual([]);
  });
});

describe('a tag of the user', () => {
  it("cannot take the place of Joblayer's own", () => {
    expect(() => jobTags('trio', 'bwa-mem', { 'joblayer-run': 'x' })).toThrow(
      /The tag "joblayer-run" is invalid: .*Joblayer's own/,
    );
  });
});
