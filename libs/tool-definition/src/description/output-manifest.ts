/** The name of a job's output manifest, which depends on its first output. */
export const OUTPUT_MANIFEST = {
  /** Follows the name of an output that is a file. */
  suffix: '.joblayer.json',
  /** Lies in an output that is a directory. */
  name: 'joblayer.json',
};
