import type { Summary } from '../measure/summary.ts';

/** Something to be reached, as a ratio within one run. */
export interface Goal {
  /** What is divided by what: `joblayer / fastest peer, wall time`. */
  readonly what: string;
  /** It is met up to this. */
  readonly limit: number;
  /** What it limits: a ratio unless given. */
  readonly unit?: 'ms';
  /** Undefined where one of the two was not measured. */
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

/** One contender's value over the least of others', by name. */
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
