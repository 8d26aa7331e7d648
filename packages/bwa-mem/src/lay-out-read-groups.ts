import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { LaneFacts } from '@joblayer/genome-files/fastq';
import { READ_GROUPS } from './align.ts';
import { platformUnit } from './platform-unit.ts';
import { headerLine, type ReadGroup } from './read-groups.ts';

/** Writes the header lines of the lanes' read groups, with the platform unit that the first read of each names. */
export async function layOutReadGroups(
  readGroups: readonly ReadGroup[],
  lanes: readonly LaneFacts[],
  layout: Layout,
): Promise<void> {
  const lines = readGroups.map((readGroup, lane) => {
    const first = lanes[lane]?.files[0]?.head[0];
    // Tools that tell lanes apart by it need one: the read group's own name is as unique.
    const unit = (first && platformUnit(first.name, first.comment)) ?? readGroup.id;
    return `${headerLine({ ...readGroup, platformUnit: unit }, '\t')}\n`;
  });
  await layOutFile(layout, READ_GROUPS, lines.join(''));
}
