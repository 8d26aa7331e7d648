import { formatNames } from './formats.ts';
import { runLines } from './run-line.ts';
import { fixtureDescription, outputsDescription } from './testing/descriptions.ts';

describe('the line that shows how to run an export', () => {
  it('has the required inputs of each definition, by the names of CWL and WDL', () => {
    expect(runLines('cwl', fixtureDescription, 'out')).toEqual([
      'cwltool --outdir results out/fixture.cwl --reads FILE',
    ]);
    expect(runLines('wdl', fixtureDescription, 'out')).toEqual([
      'miniwdl run out/fixture.wdl reads=FILE',
    ]);
  });

  it('includes a Nextflow module by a path that Nextflow does not take for a plugin', () => {
    const [line] = runLines('nextflow', fixtureDescription, 'out');
    expect(line).toContain("include { FIXTURE } from './out/modules/fixture/main'");
    const [absolute] = runLines('nextflow', fixtureDescription, '/out');
    expect(absolute).toContain("from '/out/modules/fixture/main'");
  });

  it.each(formatNames)('is there for each definition in %s', (format) => {
    const lines = runLines(format, outputsDescription, 'out');
    expect(lines.map((line) => /fixture|other/.exec(line)?.[0])).toEqual(['fixture', 'other']);
    expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
  });
});
