import { exportCase, exportTool } from '@joblayer/descriptors';
import type { CatalogueDefinition, CataloguePackage } from '../read/catalogue.ts';
import type { CaseOption } from './case-options.ts';
import { type Command, writeFile } from './command.ts';
import { type EngineCase, engineCase } from './engine-case.ts';

/** Descriptors name their image by its digest. What is taken from them here does not have it. */
const ANY_IMAGE = `registry.example/joblayer/tool@sha256:${'0'.repeat(64)}`;

const PLANEMO_SKIP = 'BioToolsValid,ContainerImageShape,TestsMissing';

/** What all formats are made from. */
interface Subject {
  readonly name: string;
  readonly description: unknown;
  readonly given: EngineCase;
  readonly exported: (format: string, out?: string) => string;
}

/** The commands that export a definition, and run its case in each workflow engine. */
export function engineCommands(
  { name, description }: CataloguePackage,
  definition: CatalogueDefinition,
  options: readonly CaseOption[],
): readonly Command[] {
  const subject: Subject = {
    ...{ name: definition.name, description },
    given: engineCase(definition.described, options),
    exported: (format, out = 'descriptors') =>
      `joblayer export ${name} --format ${format} --out ${out}`,
  };
  return [cwl(subject), wdl(subject), nextflow(subject), snakemake(subject), galaxy(subject)];
}

function cwl({ name, description, given, exported }: Subject): Command {
  const options = { image: ANY_IMAGE, cases: [given.stepCase], definition: name };
  const files = exportTool('cwl', description, options);
  const job = files.find(({ path }) => path === `${name}.case.yml`)?.text ?? '';
  const run = `cwltool --outdir results descriptors/${name}.cwl job.yml`;
  return {
    ...{ id: 'cwl', title: 'CWL' },
    text: [exported('cwl'), writeFile('job.yml', job), run].join('\n'),
    note: 'toil-cwl-runner and other engines of CWL 1.2 read the same two files.',
  };
}

function wdl({ name, description, given, exported }: Subject): Command {
  const inputs = textOf(exportCase('wdl', description, { image: ANY_IMAGE }, ...layout(given)));
  const archives = given.directories.map((path) => {
    const directory = path.slice(0, -1);
    return `tar --create --file ${directory}.tar -C ${directory} .`;
  });
  const run = `miniwdl run descriptors/${name}.wdl -i inputs.json --dir results/.`;
  return {
    ...{ id: 'wdl', title: 'WDL' },
    text: [
      exported('wdl'),
      ...archives,
      writeFile('inputs.json', inputs),
      'mkdir -p results',
      run,
    ].join('\n'),
    note: 'toil-wdl-runner reads the same two files.',
  };
}

function nextflow({ name, description, given, exported }: Subject): Command {
  const files = exportCase('nextflow', description, { image: ANY_IMAGE }, ...layout(given));
  const workflow = textOf(files).replace(/^workflow \w+ \{$/m, 'workflow {');
  const settings = files.find(({ path }) => path.endsWith('.config'))?.text ?? '';
  const [write, option] =
    settings === '' ? [[], ''] : [[writeFile('job.config', settings)], ' -c job.config'];
  return {
    ...{ id: 'nextflow', title: 'Nextflow' },
    text: [
      exported('nextflow', '.'),
      writeFile('main.nf', workflow),
      ...write,
      `nextflow run main.nf${option} -profile docker`,
    ].join('\n'),
    note: `The export is the module modules/${name}, and a nextflow.config with profiles for docker, apptainer and singularity.`,
  };
}

function snakemake({ description, given, exported }: Subject): Command {
  const files = exportCase('snakemake', description, { image: ANY_IMAGE }, ...layout(given));
  const text = textOf(files)
    .replaceAll(/\bcase_(?=\w)/g, 'my_')
    .replaceAll(/"[\w-]+\.outputs\//g, '"results/');
  const rule = /^use rule \w+ as (?<rule>\w+) with:/m.exec(text)?.groups?.['rule'] ?? '';
  return {
    ...{ id: 'snakemake', title: 'Snakemake' },
    text: [
      exported('snakemake'),
      writeFile('descriptors/job.smk', text),
      `snakemake --snakefile descriptors/job.smk --sdm apptainer --cores 4 ${rule}`,
    ].join('\n'),
    note: 'Snakemake runs the container through Apptainer, so the image has to be in a registry.',
  };
}

function galaxy({ name, exported }: Subject): Command {
  return {
    ...{ id: 'galaxy', title: 'Galaxy' },
    text: [exported('galaxy'), `planemo lint --skip ${PLANEMO_SKIP} descriptors/${name}.xml`].join(
      '\n',
    ),
    note: `Copy the file into Galaxy’s tools/joblayer, and list it in tool_conf.xml: <tool file="joblayer/${name}.xml"/>.`,
  };
}

const layout = ({ stepCase, files, outputs }: EngineCase) =>
  [stepCase, { directory: '.', files, outputs }] as const;

const textOf = (files: readonly { readonly text: string }[]): string => files[0]?.text ?? '';
