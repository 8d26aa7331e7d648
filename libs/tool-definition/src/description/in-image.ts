/** The image label with the tool description, as JSON on one line. `docker inspect` and registries show it. */
export const DESCRIPTION_LABEL = 'io.joblayer.tool-description';

/** The name of the file with the same text. A package's build makes it. */
export const DESCRIPTION_FILE_NAME = 'tool-description.json';

/** The path of that file in an image, beside the runner. */
export const DESCRIPTION_FILE = `/opt/joblayer/${DESCRIPTION_FILE_NAME}`;
