import type { FastaSequence, Refuse } from './rules.ts';

const SHOWN_CHARACTERS = 40;

/** The name in a header: what stands between ">" and the first blank. Other readers look for it further on. */
export function nameIn(header: string, line: number, refuse: Refuse): string {
  if (/\r./s.test(header)) {
    refuse(
      `has a carriage return in the middle of line ${line}: lines of old Macs end so`,
      "Expected line ends \\n, or \\r\\n: tr '\\r' '\\n' < g.fa > new.fa.",
    );
  }
  const [name = ''] = header.slice(1).split(/\s/, 1);
  if (name === '') {
    refuse(
      `has a sequence without a name in line ${line}`,
      'Expected the name right after ">", without a blank between.',
    );
  }
  // https://samtools.github.io/hts-specs/SAMv1.pdf, 1.2.1: "*" says that a read is not aligned, "=" the same sequence.
  if (/^[*=]/.test(name) || name.includes('\0')) {
    refuse(
      `has in line ${line} the name ${JSON.stringify(name)}, which no sequence can have in SAM`,
      'Rename the sequence: a name begins with neither "*" nor "=".',
    );
  }
  return name;
}

type Named = Pick<FastaSequence, 'name' | 'line'>;

/** Refuses a name that a tool cannot tell from an earlier one. */
export function refuseSecond(first: Named, second: Named, refuse: Refuse): never {
  const lines = `in line ${first.line} and line ${second.line}`;
  return refuse(
    first.name === second.name
      ? `names the sequence ${first.name} twice, ${lines}: a name ends at the first blank`
      : `names the sequences ${first.name} and ${second.name}, ${lines}, which this tool takes for one`,
    'Rename one of the two, or delete it where both are the same sequence.',
  );
}

/** Refuses text before the first header. */
export function refuseStart(text: string, line: number, refuse: Refuse): never {
  const shown = JSON.stringify(text.slice(0, SHOWN_CHARACTERS));
  return text.startsWith('@')
    ? refuse(
        `is not FASTA, but FASTQ by its line ${line}: ${shown}`,
        'Expected a genome: names after ">", then bases.',
      )
    : refuse(
        `is not FASTA: line ${line} is ${shown}`,
        'Expected ">" and the name of a sequence, then lines of bases.',
      );
}
