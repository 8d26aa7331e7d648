/** A multipart upload that was started. S3 keeps and bills its parts until it is completed or aborted. */
export interface UnfinishedUpload {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** An upload that was about to be started. Only S3 knows whether it has started. */
export interface IntendedUpload {
  readonly bucket: string;
  readonly key: string;
  /** Milliseconds since 1970, by this host's clock. */
  readonly atMs: number;
}

/** A job's record of its multipart uploads, by which a later job can abort them if this one is killed. */
export interface UploadJournal {
  /** Called before S3 is asked. @returns the note's name */
  uploadIntended(upload: IntendedUpload): string;
  /** Called before the first byte is sent. The upload goes on once the note is on disk. */
  uploadStarted(intention: string, upload: UnfinishedUpload): void;
  /** The upload was completed or aborted; or the intended upload was never started. */
  uploadEnded(uploadIdOrIntention: string): void;
}

/** A job's record of the files that it fills beside local outputs. Their names are unique. */
export interface FileJournal {
  /** Called before the file exists. */
  fileBegun(path: string): void;
  /** The file was renamed to its output's name, or removed. */
  fileEnded(path: string): void;
}

export type StoreJournal = UploadJournal & FileJournal;
