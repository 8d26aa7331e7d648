/** One test of a tool, as galaxy-tool-test reports it. */
export interface TestResult {
  readonly passed: boolean;
  /** Of the tool's job. */
  readonly exitCode: number | undefined;
  /** What the job printed, and what is wrong with its outputs. */
  readonly log: string;
  /** The datasets by the names of the outputs. */
  readonly outputs: ReadonlyMap<string, string>;
}

interface Report {
  readonly tests?: readonly { readonly data?: Data }[];
}

interface Data {
  readonly status?: string;
  readonly output_problems?: readonly string[];
  readonly execution_problem?: string;
  readonly job?: {
    readonly exit_code?: number | null;
    readonly stdout?: string | null;
    readonly stderr?: string | null;
    readonly outputs?: Readonly<Record<string, { readonly id: string }>>;
  };
}

export const testResults = (json: string): TestResult[] =>
  ((JSON.parse(json) as Report).tests ?? []).map(({ data = {} }) => {
    const {
      status,
      job = {},
      output_problems: problems = [],
      execution_problem: problem = '',
    } = data;
    return {
      passed: status === 'success',
      exitCode: job.exit_code ?? undefined,
      log: [job.stdout ?? '', job.stderr ?? '', ...problems, problem].join('\n'),
      outputs: new Map(Object.entries(job.outputs ?? {}).map(([name, { id }]) => [name, id])),
    };
  });
