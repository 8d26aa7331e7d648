/** Python's keywords, and names that Snakemake's lists of files have for themselves. */
export const PYTHON_KEYWORDS: readonly string[] = [
  'False None True and as assert async await break case class continue def del elif else except finally for from',
  'global if import in is lambda match nonlocal not or pass raise return try type while with yield',
  'append clear copy count extend get index insert items keys pop remove reverse size size_files size_files_gb',
  'size_files_kb size_files_mb size_gb size_kb size_mb sort update values',
].flatMap((line) => line.split(' '));

export const pythonString = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll(
      /\p{Cc}/gu,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )}"`;
