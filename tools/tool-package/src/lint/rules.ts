import type { Rule } from './rule.ts';
import { aptHygiene } from './rules/apt-hygiene.ts';
import { bundle } from './rules/bundle.ts';
import { caseRule } from './rules/case.ts';
import { checksum } from './rules/checksum.ts';
import { execForm } from './rules/exec-form.ts';
import { foreignImage } from './rules/foreign-image.ts';
import { imageTest } from './rules/image-test.ts';
import { installedVersion } from './rules/installed-version.ts';
import { labels } from './rules/labels.ts';
import { noDataset } from './rules/no-dataset.ts';
import { noLatest } from './rules/no-latest.ts';
import { noVolumeContent } from './rules/no-volume-content.ts';
import { nonRoot } from './rules/non-root.ts';
import { oneName } from './rules/one-name.ts';
import { oneVersion } from './rules/one-version.ts';
import { pinnedBase } from './rules/pinned-base.ts';
import { placeholder } from './rules/placeholder.ts';
import { sectionOrder } from './rules/section-order.ts';
import { generatedSections } from './rules/generated-sections.ts';
import { spdxLicense } from './rules/spdx-license.ts';
import { syntax } from './rules/syntax.ts';

/** The rules that docker-lint checks in each package. */
export const RULES: readonly Rule[] = [
  syntax,
  sectionOrder,
  pinnedBase,
  foreignImage,
  noLatest,
  generatedSections,
  labels,
  spdxLicense,
  oneName,
  oneVersion,
  installedVersion,
  aptHygiene,
  checksum,
  noDataset,
  noVolumeContent,
  nonRoot,
  execForm,
  bundle,
  imageTest,
  caseRule,
  placeholder,
];
