import { StoreError } from '@joblayer/object-store/errors';
import { formatLocation, type Location } from '@joblayer/object-store/location';
import { faultText } from '../fault.ts';
import { plan } from '../testing/sheets.ts';
import { checkOutputs } from './check-outputs.ts';

const REFERENCE = ['--reference', 's3://bkt/ref.fa'];
const SHEET = 'reads1,bam\na.fq,s3://bkt/there.bam\nb.fq,s3://bkt/new.bam\n';

const asked: string[] = [];
beforeEach(() => asked.splice(0));

const stat = (location: Location) => {
  asked.push(formatLocation(location));
  if (formatLocation(location).includes('there')) return Promise.resolve({});
  return Promise.reject(new StoreError({ code: 'input-absent', problem: 'it does not exist' }));
};

const linesOf = async (text: string, constants: readonly string[]) => {
  const { jobs, faults } = plan('s.csv', text, constants);
  expect(faults).toEqual([]);
  const found = await checkOutputs(jobs, { stat });
  return found.map((fault) => `${fault.code}: ${faultText('s.csv', fault)}`);
};

describe('an output that a column names', () => {
  it('is a fault if it is there already, because it may be the output of another run', async () => {
    expect(await linesOf(SHEET, REFERENCE)).toEqual([
      'usage: s.csv:2 bam: --bam s3://bkt/there.bam is there already. Remove the column if it holds the output of another run. To write over it, give --if-complete rerun.',
    ]);
  });

  it('is not looked for if the command line says what is then to be done', async () => {
    expect(await linesOf(SHEET, [...REFERENCE, '--if-complete', 'rerun'])).toEqual([]);
    expect(asked).toEqual([]);
  });
});

it('an output that the command line names may be there already', async () => {
  expect(
    await linesOf('reads1\na.fq\n', [...REFERENCE, '--output-dir', 's3://bkt/there/']),
  ).toEqual([]);
  expect(asked).toEqual([]);
});
