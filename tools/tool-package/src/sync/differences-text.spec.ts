import type { CaseDifference, ToolCase } from '@joblayer/tool-case';
import { differencesText } from './differences-text.ts';

const CASE: ToolCase = {
  ...{ definition: 'x', about: 'One sequence.', prepare: [], job: {}, expect: {}, accepts: [] },
  ...{ sameOnAnyCpus: true, differs: [] },
};

describe('the differences in a README', () => {
  it('are none if the case lists none', () => {
    expect(differencesText([CASE])).toBe('\nNothing.\n');
  });

  it('say that a tool was tested on one date only', () => {
    const sameDayOnly = 'it hangs under a fake clock';
    expect(differencesText([{ ...CASE, sameDayOnly }])).toBe(
      '\n- x: not tested on two dates, only at two times of one day: it hangs under a fake clock.\n',
    );
  });

  it('name a file of random samples', () => {
    const sampled: CaseDifference = {
      ...{ output: 'quant/fld.gz', sampled: true, between: 'runs', reason: 'it has no seed' },
    };
    expect(differencesText([{ ...CASE, differs: [sampled] }])).toBe(
      '\n- x: all of `quant/fld.gz`: it has no seed.\n',
    );
  });
});
