import type { Summary } from '../measure/summary.ts';

/** A limit for a figure of one run, usually for a ratio. */
export interface Goal {
  /** What is divided by what: `joblayer / fastest peer, wall time`. */
  readonly what: string;
  /** The goal is met up to and including this value. */
  readonly limit: number;
  /** The unit of the limit. Default: none, for a ratio. */
  readonly unit?: 'ms';
  /** Returns undefined if one of the two sides was not measured. */
  readonly measure: (summaries: readonly Summary[]) => number | undefined;
}

export interface Verdict {
  readonly load: string;
  readonly what: string;
  readonly limit: number;
  readonly unit?: 'ms';
  readonly measured: number | undefined;
  readonly met: boolean;
}

export function judge(
  load: string,
  goals: readonly Goal[],
  summaries: readonly Summary[],
): Verdict[] {
  return goals.map(({ what, limit, unit, measure }) => {
    const measured = measure(summaries);
    const met = measured !== undefined && measured <= limit;
    return { load, what, limit, ...(unit && { unit }), measured, met };
  });
}

type Value = (summary: Summary) => number | undefined;

/** The ratio of one contender's value to the smallest value of the others, by their names. */
export function ratioGoal(
  ours: string,
  others: readonly string[],
  limit: number,
  value: Value = ({ medianMs }) => medianMs,
  what = `${ours} / ${others.join(' or ')}, wall time`,
): Goal {
  return {
    what,
    limit,
    measure: (summaries) => {
      const valuesOf = (names: readonly string[]) =>
        summaries
          .filter(({ contender }) => names.includes(contender))
          .map(value)
          .filter((each) => each !== undefined);
      const [own] = valuesOf([ours]);
      const least = Math.min(...valuesOf(others));
      return own === undefined || !Number.isFinite(least) ? undefined : own / least;
    },
  };
}
