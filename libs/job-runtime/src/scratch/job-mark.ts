/** A variable in the environment of all that the tool starts: it holds the name of the job's scratch directory. */
export const JOB_MARK = 'JOBLAYER_JOB';
