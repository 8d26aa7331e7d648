/** The path of each sample's file, by module, section and sample. */
export type Sources = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

/**
 * The files that no module of MultiQC noted as its source.
 *
 * @param given absolute paths
 * @param sources `report_data_sources` of `multiqc_data.json`
 */
export function unreadFiles(given: readonly string[], sources: Sources): string[] {
  const sections = Object.values(sources).flatMap((module) => Object.values(module));
  const read = new Set(sections.flatMap((section) => Object.values(section)));
  return given.filter((file) => !read.has(file) && !isCustomContent(file));
}

/** MultiQC notes no source for content of its user's own. https://multiqc.info/docs/custom_content/ */
const isCustomContent = (file: string): boolean => /_mqc\.[a-z]+$/i.test(file);
