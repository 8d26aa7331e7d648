import { JobError } from '@joblayer/job-runtime';
import { basename } from 'node:path';

/** How the VCF is written, as its name says, and which index it gets. */
export interface VcfFormat {
  readonly type: 'z' | 'v';
  readonly index: '-c' | '-t' | undefined;
}

/** @throws JobError `usage` for a name of another format, and for an index of a VCF that can have none */
export function vcfFormat(vcf: string, tbi: string | undefined): VcfFormat {
  if (/\.bcf$/i.test(vcf)) {
    throw new JobError({
      code: 'usage',
      problem: `--vcf names ${basename(vcf)}, and BCF is not written`,
      advice: 'Give a name that ends in .vcf.gz, or in .vcf for plain text.',
    });
  }
  if (!/\.vcf$/i.test(vcf)) return { type: 'z', index: tbi?.endsWith('.csi') ? '-c' : '-t' };
  // The default index lies beside the VCF, under its name.
  if (tbi !== undefined && basename(tbi) !== `${basename(vcf)}.tbi`) {
    throw new JobError({
      code: 'usage',
      problem: `--tbi names an index of ${basename(vcf)}, which is plain text and can have none`,
      advice: 'Leave --tbi out, or give --vcf a name that ends in .vcf.gz.',
    });
  }
  return { type: 'v', index: undefined };
}
