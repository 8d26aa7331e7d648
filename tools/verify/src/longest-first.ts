import sequencer from '@jest/test-sequencer';
import { readFileSync } from 'node:fs';

// Its types are those of CommonJS, but Node imports its ES module, whose default export is the class.
const TestSequencer = sequencer as unknown as typeof sequencer.default;
type Tests = Parameters<InstanceType<typeof TestSequencer>['sort']>[0];

/** A file that reads what each package has, and has a test for each. */
const OF_EVERY_PACKAGE = /definitionCases\(|packages\/\*/;

/**
 * Starts the files first that have a test for each tool. They are short, and Jest takes the size of
 * a file that it has not run yet for its duration: the last of them would run alone.
 */
export default class LongestFirst extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const bySize = await super.sort(tests);
    const isFirst = ({ path }: Tests[number]) => OF_EVERY_PACKAGE.test(readFileSync(path, 'utf8'));
    const first = bySize.filter(isFirst);
    return [...first, ...bySize.filter((test) => !first.includes(test))];
  }
}
