import { describeDefinition, type Describable } from '../description/describe-definition.ts';
import { describeTool } from '../description/describe-tool.ts';
import { optionsOf } from '../description/options.ts';
import { fixtureManifest, fixtureTool } from '../testing/fixture-tool.ts';
import { commandsOfImage, helpText } from './help.ts';

const tool = fixtureTool();
const helpOf = (one: Describable) =>
  helpText(describeTool([one], fixtureManifest), describeDefinition(one));
const help = helpOf(tool);

describe('the help text', () => {
  it('lists every option and every alias', () => {
    for (const { flag, aliases } of optionsOf(describeDefinition(tool))) {
      expect(help).toMatch(new RegExp(`^  --${flag}( <.+>)?$`, 'm'));
      aliases.forEach((alias) => expect(help).toContain(`--${alias}`));
    }
  });

  it('states type, meaning and default of each option', () => {
    expect(help).toContain(
      '  --min-quality <whole number>\n      Least quality (a whole number from 0 to 93) [default: 20]',
    );
    expect(help).toContain('  --mode <fast|slow>\n      How [default: fast]');
    expect(help).toContain('  --keep-all\n      Keep all [flag; default: off]');
    expect(help).toContain('[default: {reads.stem}.txt in --output-dir]');
    expect(help).toContain('[default: beside text, with .idx added]');
    expect(help).toMatch(/Reads \(\.fq, \.fq\.gz\) \[required; also\s+--reads_s3_path\]/);
  });

  it('shows the required options in its usage line', () => {
    expect(help).toContain('Usage: docker run IMAGE --reads FILE [options]');
  });

  it('lists the other definitions of the image, and shows how to run them', () => {
    const other = { ...tool, name: 'fixture-build', summary: 'makes what fixture needs' };
    const description = describeTool([tool, other], fixtureManifest);
    const main = helpText(description, describeDefinition(tool));
    expect(main).toContain('Also in this image: fixture-build, makes what fixture needs.');
    const own = helpText(description, describeDefinition(other));
    expect(own).toContain('Usage: docker run IMAGE fixture-build --reads FILE [options]');
    expect(own).not.toContain('Also in this image');
  });

  it('starts the image as its engine does', () => {
    const description = describeTool([tool], fixtureManifest);
    const own = helpText(
      description,
      describeDefinition(tool),
      commandsOfImage('apptainer run tool.sif'),
    );
    expect(own).toContain('Usage: apptainer run tool.sif --reads FILE [options]');
    expect(own).toContain('apptainer run tool.sif cache ls|prune|verify');
    expect(own).not.toContain('docker');
  });

  it('states the least memory that the tool works with', () => {
    const resources = { ...tool.resources, memoryMiB: 17_408, minimumMemoryMiB: 17_408 };
    const text = helpOf({ ...tool, resources });
    expect(text).toContain('Memory that the tool may use, in MiB: at least 17408 [');
    expect(text).toContain('The same in GiB, as older job definitions give it: at least 17 [');
    expect(help).not.toContain('at least 17');
  });

  it('has no line longer than 104 characters', () => {
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(104);
  });

  it('names the commands of the program that prints it', () => {
    const other = { ...describeDefinition(tool), name: 'other' };
    const text = helpText(
      { ...describeTool([tool], fixtureManifest), definitions: [describeDefinition(tool), other] },
      describeDefinition(tool),
      { run: 'joblayer run fixture --', helpOf: (name) => `joblayer help fixture ${name}` },
    );
    expect(text).toContain('Usage: joblayer run fixture -- --reads ');
    expect(text).toContain('\n  joblayer help fixture other\n');
    expect(text).not.toContain('docker');
    expect(text).not.toContain('cache ls');
  });
});
