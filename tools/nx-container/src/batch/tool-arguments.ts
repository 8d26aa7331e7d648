/** Options of batch-submit that take a value, and those that take none. */
const WITH_VALUE = new Set(['--queue', '--jobName', '--job-name']);
const ALONE = new Set(['--wait']);

/** What is left of a command line without batch-submit's own options: the tool's arguments, as they were typed. */
export function toolArguments(words: readonly string[]): string[] {
  const left: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--') return [...left, ...words.slice(index + 1)];
    const [name = ''] = word.split('=', 1);
    if (ALONE.has(name)) continue;
    if (!WITH_VALUE.has(name)) left.push(word);
    else if (name === word) index += 1;
  }
  return left;
}
