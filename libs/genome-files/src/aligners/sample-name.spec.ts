import { sampleName } from './sample-name.ts';

it.each([
  ['05-S1_S1_L001_R1_001', '05-S1'],
  ['NA12878_S3_L002_R1_001', 'NA12878'],
  ['NA12878_S3_R2_001', 'NA12878'],
  ['NA12878.R1', 'NA12878'],
  ['NA12878_L001_R1', 'NA12878'],
  ['NA12878_ACGTACGT-TTGCAACC_L004_R1_001', 'NA12878'],
  ['NA12878_ACGTACGT_L004_R1', 'NA12878'],
  ['patient_1', 'patient_1'],
  ['tumour_S1_R1', 'tumour_S1'],
  ['tumour_S', 'tumour_S'],
  ['tumour', 'tumour'],
  ['patient_17_R1', 'patient_17'],
])('reads named %s are of the sample %s', (stem, sample) => {
  expect(sampleName(stem)).toBe(sample);
});

it('a number alone is the read’s number if the mates’ name has the other number', () => {
  expect(sampleName('SRR062634_1', 'SRR062634_2')).toBe('SRR062634');
  expect(sampleName('patient_1', 'patient_1b')).toBe('patient_1');
});

it.each([
  'R1',
  'reads',
  'reads_1',
  'read1',
  'sample',
  'sample_R1',
  '1',
  'lane1_R1',
  'L001_R1',
  'Undetermined_S0_L001_R1_001',
])('the name %s shows no sample, so that --sample is required', (stem) => {
  expect(() => sampleName(stem)).toThrow(/--sample is missing/);
  expect(() => sampleName(stem)).toThrow(expect.objectContaining({ code: 'usage' }));
});
