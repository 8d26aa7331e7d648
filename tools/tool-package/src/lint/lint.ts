import { RULES } from './rules.ts';
import type { Fault, Rule } from './rule.ts';
import type { LintSubject } from './subject.ts';

/** A fault, with the rule that it breaks. */
export interface Finding extends Fault {
  readonly file: string;
  readonly rule: Rule;
}

/** All findings in a package's Dockerfile, by file and line. */
export function lint(subject: LintSubject, rules: readonly Rule[] = RULES): Finding[] {
  const findings = rules.flatMap((rule) =>
    rule.check(subject).map((fault) => ({ file: subject.file, ...fault, rule })),
  );
  return findings.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

/** Renders a finding in one line: `packages/x/Dockerfile:12 rule-id: what; why. What to do`. */
export function describeFinding({ file, line, rule, what, advice }: Finding): string {
  const level = rule.level === undefined ? '' : ` (${rule.level})`;
  return `${file}:${line} ${rule.id}${level}: ${what}; ${rule.why}. ${advice}`;
}
