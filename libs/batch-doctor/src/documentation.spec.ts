import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCTOR_ACTIONS } from './actions.ts';
import { FINDING_ROWS } from './rules/rules.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/aws-batch.md'), 'utf8');
const section = page.split(/^## /m).find((each) => each.startsWith('Why does nothing start')) ?? '';

describe('the page about AWS Batch', () => {
  it('has a row for each finding, with its cause and cure, in the order of the code', () => {
    const rows = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, code = '', cause, cure]) => ({ code: code.replaceAll('`', ''), cause, cure }));
    expect(rows).toEqual(FINDING_ROWS);
  });

  it('has the least policy for the calls that the clients make', () => {
    const [, json = ''] = /```json\n([^]*?)```/.exec(section) ?? [];
    expect(JSON.parse(json)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: DOCTOR_ACTIONS.toSorted(), Resource: '*' }],
    });
  });
});
