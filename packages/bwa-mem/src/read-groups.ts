import { clean, type Lane } from './lanes.ts';
import { withoutRead } from './sample-name.ts';

/** A line of the header, as SAM has it. */
export interface ReadGroup {
  readonly id: string;
  readonly sample: string;
  readonly platform: string;
  readonly platformUnit?: string;
}

/**
 * The read groups of the lanes. One lane is the sample's; of several, each has the name of its files less the read's:
 * it stays the same in whatever order the lanes are given.
 */
export function readGroupsOf(
  lanes: readonly Lane[],
  sample: string,
  platform: string,
): readonly ReadGroup[] {
  if (lanes.length === 1) return [{ id: sample, sample, platform }];
  const names = lanes.map(({ reads1, reads2 }) => {
    const name = clean(withoutRead(reads1.stem, reads2?.stem));
    // The sample N is not named in N12_L001.
    const isNamed = name.startsWith(sample) && !/^[A-Za-z0-9]/.test(name.slice(sample.length));
    return isNamed ? name : `${sample}.${name}`;
  });
  const areUnique = new Set(names).size === names.length;
  return names.map((name, i) => ({
    ...{ id: areUnique ? name : `${name}.${i + 1}`, sample, platform },
  }));
}

/** @param tab what divides its fields: for bwa, which itself turns `\t` into a tab, those two characters */
export function headerLine(
  { id, sample, platform, platformUnit }: ReadGroup,
  tab: '\t' | '\\t',
): string {
  const unit = platformUnit === undefined ? [] : [`PU:${platformUnit}`];
  return ['@RG', `ID:${id}`, `SM:${sample}`, `LB:${sample}`, `PL:${platform}`, ...unit].join(tab);
}
