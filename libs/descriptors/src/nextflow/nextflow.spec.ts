import { exported, outputsDescription } from '../testing/descriptions.ts';

const main = (name = 'other') =>
  exported('nextflow', outputsDescription, `modules/${name}/main.nf`);

describe('a Nextflow module', () => {
  it('stages each input in a directory of its own, with its secondary files', () => {
    expect(main()).toContain(
      "tuple val(meta), path(reads, stageAs: 'inputs/reads/*'), path(reads_index, stageAs: 'inputs/reads/*')",
    );
    expect(main()).toContain("path(panel, stageAs: 'inputs/panel/*')");
  });

  it('collects an index under either suffix, and outputs on request only if they are there', () => {
    expect(main()).toContain("path('{*.txt.idx,*.txt.ix2}'), emit: index\n");
    expect(main()).toContain("path('*.copy.gz'), emit: copy, optional: true\n");
  });

  it('states versions as a topic', () => {
    expect(main()).toContain(
      `tuple val("\${task.process}"), val('fixture'), val('1.0'), emit: versions_fixture, topic: versions`,
    );
  });

  it('asks for more memory at each attempt', () => {
    expect(main()).toContain('memory { 256.MB * task.attempt }');
  });

  it('makes no output of a request in a stub', () => {
    const [, stub = ''] = /stub:([^]*?)\n\}/.exec(main()) ?? [];
    expect(stub).toContain('def prefix = ');
    expect(stub).toContain("touch './${prefix}.txt'");
    expect(stub).not.toMatch(/copy\.gz|plots'/);
  });

  it('retries exit codes 75 and 137 by its configuration, with an engine by profile', () => {
    const config = exported('nextflow', outputsDescription, 'nextflow.config');
    expect(config).toContain(
      "errorStrategy = { task.exitStatus in [75, 137] ? 'retry' : 'finish' }",
    );
    expect(config).toMatch(/profiles \{[^]*docker \{[^]*apptainer \{/);
  });
});
