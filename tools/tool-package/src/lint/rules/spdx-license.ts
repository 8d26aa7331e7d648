import { isSpdxExpression } from '@joblayer/tool-manifest';
import type { Rule } from '../rule.ts';
import { labelsIn } from './labels.ts';

const KEYS = ['software.license', 'org.opencontainers.image.licenses'];

export const spdxLicense: Rule = {
  id: 'spdx-license',
  why: 'a site that forbids a licence must find it by its standard name',
  check: ({ image, manifestFile }) => {
    const found = labelsIn(image);
    return KEYS.flatMap((key) => {
      const label = found.get(key);
      if (label === undefined || isSpdxExpression(label.value)) return [];
      const what = `the label ${key} is "${label.value}", which is not an SPDX expression`;
      const advice = `Find the licence at https://spdx.org/licenses, put its identifier into ${manifestFile}, and run npx nx sync.`;
      return [{ line: label.line, what, advice }];
    });
  },
};
