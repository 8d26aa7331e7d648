/** The options that a job gives, by their names in the definition. */
export interface ArgumentsGiven {
  /** How many values each option was given. A switch that is off counts as 0. Each extra argument counts. */
  readonly counts: Readonly<Record<string, number>>;
  /** The values of parameters, with their defaults. */
  readonly values: Readonly<Record<string, unknown>>;
}

export const isGiven = (option: string, { counts }: ArgumentsGiven): boolean =>
  (counts[option] ?? 0) > 0;
