/** When MultiQC made the report: a line of the page, and a field of multiqc_data.json. */
const DATES = [
  [/^ *generated on \d{4}-\d\d-\d\d, \d\d:\d\d \w+\n/m, ''],
  [/("config_creation_date": )"[^"]*"/, '$1""'],
] as const;

/** A text of MultiQC without the time, so that the same results give the same report. */
export const withoutDate = (text: string): string =>
  DATES.reduce((left, [date, by]) => left.replace(date, by), text);
