import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { LaneFacts } from '@joblayer/genome-files/fastq';
import { READ_GROUPS } from './align.ts';
import { platformUnit } from './platform-unit.ts';
import { headerLine, type ReadGroup } from './read-groups.ts';

/**
 * Writes the header lines of the lanes' read groups. The first read of each lane shows the platform
 * unit.
 */
export async function layOutReadGroups(
  readGroups: readonly ReadGroup[],
  lanes: readonly LaneFacts[],
  layout: Layout,
): Promise<void> {
  const lines = readGroups.map((readGroup, lane) => {
    const first = lanes[lane]?.files[0]?.head[0];
    // Some tools tell lanes apart by the platform unit. The read group's id is unique too.
    const unit = (first && platformUnit(first.name, first.comment)) ?? readGroup.id;
    return `${headerLine({ ...readGroup, platformUnit: unit }, '\t')}\n`;
  });
  await layOutFile(layout, READ_GROUPS, lines.join(''));
}
