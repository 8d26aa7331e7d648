import { parseCase } from '@joblayer/tool-case';
import type { Fault, Rule } from '../rule.ts';
import type { CaseFile, LintSubject } from '../subject.ts';

export const caseRule: Rule = {
  id: 'case',
  why: 'docker-test, and every other test of all tools, runs the case of each definition',
  check: ({ cases, test }) => [
    ...cases.flatMap(faultsOf),
    ...(cases.length === 0 ? [] : faultsOfTest(test)),
  ],
};

function faultsOf({ definition, file, text }: CaseFile): Fault[] {
  if (text === undefined) {
    const what = `the definition "${definition}" has no case`;
    return [
      {
        file,
        line: 1,
        what,
        advice: 'Write a job on files of test/data, and its expected outputs.',
      },
    ];
  }
  try {
    const named = parseCase(text, file).definition;
    if (named === definition) return [];
    const what = `its definition is "${named}"`;
    return [{ file, line: 1, what, advice: `Write "definition": "${definition}".` }];
  } catch (error) {
    const what = (error as Error).message.replace(`${file}: `, '');
    return [
      { file, line: 1, what, advice: 'See libs/tool-case/src/schema.ts for the fields of a case.' },
    ];
  }
}

function faultsOfTest({ file, text = '' }: LintSubject['test']): Fault[] {
  if (/node(?: |", ")\/cases\/run-cases\.mts/.test(text)) return [];
  const advice =
    'Write COPY data/ /cases/data/, COPY *.case.json *.mts /cases/ and RUN node /cases/run-cases.mts.';
  return [{ file, line: 1, what: 'it does not run the cases', advice }];
}
