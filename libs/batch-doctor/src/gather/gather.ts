import type { DoctorClients } from '../clients/clients.ts';
import type { Facts, ImageFacts, JobFacts, Known, LogGroupFacts, QueueFacts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { arnParts } from './arn.ts';
import { headOf } from './head.ts';
import { withTypes } from './instance-types.ts';
import { logGroupOf } from './log-group.ts';
import { look, lookAfter } from './look.ts';
import { environmentRoles, jobRoles } from './role-needs.ts';
import { rolesOf } from './roles.ts';

/** What does not start: a queue by its name or ARN, or a job by its id. */
export type Subject = Facts['subject'];

/**
 * Looks at all that a job needs before it starts. Calls that do not depend on each other run at the
 * same time. A call that fails leaves its question open, and no other.
 *
 * @throws ProblemError if no call can succeed: no region, no credentials, a wrong clock
 */
export async function gather(subject: Subject, clients: DoctorClients): Promise<Facts> {
  const { batch } = clients;
  const given = subject.kind === 'job' ? await look(() => jobOf(subject.name, clients)) : undefined;
  const queueName = subject.kind === 'queue' ? subject.name : valueOf(given)?.queue;
  const queue = queueName === undefined ? undefined : await look(() => batch.queue(queueName));
  const inQueue = valueOf(queue);
  const [environments, head, activeJobs, dependencies] = await Promise.all([
    lookAfter(queue, async (found) =>
      Promise.all(
        (await batch.environments(found.environments)).map((each) =>
          withTypes(each, clients.hosts),
        ),
      ),
    ),
    inQueue && headOf(batch, inQueue.arn, valueOf(given)?.id),
    inQueue && look(() => batch.activeJobs(inQueue.arn)),
    lookAfter(given, async ({ dependsOn }) => batch.jobs(dependsOn)),
  ]);
  const first = valueOf(head)?.first.id;
  const job = given ?? (first === undefined ? undefined : await look(() => jobOf(first, clients)));
  const examined = valueOf(job);
  const needs = [
    ...(inQueue
      ? (valueOf(environments) ?? []).flatMap((each) => environmentRoles(each, examined, inQueue))
      : []),
    ...(inQueue && examined ? jobRoles(examined, inQueue) : []),
  ];
  const [roles, image, logGroup] = await Promise.all([
    rolesOf(needs, clients.roles),
    imageOf(examined, clients),
    groupOf(examined, inQueue, clients),
  ]);
  return {
    ...{ subject, job, queue, environments, head, activeJobs, dependencies },
    ...{ roles, image, logGroup, nowMs: Date.now() },
  };
}

/** An array itself never waits for a host: its children do. */
async function jobOf(id: string, { batch }: DoctorClients): Promise<JobFacts | undefined> {
  const job = await batch.job(id);
  if (job?.isArray !== true) return job;
  const child = await batch.waitingChild(id);
  return child === undefined
    ? job
    : { ...job, status: child.status, statusReason: child.statusReason ?? job.statusReason };
}

async function imageOf(
  job: JobFacts | undefined,
  { images }: DoctorClients,
): Promise<ImageFacts | undefined> {
  const reference = job?.image;
  if (reference === undefined) return undefined;
  if (!images.canRead(reference)) return { reference, architectures: undefined };
  const architectures: Known<readonly string[] | undefined> = await look(async () => {
    const manifest = await images.manifest(reference);
    if (manifest?.configDigest === undefined) return manifest?.architectures;
    return [await images.architecture(reference, manifest.configDigest)];
  });
  return { reference, architectures };
}

async function groupOf(
  job: JobFacts | undefined,
  queue: QueueFacts | undefined,
  { logs }: DoctorClients,
): Promise<LogGroupFacts | undefined> {
  const region = arnParts(queue?.arn ?? '')?.region;
  const group = job && logGroupOf(job, region ?? '');
  // The client asks its own region only.
  if (group?.isNeeded !== true || group.region !== region) return undefined;
  return { name: group.name, exists: await look(() => logs.exists(group.name)) };
}
