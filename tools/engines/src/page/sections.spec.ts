import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINES } from '../engines/index.ts';
import { commandsBySection, ENGINE_OF_SECTION } from './sections.ts';

const page = readFileSync(
  path.join(import.meta.dirname, '../../../../docs/workflow-engines.md'),
  'utf8',
);

describe('the page about workflow engines', () => {
  it('has commands only in sections that belong to an engine, which runs them', () => {
    const sections = [...commandsBySection(page).keys()];
    expect(sections.toSorted()).toEqual(Object.keys(ENGINE_OF_SECTION).toSorted());
  });

  it('has a section for each engine but docker, which needs no descriptor', () => {
    const named = ENGINES.map(({ name }) => name).filter((name) => name !== 'docker');
    expect(Object.values(ENGINE_OF_SECTION).toSorted()).toEqual(named.toSorted());
  });
});

it('the commands of a section are those of all its blocks of shell, in order', () => {
  const text = 'x\n## One\n```sh\na\n```\n```text\nno\n```\n```sh\nb\n```\n## Two\n';
  expect([...commandsBySection(text)]).toEqual([['One', 'a\nb\n']]);
});
