import { checkLimit, FEWEST_CHILDREN, jsonBytes } from '../limits.ts';
import { batchProblem } from '../problems.ts';
import { type JobRequest, submitInput } from './job-request.ts';
import { checkTags } from './tags.ts';

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const NAME = /^[A-Za-z0-9][\w-]*$/;

/**
 * ECS counts what Batch adds to the overrides, too: the variables `AWS_BATCH_…` and the container's
 * name. AWS does not document how long these are.
 */
const RESERVE_BYTES = 512;

const JOB_SPEC = 'Write the arguments to a job spec, and give its location with --job-spec.';

/**
 * Checks a submission against what Batch refuses, before it is sent.
 *
 * @throws ProblemError `limit-exceeded`, `invalid-job-name`, `array-too-small`, `empty-argument`,
 * `invalid-tag` or `limit-exceeded`
 */
export function checkRequest(request: JobRequest): void {
  const { name, arraySize, dependsOn = [], command, tags = {} } = request;
  const given = `The job "${name}"`;
  if (!NAME.test(name)) throw batchProblem({ code: 'invalid-job-name', name });
  const advice = 'Give it a shorter name.';
  checkLimit('nameLength', { given, value: name.length, unit: 'characters in its name', advice });
  checkArraySize(given, arraySize);
  checkLimit('dependencies', {
    given,
    value: dependsOn.length,
    unit: 'dependencies',
    advice: 'Let it wait for fewer jobs.',
  });
  checkTags(tags);
  const empty = command.indexOf('');
  if (empty !== -1) throw batchProblem({ code: 'empty-argument', after: command[empty - 1] });
  checkSizes(given, request);
}

function checkArraySize(given: string, arraySize: number | undefined): void {
  if (arraySize === undefined) return;
  if (arraySize < FEWEST_CHILDREN)
    throw batchProblem({ code: 'array-too-small', given, arraySize, fewest: FEWEST_CHILDREN });
  const advice = 'Split it into several arrays.';
  checkLimit('arraySize', { given, value: arraySize, unit: 'children', advice });
}

function checkSizes(given: string, request: JobRequest): void {
  const input = submitInput(request);
  checkLimit('overrideBytes', {
    given,
    value: jsonBytes(input.containerOverrides) + RESERVE_BYTES,
    unit: `bytes in its command, with ${RESERVE_BYTES} for what Batch adds`,
    advice: JOB_SPEC,
  });
  checkLimit('submissionBytes', {
    given,
    value: jsonBytes(input),
    unit: 'bytes',
    advice: JOB_SPEC,
  });
}
