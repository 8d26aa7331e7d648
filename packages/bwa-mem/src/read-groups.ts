import { clean, withoutRead, type Lane } from '@joblayer/genome-files/aligners';

/** A line @RG of the SAM header. */
export interface ReadGroup {
  readonly id: string;
  readonly sample: string;
  readonly platform: string;
  readonly platformUnit?: string;
}

/**
 * The read groups of the lanes. One lane has the sample's name. Of several, each has its files'
 * name without the read number, so that it does not depend on the order of the lanes.
 */
export function readGroupsOf(
  lanes: readonly Lane[],
  sample: string,
  platform: string,
): readonly ReadGroup[] {
  if (lanes.length === 1) return [{ id: sample, sample, platform }];
  const names = lanes.map(({ reads1, reads2 }) => {
    const name = clean(withoutRead(reads1.stem, reads2?.stem));
    // N12_L001 begins with N, but does not name the sample N.
    const isNamed = name.startsWith(sample) && !/^[A-Za-z0-9]/.test(name.slice(sample.length));
    return isNamed ? name : `${sample}.${name}`;
  });
  const areUnique = new Set(names).size === names.length;
  return names.map((name, i) => ({
    ...{ id: areUnique ? name : `${name}.${i + 1}`, sample, platform },
  }));
}

/**
 * @param tab the separator of the fields. For bwa, the two characters `\t`, which it turns into a
 * tab
 */
export function headerLine(
  { id, sample, platform, platformUnit }: ReadGroup,
  tab: '\t' | '\\t',
): string {
  const unit = platformUnit === undefined ? [] : [`PU:${platformUnit}`];
  return ['@RG', `ID:${id}`, `SM:${sample}`, `LB:${sample}`, `PL:${platform}`, ...unit].join(tab);
}
