/**
 * What the registry says of itself: GA4GH's service-info 1.0.0
 * (https://github.com/ga4gh-discovery/ga4gh-service-info).
 */
export const serviceInfo = (baseUrl: string, version: string) => ({
  id: [...new URL(baseUrl).hostname.split('.').toReversed(), 'joblayer', 'trs'].join('.'),
  name: 'Tools of Joblayer',
  type: { group: 'org.ga4gh', artifact: 'trs', version: '2.0.1' },
  description: 'Descriptors of tools, each of which runs in its image',
  organization: { name: 'Joblayer', url: baseUrl },
  version,
});
