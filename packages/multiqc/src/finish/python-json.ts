/** Numbers that Python writes into JSON, and that JSON does not have. */
const NO_JSON = /(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g;

/** Parses what Python's `json` wrote. Such a number becomes null. https://docs.python.org/3/library/json.html */
export const parsePythonJson = (text: string): unknown => JSON.parse(text.replace(NO_JSON, 'null'));
