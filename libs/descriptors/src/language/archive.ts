/**
 * Directories as tar archives, for formats that have no directories. Such an archive holds the content of the directory,
 * without the directory's own name.
 */

/** Shell: unpacks the archive in `$archive`, a variable, into a new directory. */
export const unpackInto = (directory: string, archive: string): string =>
  `mkdir -p ${directory} && tar -xf ${archive} -C ${directory}`;

/** Shell: packs the directory in `$directory`. Equal contents make equal archives. */
export const PACK =
  'tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=gnu -cf "$directory.tar" -C "$directory" .';
