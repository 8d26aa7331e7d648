/** A variable in the environment of each of the tool's processes. It holds the name of the job's scratch directory. */
export const JOB_MARK = 'JOBLAYER_JOB';
