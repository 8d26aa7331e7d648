import type { FastaSequence, Refuse } from './rules.ts';

const SHOWN_CHARACTERS = 40;

/**
 * The name in a header: the text between ">" and the first blank. Other readers accept blanks
 * before it.
 */
export function nameIn(header: string, line: number, refuse: Refuse): string {
  if (/\r./s.test(header)) {
    refuse(
      `has a carriage return in the middle of line ${line}, as old Mac OS ended lines`,
      "Expected line ends \\n or \\r\\n: tr '\\r' '\\n' < g.fa > new.fa.",
    );
  }
  const [name = ''] = header.slice(1).split(/\s/, 1);
  if (name === '') {
    refuse(
      `has a sequence without a name in line ${line}`,
      'Expected the name directly after ">", without a blank.',
    );
  }
  // https://samtools.github.io/hts-specs/SAMv1.pdf, 1.2.1: "*" means that a read is not aligned,
  // "=" the same sequence.
  if (/^[*=]/.test(name) || name.includes('\0')) {
    refuse(
      `has in line ${line} the name ${JSON.stringify(name)}, which no sequence can have in SAM`,
      'Rename the sequence: a name cannot begin with "*" or "=".',
    );
  }
  return name;
}

type Named = Pick<FastaSequence, 'name' | 'line'>;

/** Refuses a name that is the same to a tool as an earlier one. */
export function refuseSecond(first: Named, second: Named, refuse: Refuse): never {
  const lines = `in line ${first.line} and line ${second.line}`;
  return refuse(
    first.name === second.name
      ? `names the sequence ${first.name} twice, ${lines}: a name ends at the first blank`
      : `names the sequences ${first.name} and ${second.name}, ${lines}, which are the same to this tool`,
    'Rename one of the two. If both are the same sequence, delete one.',
  );
}

/** Refuses text before the first header. */
export function refuseStart(text: string, line: number, refuse: Refuse): never {
  const shown = JSON.stringify(text.slice(0, SHOWN_CHARACTERS));
  return text.startsWith('@')
    ? refuse(
        `is FASTQ, not FASTA: line ${line} is ${shown}`,
        'Expected a genome: names after ">", then bases.',
      )
    : refuse(
        `is not FASTA: line ${line} is ${shown}`,
        'Expected ">" and the name of a sequence, then lines of bases.',
      );
}
