import { isSpdxExpression } from '@joblayer/tool-manifest';
import type { Rule } from '../rule.ts';
import { labelsIn } from './labels.ts';

const KEYS = ['software.license', 'org.opencontainers.image.licenses'];

export const spdxLicense: Rule = {
  id: 'spdx-license',
  why: 'whoever may not use a licence has to find it by its one name',
  check: ({ image, manifestFile }) => {
    const found = labelsIn(image);
    return KEYS.flatMap((key) => {
      const label = found.get(key);
      if (label === undefined || isSpdxExpression(label.value)) return [];
      const what = `the label ${key} is "${label.value}", which is no SPDX expression`;
      const advice = `Look it up at https://spdx.org/licenses, put it into ${manifestFile}, and run npx nx sync.`;
      return [{ line: label.line, what, advice }];
    });
  },
};
