import { fixtureManifest, fixtureTool } from '../testing/fixture-tool.ts';
import { describeTool } from './describe-tool.ts';
import { parseDescription } from './parse-description.ts';

const description = describeTool([fixtureTool()], fixtureManifest);

describe('the text of a tool description', () => {
  it('is read as it was written', () => {
    expect(parseDescription(JSON.stringify(description))).toEqual({ description });
  });

  it('may hold fields that this version does not know, at any depth', () => {
    const [definition] = description.definitions;
    const resources = { ...definition?.resources, gpus: 1 };
    const text = JSON.stringify({
      ...description,
      publishedBy: 'someone',
      definitions: [{ ...definition, resources }],
    });
    expect(parseDescription(text)).toHaveProperty('description.publishedBy', 'someone');
  });

  it('of a newer version is not read: what it means is unknown', () => {
    const text = JSON.stringify({ ...description, version: 2, definitions: 'other' });
    expect(parseDescription(text)).toEqual({ newerVersion: 2 });
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['null', 'null', /not JSON of the format/],
    ['of another format', '{"format":"other"}', /not JSON of the format/],
    [
      'without definitions',
      JSON.stringify({ ...description, definitions: undefined }),
      /^definitions: /,
    ],
    [
      'with a wrong field',
      JSON.stringify({ ...description, definitions: [{ ...description.definitions[0], name: 5 }] }),
      /^definitions\.0\.name: /,
    ],
  ])('that is %s is refused, with what is wrong', (_, text, invalid) => {
    expect(parseDescription(text)).toEqual({ invalid: expect.stringMatching(invalid) });
  });
});
