import type { InputPort, ParamPort, RequestPort, Step } from './step.ts';

/** A job on small files, and what it makes: `packages/<tool>/test/<definition>.case.json`, as far as exports need it. */
export interface StepCase {
  readonly definition: string;
  /** A job spec. Its locations are relative to the case. */
  readonly job: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, Expectation>>;
}

interface Expectation {
  readonly decode?: readonly string[] | undefined;
  readonly without?: string | undefined;
  readonly lines?: readonly string[] | undefined;
  readonly contains?: readonly string[] | undefined;
  readonly files?: readonly string[] | undefined;
}

/** The values of a job by port. Options of the runtime, such as memory, are the engine's own matter. */
export interface CaseValues {
  readonly files: readonly { readonly port: InputPort; readonly paths: readonly string[] }[];
  readonly params: readonly {
    readonly port: ParamPort;
    readonly value: string | number | boolean;
  }[];
  readonly requests: readonly RequestPort[];
}

export function caseValues(step: Step, { job }: StepCase): CaseValues {
  const given = <P extends { readonly flag: string }>(ports: readonly P[]): readonly P[] =>
    ports.filter(({ flag }) => job[flag] !== undefined);
  return {
    files: given(step.inputs).map((port) => ({ port, paths: [job[port.flag]].flat().map(String) })),
    params: given(step.params).map((port) => ({
      ...{ port, value: job[port.flag] as string | number | boolean },
    })),
    requests: given(step.requests),
  };
}
