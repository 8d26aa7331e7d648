/**
 * How sure a finding is. `certain`: this alone keeps the job from starting. `likely`: it usually
 * does. `possible`: it does under some conditions, which the finding names. `unknown`: a call failed,
 * so nothing can be said.
 */
export const CERTAINTIES = ['certain', 'likely', 'possible', 'unknown'] as const;

export type Certainty = (typeof CERTAINTIES)[number];

/** One reason why a job does not start. */
export interface Finding {
  readonly code: string;
  /** What is there, and what is wrong with it. */
  readonly problem: string;
  /** What to do. */
  readonly cure: string;
  readonly certainty: Certainty;
}

/** A row of the table in docs/aws-batch.md. */
export interface FindingRow {
  readonly code: string;
  readonly cause: string;
  readonly cure: string;
}

interface FindingText {
  /** For the table in the documentation: phrases about no one case. */
  readonly cause: string;
  readonly remedy: string;
  readonly problem: (facts: never) => string;
  readonly cure: (facts: never) => string;
}

type Texts = Readonly<Record<string, FindingText>>;
/** The facts that both texts of a code need. A text without parameters needs none. */
type FactsOf<Text extends FindingText> = (Text['problem'] extends (facts: infer P) => string
  ? P
  : never) &
  (Text['cure'] extends (facts: infer C) => string ? C : never);

/** Makes the findings of one table. */
export interface FindingTable<T extends Texts> {
  <Code extends keyof T & string>(
    code: Code,
    certainty: Certainty,
    facts: FactsOf<T[Code]>,
  ): Finding;
  readonly rows: readonly FindingRow[];
}

/**
 * Declares the findings of one area, each code with its texts. The table is in the file of the rules
 * that use it.
 */
export function defineFindings<const T extends Texts>(texts: T): FindingTable<T> {
  const make = (code: keyof T & string, certainty: Certainty, facts: unknown): Finding => {
    // The signature of FindingTable gives each code the facts of its own texts.
    const { problem, cure } = texts[code] as unknown as Record<
      'problem' | 'cure',
      (facts: unknown) => string
    >;
    return { code, problem: problem(facts), cure: cure(facts), certainty };
  };
  const rows = Object.entries(texts).map(([code, { cause, remedy }]) => ({
    ...{ code, cause, cure: remedy },
  }));
  return Object.assign(make as FindingTable<T>, { rows });
}
