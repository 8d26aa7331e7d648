import { platformUnit } from './platform-unit.ts';

it.each([
  ['A00123:45:HFLOW1:2:1101:1000:2000', '1:N:0:ACGTACGT+TTGCAACC', 'HFLOW1.2.ACGTACGT+TTGCAACC'],
  ['A00123:45:HFLOW1:2:1101:1000:2000', '1:N:0:ACGTACGT', 'HFLOW1.2.ACGTACGT'],
  ['M00123:45:000000000-A1B2C:1:1101:15589:1332', '1:N:0:17', '000000000-A1B2C.1'],
  ['A00123:45:HFLOW1:2:1101:1000:2000:ACGTT', '1:N:0:ACGT', 'HFLOW1.2.ACGT'],
  ['A00123:45:HFLOW1:2:1101:1000:2000', '', 'HFLOW1.2'],
  ['A00123:45:HFLOW1:2:1101:1000:2000/1', '', 'HFLOW1.2'],
  ['A00123:45:HFLOW1:2:1101:1000:2000', '1:N:0:NNNN', 'HFLOW1.2'],
  ['HWUSI-EAS100R:6:73:941:1973#0/1', '', 'HWUSI-EAS100R.6'],
  ['HWUSI-EAS100R:6:73:941:1973#ATCACG/1', '', 'HWUSI-EAS100R.6.ATCACG'],
  ['HWUSI-EAS100R:6:73:941:1973', '', 'HWUSI-EAS100R.6'],
  ['SRR062634.1', 'HWI-EAS110_103327062:6:1:1092:8469/1', 'HWI-EAS110_103327062.6'],
  ['ERR001.1', 'A00123:45:HFLOW1:2:1101:1000:2000 length=150', 'HFLOW1.2'],
  ['V350012345L1C001R0010000001/1', '', 'V350012345.1'],
])('the read @%s %s has the platform unit %s', (name, comment, unit) => {
  expect(platformUnit(name, comment)).toBe(unit);
});

it.each([
  ['r140', ''],
  ['SRR062634.1', 'length=100'],
  ['a:b:c', '1:N:0:ACGT'],
])('the read @%s %s has no platform unit', (name, comment) => {
  expect(platformUnit(name, comment)).toBeUndefined();
});
