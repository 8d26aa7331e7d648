/** Begins a text that only a person can write. docker-lint reports it. */
export const PLACEHOLDER = 'TODO:';
/** Stands for an unknown licence. SPDX allows private names that begin with LicenseRef. */
export const PLACEHOLDER_LICENSE = 'LicenseRef-TODO';
