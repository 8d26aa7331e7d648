import { vcfFormat } from './vcf-format.ts';

it.each([
  ['./x.vcf.gz', './x.vcf.gz.tbi', { type: 'z', index: '-t' }],
  ['./x.vcf.gz', './y.csi', { type: 'z', index: '-c' }],
  ['./x.vcf', './x.vcf.tbi', { type: 'v', index: undefined }],
  ['./x.VCF', undefined, { type: 'v', index: undefined }],
])('%s with the index %s is written as %j', (vcf, tbi, expected) => {
  expect(vcfFormat(vcf, tbi)).toEqual(expected);
});

it.each([
  ['./x.vcf', './x.vcf.csi', /plain text and can have none/],
  ['./x.bcf', './x.bcf.tbi', /BCF is not written/],
])('%s with the index %s is refused', (vcf, tbi, message) => {
  expect(() => vcfFormat(vcf, tbi)).toThrow(message);
  expect(() => vcfFormat(vcf, tbi)).toThrow(expect.objectContaining({ code: 'usage' }));
});
