const HEADING = /^## (?<title>.+)$/m;
const BLOCK = /^```sh\n(?<text>.*?)^```$/gms;

/** The engine that each section of docs/workflow-engines.md is about, by the section's title. */
export const ENGINE_OF_SECTION: Readonly<Record<string, string>> = {
  cwltool: 'cwltool',
  'Toil with CWL': 'toil-cwl-runner',
  'Toil with WDL': 'toil-wdl-runner',
  miniwdl: 'miniwdl',
  Nextflow: 'nextflow',
  Snakemake: 'snakemake',
  'Apptainer alone': 'apptainer',
  Galaxy: 'galaxy',
};

/** The commands of each section that has some, by its title. */
export function commandsBySection(markdown: string): ReadonlyMap<string, string> {
  const parts = markdown.split(HEADING).slice(1);
  const found = new Map<string, string>();
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const blocks = [...(parts[index + 1] ?? '').matchAll(BLOCK)];
    const commands = blocks.map(({ groups: { text = '' } = {} }) => text).join('');
    if (commands !== '') found.set(parts[index] ?? '', commands);
  }
  return found;
}
