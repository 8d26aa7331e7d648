import { TerminateJobCommand } from '@aws-sdk/client-batch';
import { docker } from './docker.ts';
import { batch, ended, logOf, logs, reaches, submit, untilLogged } from './batch-trial.ts';
import { batchControls } from '../src/index.ts';
import { cloudName, endpoint } from './settings.ts';

const DOCS = 'https://docs.aws.amazon.com/batch/latest';
afterAll(() => [batch, logs].forEach((client) => client.destroy()));

const containersOf = (jobId: string) =>
  docker(['ps', '--all', '--quiet', '--filter', `label=joblayer.job=${jobId}`]);

describe(`a job's container has Batch's variables (${DOCS}/userguide/job_env_vars.html)`, () => {
  it('in the child of an array: its index, the size, its id, the attempt, the queue', async () => {
    const id = await submit('env | grep ^AWS_BATCH | sort', {}, { arrayProperties: { size: 2 } });
    await ended(id);
    expect(await logOf(await ended(`${id}:1`))).toEqual([
      'AWS_BATCH_CE_NAME=joblayer',
      'AWS_BATCH_JOB_ARRAY_INDEX=1',
      'AWS_BATCH_JOB_ARRAY_SIZE=2',
      'AWS_BATCH_JOB_ATTEMPT=1',
      `AWS_BATCH_JOB_ID=${id}:1`,
      'AWS_BATCH_JQ_NAME=joblayer',
    ]);
  }, 60_000);

  it('without index and size in a plain job, and with the endpoint that stands for the role', async () => {
    const id = await submit('echo $AWS_BATCH_JOB_ARRAY_INDEX$AWS_ENDPOINT_URL $AWS_REGION');
    expect(await logOf(await ended(id))).toEqual([`http://${cloudName}-aws:5000 us-east-1`]);
  }, 60_000);
});

describe(`a job's end has a reason (${DOCS}/APIReference/API_AttemptContainerDetail.html)`, () => {
  it('for a container that used more memory than it has', async () => {
    // bash builds a string of 256 MiB.
    const job = await ended(await submit('x=$(head -c 268435456 /dev/zero | tr "\\0" x)'));
    expect(job).toMatchObject({
      status: 'FAILED',
      statusReason: 'Essential container in task exited',
      container: { reason: 'OutOfMemoryError: Container killed due to memory usage' },
    });
  }, 60_000);

  it('for an image that is absent', async () => {
    const job = await ended(await submit('true', { image: '127.0.0.1:9/none:latest' }));
    expect(job).toMatchObject({
      status: 'FAILED',
      statusReason: 'Task failed to start',
      container: { reason: expect.stringMatching(/^CannotPullContainerError: Error response/) },
    });
    expect(job.container?.exitCode).toBeUndefined();
  }, 60_000);

  it('for a command that the image lacks', async () => {
    const job = await ended(await submit('true', { command: ['/none'] }));
    expect(job.container?.reason).toMatch(/^CannotStartContainerError: Error response from daemon/);
  }, 60_000);

  it('for a log group that does not exist', async () => {
    const options = { 'awslogs-group': 'none' };
    const logConfiguration = { logDriver: 'awslogs' as const, options };
    const job = await ended(await submit('true', { logConfiguration }));
    expect(job.container?.reason).toMatch(/^CannotStartContainerError.*ResourceNotFoundException/);
  }, 60_000);

  it('for a lost host, after which the job is tried again', async () => {
    const evaluateOnExit = [
      { onStatusReason: 'Host EC2*', action: 'RETRY' as const },
      { onReason: '*', action: 'EXIT' as const },
    ];
    const id = await submit(
      '[ $AWS_BATCH_JOB_ATTEMPT = 2 ] || sleep 300',
      {},
      { retryStrategy: { attempts: 2, evaluateOnExit } },
    );
    await reaches(id, 'RUNNING');
    await batchControls(endpoint).plantJob(id, { hostLost: true });
    const { status, attempts } = await ended(id);
    expect(status).toBe('SUCCEEDED');
    expect(attempts?.[0]?.statusReason).toMatch(/^Host EC2 \(instance i-\w+\) terminated\.$/);
  }, 60_000);
});

it(`a terminated job gets SIGTERM, and its log goes on (${DOCS}/userguide/job_timeouts.html)`, async () => {
  const id = await submit('trap "echo got SIGTERM; exit 3" TERM; echo ready; sleep 300 & wait');
  const job = await reaches(id, 'RUNNING');
  await untilLogged(job, 'ready');
  await batch.send(new TerminateJobCommand({ jobId: id, reason: 'enough' }));
  const { status, statusReason, container } = await ended(id);
  expect({ status, statusReason, exitCode: container?.exitCode }).toEqual({
    status: 'FAILED',
    statusReason: 'enough',
    exitCode: 3,
  });
  expect(await logOf(job)).toEqual(['ready', 'got SIGTERM']);
}, 60_000);

describe(`a container has the properties of its definition (${DOCS}/APIReference/API_ContainerProperties.html)`, () => {
  it('limits, user, read-only root, tmpfs and ulimits', async () => {
    const id = await submit(
      [
        'id -u',
        'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null',
        'touch /x 2>/dev/null || echo read-only',
        'touch /fast/x && echo writable',
        'ulimit -n',
      ].join('; '),
      {
        user: '10001',
        readonlyRootFilesystem: true,
        linuxParameters: { tmpfs: [{ containerPath: '/fast', size: 8 }] },
        ulimits: [{ name: 'nofile', softLimit: 100, hardLimit: 200 }],
      },
    );
    const lines = await logOf(await ended(id));
    expect(lines).toEqual(['10001', String(64 * 1024 ** 2), 'read-only', 'writable', '100']);
  }, 60_000);

  it('a volume without a host path is root’s with mode 0755, as the image declares none there', async () => {
    const id = await submit('stat -c "%u %a" /fresh', {
      volumes: [{ name: 'fresh', host: {} }],
      mountPoints: [{ sourceVolume: 'fresh', containerPath: '/fresh' }],
    });
    expect(await logOf(await ended(id))).toEqual(['0 755']);
  }, 60_000);

  it('secrets and EFS, which the local cloud lacks, end the job with a reason that says so', async () => {
    const secrets = [
      { name: 'TOKEN', valueFrom: 'arn:aws:ssm:us-east-1:123456789012:parameter/t' },
    ];
    const withSecrets = await ended(await submit('true', { secrets }));
    expect(withSecrets.container?.reason).toContain('the local cloud has no secrets');
    const volumes = [{ name: 'efs', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }];
    const mountPoints = [{ sourceVolume: 'efs', containerPath: '/efs' }];
    const withEfs = await ended(await submit('true', { volumes, mountPoints }));
    expect(withEfs.container?.reason).toContain('the local cloud has no EFS');
  }, 60_000);
});

it('an ended job leaves no container and no volume', async () => {
  const id = await submit('trap "exit 0" TERM; sleep 300 & wait', {
    volumes: [{ name: 'fresh', host: {} }],
    mountPoints: [{ sourceVolume: 'fresh', containerPath: '/fresh' }],
  });
  await reaches(id, 'RUNNING');
  const format = '{{range .Mounts}}{{.Name}}{{end}}';
  const volume = await docker(['inspect', '--format', format, await containersOf(id)]);
  expect(volume).toMatch(/^\w{64}$/);
  await batch.send(new TerminateJobCommand({ jobId: id, reason: 'enough' }));
  await ended(id);
  expect(await containersOf(id)).toBe('');
  expect(await docker(['volume', 'ls', '--quiet', '--filter', `name=${volume}`])).toBe('');
}, 60_000);
