import { allPages } from './pages.ts';
import { sentencesOf, wordsOf } from './sentences.ts';

/** Readers have to read a longer sentence twice. */
const MOST_WORDS = 40;

describe('every page', () => {
  it('is checked: the README, docs, and the READMEs of libraries, packages and tools', () => {
    const files = allPages.map(({ file }) => file);
    for (const file of ['README.md', 'docs/guarantees.md', 'libs/job-runtime/README.md'])
      expect(files).toContain(file);
  });

  it.each(allPages)(`$file has no sentence with more than ${MOST_WORDS} words`, ({ text }) => {
    const long = sentencesOf(text).filter((sentence) => wordsOf(sentence) > MOST_WORDS);
    expect(long).toEqual([]);
  });
});
