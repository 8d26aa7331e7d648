import type { StagedFile, Step } from '@joblayer/job-runtime';

export interface LinkedReads {
  readonly link: string;
  readonly directory: string;
  /** The name that FastQC gives the report's directory. */
  readonly report: string;
  readonly steps: readonly Step[];
}

/** FastQC removes these endings from the name of the reads, in this order. */
const ENDINGS = ['gz', 'bz2', 'txt', 'fastq', 'fq', 'csfastq', 'sam', 'bam', 'ubam'];

const reportOf = (name: string): string =>
  `${ENDINGS.reduce((rest, ending) => rest.replace(new RegExp(`\\.${ending}$`), ''), name)}_fastqc`;

/** Reads by their name in a directory of their own, as FastQC writes the report beside them. */
export function linking({ path, name }: StagedFile<unknown>, directory: string): LinkedReads {
  const link = `${directory}/${name}`;
  return {
    ...{ link, directory, report: reportOf(name) },
    steps: [{ pipeline: [['mkdir', directory]] }, { pipeline: [['ln', '-sr', path, link]] }],
  };
}

/** Removes the date from the page, and makes the zip again: without dates, its files sorted. */
export function publishing(
  { directory, report }: LinkedReads,
  html: string,
  zip: string,
): readonly Step[] {
  const page = `${directory}/${report}/fastqc_report.html`;
  const within = ['env', '-C', directory] as const;
  return [
    { pipeline: [['sed', '-i', '-E', DATE, page]] },
    { pipeline: [['cp', page, html]] },
    { pipeline: [['find', `${directory}/${report}`, '-exec', 'touch', '-d', EPOCH, '{}', '+']] },
    {
      pipeline: [
        [...within, 'find', report, '-type', 'f'],
        ['sort'],
        [...within, 'zip', '-q', '-X', '-D', 'report.zip', '-@'],
      ],
    },
    { pipeline: [['mv', `${directory}/report.zip`, zip]] },
  ];
}

/** `<div id="header_filename">Fri 27 Nov 2026<br/>` */
const DATE = 's#(<div id="header_filename">)[A-Z][a-z]{2} [0-9]+ [A-Z][a-z]{2} [0-9]{4}<br/>#\\1#';
/** The earliest time that a zip holds. */
const EPOCH = '1980-01-01T00:00:00Z';
