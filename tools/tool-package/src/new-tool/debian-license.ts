/**
 * Short licence names in Debian's copyright files that SPDX writes in another way
 * (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/#license-short-name).
 */
const SPDX_NAMES: Readonly<Record<string, string>> = {
  expat: 'MIT',
  mit: 'MIT',
  'bsd-2-clause': 'BSD-2-Clause',
  'bsd-3-clause': 'BSD-3-Clause',
  'bsd-4-clause': 'BSD-4-Clause',
  'apache-2.0': 'Apache-2.0',
  'apache-2': 'Apache-2.0',
  'artistic-2.0': 'Artistic-2.0',
  'boost-1.0': 'BSL-1.0',
  'bsl-1.0': 'BSL-1.0',
  cc0: 'CC0-1.0',
  'cc0-1.0': 'CC0-1.0',
  isc: 'ISC',
  zlib: 'Zlib',
};

const GNU = /^(?<name>[AL]?GPL)-(?<major>\d)(?:\.(?<minor>\d))?(?<later>\+)?$/i;

/**
 * The SPDX expression of a licence as a Debian copyright file states it: `GPL-3+ or Expat`.
 *
 * @returns undefined where a part of it has no known SPDX name
 */
export function spdxOf(debian: string): string | undefined {
  const parts = debian.trim().split(/\s+(and|or)\s+/i);
  const names = parts.map((part, index) => (index % 2 === 0 ? spdxName(part) : part.toUpperCase()));
  return names.includes(undefined) ? undefined : names.join(' ');
}

function spdxName(part: string): string | undefined {
  const gnu = GNU.exec(part)?.groups;
  if (!gnu) return SPDX_NAMES[part.toLowerCase()];
  const { name = '', major, minor = '0', later } = gnu;
  return `${name.toUpperCase()}-${major}.${minor}-${later ? 'or-later' : 'only'}`;
}
