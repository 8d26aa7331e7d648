import { parseCase } from '@joblayer/tool-case';
import { CASE_RUNNER } from '@joblayer/nx-container/image';
import type { Fault, Rule } from '../rule.ts';
import type { CaseFile, LintSubject } from '../subject.ts';

export const caseRule: Rule = {
  id: 'case',
  why: 'whatever runs every tool, docker-test among it, runs the case of each definition',
  check: ({ cases, test }) => [
    ...cases.flatMap(faultsOf),
    ...(cases.length === 0 ? [] : faultsOfTest(test)),
  ],
};

function faultsOf({ definition, file, text }: CaseFile): Fault[] {
  if (text === undefined) {
    const what = `the definition "${definition}" has no case`;
    return [
      { file, line: 1, what, advice: 'Write a job on files of test/data, and what it makes.' },
    ];
  }
  try {
    const named = parseCase(text, file).definition;
    if (named === definition) return [];
    const what = `it is of the definition "${named}"`;
    return [{ file, line: 1, what, advice: `Write "definition": "${definition}".` }];
  } catch (error) {
    const what = (error as Error).message.replace(`${file}: `, '');
    return [
      { file, line: 1, what, advice: 'libs/tool-case/src/schema.ts says what a case holds.' },
    ];
  }
}

function faultsOfTest({ file, text = '' }: LintSubject['test']): Fault[] {
  if (text.includes(`node /cases/${CASE_RUNNER}`)) return [];
  const advice = `Write COPY data/ /cases/data/, COPY *.case.json ${CASE_RUNNER} /cases/ and RUN node /cases/${CASE_RUNNER}.`;
  return [{ file, line: 1, what: 'it does not run the cases', advice }];
}
