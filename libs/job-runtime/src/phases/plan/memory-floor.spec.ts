import type { JobError } from '../../job/errors.ts';
import { errorText } from '@joblayer/tool-definition';
import { fixtureTool } from '../../testing/fixture-tool.ts';
import { checkMemory } from './memory-floor.ts';

const plain = fixtureTool();
const tool = { ...plain, resources: { ...plain.resources, minimumMemoryMiB: 17_408 } };
const refusal = (...given: Parameters<typeof checkMemory>): JobError => {
  try {
    checkMemory(...given);
  } catch (error) {
    return error as JobError;
  }
  throw new Error('was accepted');
};

describe('a job of a tool that needs a minimum of memory', () => {
  it('is refused in a container that was granted less', () => {
    const error = refusal(tool, { memoryMiB: 8192 });
    expect(errorText(error)).toBe(
      'fixture needs at least 17408 MiB of memory, and the container was granted 8192 MiB. Ask for more: docker run --memory 17408m on a host that has it, in AWS Batch MEMORY 17408 or more in the job definition.',
    );
    expect(error.exitCode).toBe(64);
  });

  it('runs with exactly the minimum', () => {
    expect(() => checkMemory(tool, { memoryMiB: 17_408 })).not.toThrow();
  });
});

it('a job of a tool without a minimum of memory runs with any amount', () => {
  expect(() => checkMemory(plain, { memoryMiB: 1 })).not.toThrow();
});
