import type { CaseDifference, ToolCase } from '@joblayer/tool-case';

/**
 * The lines that a tool's cases list as different between runs, with the reasons. They go into its
 * README.
 */
export function differencesText(cases: readonly ToolCase[]): string {
  const items = cases.flatMap(({ definition, differs }) =>
    differs.map((difference) => `- ${definition}: ${itemOf(difference)}`),
  );
  const unpromised = cases
    .filter(({ sameOnAnyCpus }) => !sameOnAnyCpus)
    .map(({ definition }) => `- ${definition}: the outputs may differ with other numbers of CPUs.`);
  const sameDay = cases.flatMap(({ definition, sameDayOnly }) =>
    sameDayOnly === undefined
      ? []
      : [`- ${definition}: not tested on two dates, only at two times of one day: ${sameDayOnly}.`],
  );
  const all = [...items, ...unpromised, ...sameDay];
  return `\n${all.length === 0 ? 'Nothing.' : all.join('\n')}\n`;
}

function itemOf(difference: CaseDifference): string {
  const what =
    'sampled' in difference
      ? `all of \`${difference.output}\``
      : 'lines' in difference
        ? `lines of \`${difference.output}\` that match \`${difference.lines.replaceAll('\t', '\\t')}\``
        : `the offsets in \`${difference.output}\``;
  const when = difference.between === 'cpus' ? ', with other numbers of CPUs' : '';
  return `${what}${when}: ${difference.reason}.`;
}
