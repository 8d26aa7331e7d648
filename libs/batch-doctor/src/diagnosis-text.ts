import type { Diagnosis } from './diagnose.ts';

/** A diagnosis as text for people, without a line break at its end. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const { findings, lookedAt, notSeen } = diagnosis;
  const numbered = findings.flatMap(({ code, problem, cure, certainty }, index) => [
    `${index + 1}. [${certainty}] ${problem} (${code})`,
    `   Cure: ${cure}`,
  ]);
  return [
    headline(diagnosis),
    ...numbered,
    ...list('Looked at:', lookedAt),
    ...(diagnosis.started ? [] : list('Cannot be seen from here:', notSeen)),
  ].join('\n');
}

function headline({ subject, status, started, findings }: Diagnosis): string {
  const { kind, name } = subject;
  const what = `${kind === 'job' ? 'The job' : 'The job queue'} ${name}`;
  if (started) return `${what} has started${status === undefined ? '' : ` (${status})`}.`;
  const found = findings.filter(({ certainty }) => certainty !== 'unknown').length;
  if (found === 0) return `${what}: found nothing that keeps jobs from starting.`;
  return `${what}: ${found} ${found === 1 ? 'finding' : 'findings'}.`;
}

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
