import type { Step } from '@joblayer/job-runtime';

/**
 * Starts gzip for each file, since hisat2 reads plain text only, and gives the program the ends of the pipes. Each list
 * of files follows its length. gzip passes plain text on.
 */
const SCRIPT = [
  'list() { local paths=() file fd; for file; do',
  'exec {fd}< <(exec gzip --decompress --stdout --force -- "$file"); paths+=("/dev/fd/$fd"); done;',
  'local IFS=,; joined="${paths[*]}"; };',
  'n=$1; shift; list "${@:1:n}"; first=$joined; shift "$n";',
  'n=$1; shift; list "${@:1:n}"; second=$joined; shift "$n";',
  'if [ "$n" = 0 ]; then exec "$@" -U "$first"; else exec "$@" -1 "$first" -2 "$second"; fi',
].join(' ');

interface Paths {
  readonly first: readonly string[];
  /** None for single reads. */
  readonly second: readonly string[];
}

/** A stage that runs hisat2 on compressed or plain reads. It adds the options for the reads. */
export const onDecompressed = (
  argv: readonly string[],
  { first, second }: Paths,
): Step['pipeline'][0] => [
  ...(['bash', '-c', SCRIPT, 'hisat2'] as const),
  ...[String(first.length), ...first, String(second.length), ...second],
  ...argv,
];
