import { dockerfileMetadata } from './dockerfile-metadata.ts';
import { BIOCONTAINERS_REQUIRED, imageVersion, labelsOf } from './labels.ts';
import { versionArgument } from './version-argument.ts';
import { toolManifestSchema, type ToolManifest } from './schema.ts';

const manifest = (changes: object = {}): ToolManifest =>
  toolManifestSchema.parse({
    name: 'bwa-mem',
    baseImage: 'joblayer/base',
    software: {
      name: 'bwa',
      version: '0.7.18',
      license: 'GPL-3.0-only',
      description: 'Aligns "short" reads for $5',
      website: 'https://example.org/bwa',
      documentation: 'https://example.org/bwa/manual',
    },
    alsoContains: [{ name: 'samtools', version: '1.21', license: 'MIT' }],
    tags: ['Genomics', 'Alignment'],
    ...changes,
  });

describe('the labels of an image', () => {
  it('state the license of all software that the command runs', () => {
    expect(labelsOf(manifest())).toMatchObject({
      'software.license': 'GPL-3.0-only AND MIT',
      'org.opencontainers.image.licenses': 'GPL-3.0-only AND MIT',
      'about.license': 'SPDX:GPL-3.0-only',
    });
  });

  it('keep the parts of a compound license together', () => {
    const labels = labelsOf(
      manifest({ alsoContains: [{ name: 'x', version: '1', license: 'MIT OR BSD-3-Clause' }] }),
    );
    expect(labels['software.license']).toBe('GPL-3.0-only AND (MIT OR BSD-3-Clause)');
  });

  it('have all that BioContainers requires, with a count of the Dockerfiles of one version', () => {
    const labels = labelsOf(manifest({ revision: 2 }));
    expect(BIOCONTAINERS_REQUIRED.filter((name) => !labels[name])).toEqual([]);
    expect(labels['version']).toBe('3');
    expect(labelsOf(manifest())['version']).toBe('1');
  });

  it('name both images where the tool is in an image that others made', () => {
    const digest = `sha256:${'1'.repeat(64)}`;
    const foreignImage = `quay.io/biocontainers/bwa@${digest}`;
    const labels = labelsOf(manifest({ baseImage: 'joblayer/base-foreign', foreignImage }));
    expect(labels).toMatchObject({
      'container.base.image': foreignImage,
      'org.opencontainers.image.base.name': foreignImage,
      'org.opencontainers.image.base.digest': digest,
      base_image: foreignImage,
      'io.joblayer.runner-image': 'joblayer/base-foreign',
    });
    expect(labelsOf(manifest())).not.toHaveProperty('io.joblayer.runner-image');
  });

  it('omit identifiers that the tool does not have', () => {
    expect(labelsOf(manifest())).not.toHaveProperty('extra.identifiers.biotools');
  });
});

describe('the version of an image', () => {
  it('is the upstream version', () => {
    expect(imageVersion(manifest())).toBe('0.7.18');
  });

  it('differs for a rebuild of the same upstream version', () => {
    expect(imageVersion(manifest({ revision: 2 }))).toBe('0.7.18-r2');
  });

  it('has only characters that a tag may have', () => {
    const software = { ...manifest().software, version: '1.2+r14~rc1' };
    expect(imageVersion(manifest({ software }))).toBe('1.2_r14_rc1');
  });
});

describe('the Dockerfile argument of a version', () => {
  it.each([
    ['rna-star', 'RNA_STAR_VERSION'],
    ['3d-dna', '_3D_DNA_VERSION'],
  ])('of %s is a valid name of a shell variable', (name, argument) => {
    expect(versionArgument(name)).toBe(argument);
  });
});

describe('the metadata section of a Dockerfile', () => {
  it('declares the version of each software once, then the labels, quoted for Docker', () => {
    const lines = dockerfileMetadata(manifest()).split('\n');
    expect(lines.slice(0, 2)).toEqual(['ARG BWA_VERSION=0.7.18', 'ARG SAMTOOLS_VERSION=1.21']);
    expect(lines[2]).toBe('LABEL container.base.image="joblayer/base" \\');
    expect(lines).toContain('      software.description="Aligns \\"short\\" reads for \\$5" \\');
    expect(lines.at(-1)).not.toMatch(/\\$/);
  });
});
