import { differences, parseHashes } from './nextflow.ts';

const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)];

describe('the lock of Nextflow’s jars', () => {
  it('is what sha256sum prints', () => {
    expect([...parseHashes(`${ONE}  a.jar\n${TWO} *b.jar\n`)]).toEqual([
      ['a.jar', ONE],
      ['b.jar', TWO],
    ]);
  });

  it('accepts the jars that it lists, and names each other one', () => {
    const expected = parseHashes(`${ONE}  a.jar\n${ONE}  b.jar\n${ONE}  c.jar`);
    expect(differences(expected, expected)).toEqual([]);
    expect(
      differences(expected, parseHashes(`${ONE}  a.jar\n${TWO}  b.jar\n${ONE}  d.jar`)),
    ).toEqual([
      'b.jar: its SHA-256 is not that of nextflow-jars.sha256',
      'c.jar: it is absent',
      'd.jar: nextflow-jars.sha256 does not list it',
    ]);
  });
});
