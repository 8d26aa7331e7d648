import type { Step } from '@joblayer/job-runtime';

/** A directory in the tool's current directory. Strelka makes it, and refuses an existing one. */
const RUN_DIRECTORY = 'strelka';
const MIB_PER_GB = 1024;

/** The diagnostics of a failed run: its errors by task, and pyFlow's log. */
export const diagnostics = [
  `${RUN_DIRECTORY}/workflow.error.log.txt`,
  `${RUN_DIRECTORY}/workflow.warning.log.txt`,
  `${RUN_DIRECTORY}/workspace/pyflow.data/logs/pyflow_log.txt`,
] as const;

export interface Workflow {
  readonly configure: 'configureStrelkaGermlineWorkflow.py' | 'configureStrelkaSomaticWorkflow.py';
  readonly options: readonly string[];
  /** The path for `results/`. */
  readonly results: string;
  readonly workDir: string;
  readonly cpus: number;
  readonly memoryMiB: number;
}

/** Configures a run in its own directory, runs it, and moves its results to the output. */
export function workflowSteps(workflow: Workflow): readonly Step[] {
  const { configure, options, results, workDir, cpus, memoryMiB } = workflow;
  const runDirectory = `${workDir}/${RUN_DIRECTORY}`;
  const memoryGb = Math.max(1, Math.floor(memoryMiB / MIB_PER_GB));
  return [
    { pipeline: [[configure, ...options, '--runDir', runDirectory]] },
    {
      pipeline: [
        [
          ...(['python2', `${runDirectory}/runWorkflow.py`, '-m', 'local'] as const),
          ...['-j', String(cpus)],
          ...['-g', String(memoryGb)],
        ],
      ],
    },
    // Remove links with names of earlier versions (genome.vcf.gz), as an output must have only files.
    { pipeline: [['find', `${runDirectory}/results`, '-type', 'l', '-delete']] },
    { pipeline: [['mv', '-T', `${runDirectory}/results`, results]] },
  ];
}
