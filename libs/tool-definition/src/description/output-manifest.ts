/** How the output manifest of a job is named, after its first output. */
export const OUTPUT_MANIFEST = {
  /** After the name of an output that is a file. */
  suffix: '.joblayer.json',
  /** In an output that is a directory. */
  name: 'joblayer.json',
};
