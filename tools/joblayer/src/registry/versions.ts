/** docker-push sets these besides versions: the newest, and one by the content of its sources. */
const NO_VERSION = /^(?:latest|src-[0-9a-f]+|stand-in(?:-[0-9a-f]+)?)$/;

/** The versions among tags, the oldest first. */
export const versionsIn = (tags: readonly string[]): string[] =>
  tags
    .filter((tag) => !NO_VERSION.test(tag))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** Whether a repository can be named as a tool of this prefix: not one that lies deeper, such as `bwa-mem/test`. */
export const isToolBelow = (prefix: string, repository: string): boolean =>
  repository.startsWith(prefix) && !repository.slice(prefix.length).includes('/');
