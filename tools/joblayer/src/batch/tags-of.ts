import { recordProblem } from '../runs/problems.ts';

/**
 * @param texts each KEY=VALUE
 * @throws ProblemError `tag-malformed`
 */
export function tagsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((tag) => {
      const { key, value } = /^(?<key>[^=]+)=(?<value>.*)$/s.exec(tag)?.groups ?? {};
      if (key === undefined || value === undefined)
        throw recordProblem({ code: 'tag-malformed', tag });
      return [key, value] as const;
    }),
  );
}
