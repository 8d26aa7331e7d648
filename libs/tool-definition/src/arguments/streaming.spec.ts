import { isStreamed } from './streaming.ts';

const input = (stream?: boolean | { unlessGiven: string[] }) => ({
  ...{ kind: 'file' as const, description: 'Reads' },
  ...(stream !== undefined && { stream }),
});
const given = (counts: Record<string, number> = {}) => ({ counts, values: { region: 'chr1' } });

describe('an input', () => {
  it('is streamed only if its definition allows that', () => {
    expect(isStreamed(input(), given())).toBe(false);
    expect(isStreamed(input(false), given())).toBe(false);
    expect(isStreamed(input(true), given({ region: 1 }))).toBe(true);
  });

  it.each([
    [{}, true],
    [{ region: 0, other: 1 }, true],
    [{ region: 1 }, false],
    [{ extraArgs: 2 }, false],
  ])('is streamed unless an option that forbids streaming was given: %j', (counts, streamed) => {
    const definition = input({ unlessGiven: ['region', 'extraArgs'] });
    expect(isStreamed(definition, given(counts))).toBe(streamed);
  });
});
