import type { Outside } from './outside.ts';

/** Why the jobs of a queue do not start, as text. */
export const diagnoseQueue = (name: string, outside: Outside): Promise<string> =>
  diagnoseSubject({ kind: 'queue', name }, outside);

export const diagnoseJob = (name: string, outside: Outside): Promise<string> =>
  diagnoseSubject({ kind: 'job', name }, outside);

async function diagnoseSubject(
  subject: { readonly kind: 'queue' | 'job'; readonly name: string },
  { settings }: Outside,
): Promise<string> {
  const { diagnose, diagnosisText } = await import('@joblayer/batch-doctor');
  const { awsClients } = await import('@joblayer/batch-doctor/clients');
  return diagnosisText(await diagnose(subject, awsClients({ region: settings.region?.value })));
}
