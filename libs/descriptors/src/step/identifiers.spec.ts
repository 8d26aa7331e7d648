import { identifierOf } from './identifiers.ts';
import { GROOVY_KEYWORDS } from '../language/groovy.ts';
import { PYTHON_KEYWORDS } from '../language/python.ts';
import { WDL_KEYWORDS } from '../language/wdl.ts';
import { withIdentifiers } from './identifiers.ts';
import { stepsOf } from './step-of.ts';
import { fixtureDescription, IMAGE } from '../testing/descriptions.ts';

const [step] = stepsOf(fixtureDescription, IMAGE);

describe('a name in a descriptor', () => {
  it('has letters, digits and low lines, and begins with a letter', () => {
    expect(['min-quality', '2bit', 'a.b'].map(identifierOf)).toEqual([
      'min_quality',
      'x2bit',
      'a_b',
    ]);
  });

  it.each(['in', 'input', 'output', 'class', 'import'])('is not %s, which is a keyword', (word) => {
    if (!step) throw new Error('The fixture has no definition.');
    const [first, ...more] = step.inputs;
    const named = { ...step, inputs: [{ ...first, id: word }, ...more] } as typeof step;
    for (const keywords of [GROOVY_KEYWORDS, PYTHON_KEYWORDS, WDL_KEYWORDS]) {
      const id = withIdentifiers(named, keywords).inputs[0]?.id;
      expect(id).toBe(keywords.includes(word) ? `${word}_` : word);
    }
  });

  it('is another one where two would be the same', () => {
    if (!step) throw new Error('The fixture has no definition.');
    const [first, second] = step.params;
    const params = [
      { ...first, id: 'in' },
      { ...second, id: 'in_' },
    ] as typeof step.params;
    const renamed = withIdentifiers({ ...step, params }, ['in']).params;
    expect(renamed.map(({ id }) => id)).toEqual(['in_', 'in__']);
  });
});
