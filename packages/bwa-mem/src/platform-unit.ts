import { clean } from '@joblayer/genome-files/aligners';

/** The origin of a read in the sequencer's own name for it. */
interface Origin {
  readonly flowcell: string;
  readonly lane: string;
  readonly barcode?: string | undefined;
}

const BARCODE = /^[ACGTN]+(?:[-+][ACGTN]+)?$/;

/** `instrument:run:flowcell:lane:tile:x:y`, of Illumina since CASAVA 1.8 and of Element. */
const NEW = /^[^:\s]+:\d+:(?<flowcell>[^:\s]+):(?<lane>\d+):\d+:-?\d+:-?\d+(?::[ACGTN+_]+)?$/;
/** `instrument:lane:tile:x:y#barcode/read`, of Illumina before; it does not name the flowcell. */
const OLD = /^(?<flowcell>[^:\s]+):(?<lane>\d+):\d+:-?\d+:-?\d+(?:#(?<barcode>[^/\s]+))?(?:\/\d)?$/;
/** `<flowcell>L<lane>C…R…`, of MGI. */
const MGI = /^(?<flowcell>[A-Z]+\d+)L(?<lane>\d+)C\d+R\d+/;

/**
 * The flowcell, lane and barcode in a read's name, as `FLOWCELL.LANE.BARCODE`. Archives put their
 * own name first, and the sequencer's name in the comment.
 *
 * https://help.basespace.illumina.com/files-used-by-basespace/fastq-files
 * https://gatk.broadinstitute.org/hc/en-us/articles/360035890671-Read-groups
 */
export function platformUnit(name: string, comment: string): string | undefined {
  const [first = '', second = ''] = comment.split(/\s+/);
  const origin = originOf(name, first) ?? originOf(first, second);
  if (!origin) return undefined;
  const { flowcell, lane, barcode } = origin;
  const isBarcode = barcode !== undefined && BARCODE.test(barcode) && /[ACGT]/.test(barcode);
  return clean([flowcell, lane, ...(isBarcode ? [barcode] : [])].join('.'));
}

function originOf(name: string, comment: string): Origin | undefined {
  const found = NEW.exec(name.replace(/\/[12]$/, ''));
  if (found) return { ...(found.groups as unknown as Origin), barcode: comment.split(':')[3] };
  return (OLD.exec(name) ?? MGI.exec(name))?.groups as Origin | undefined;
}
