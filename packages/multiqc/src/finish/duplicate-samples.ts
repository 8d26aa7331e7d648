/** A module met a sample twice, and kept the last. */
const DUPLICATE = /^\[.*?\] (\S+) +\[\w+ *\] +(.*[Dd]uplicate sample name.*)$/;

/** What MultiQC notes in its log of samples that it overwrote: each module's name and message, once. */
export function duplicateSamples(log: string): string[] {
  const found = log.split('\n').flatMap((line) => {
    const [, name = '', message = ''] = DUPLICATE.exec(line) ?? [];
    return message === '' ? [] : [`${name.replace('multiqc.modules.', '')}: ${message}`];
  });
  return [...new Set(found)];
}
