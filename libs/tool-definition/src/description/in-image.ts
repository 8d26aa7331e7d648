/** The label of an image that holds its tool description, as JSON on one line. `docker inspect` and registries show it. */
export const DESCRIPTION_LABEL = 'io.joblayer.tool-description';

/** The name of the file with the same text, which a package's build makes. */
export const DESCRIPTION_FILE_NAME = 'tool-description.json';

/** Where that file is in an image: beside the runner. */
export const DESCRIPTION_FILE = `/opt/joblayer/${DESCRIPTION_FILE_NAME}`;
