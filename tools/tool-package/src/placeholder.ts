/** Stands at the start of a text that only a person can write. docker-lint points it out. */
export const PLACEHOLDER = 'TODO:';
/** Stands for a licence that is not known: SPDX lets names of one's own begin with LicenseRef. */
export const PLACEHOLDER_LICENSE = 'LicenseRef-TODO';
