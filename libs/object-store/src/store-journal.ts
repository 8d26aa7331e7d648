/** A multipart upload that was started: S3 keeps, and bills, its parts until it is completed or aborted. */
export interface UnfinishedUpload {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** An upload that was about to be started. Whether S3 has started it, only S3 knows. */
export interface IntendedUpload {
  readonly bucket: string;
  readonly key: string;
  /** Milliseconds since 1970, by this host's clock. */
  readonly atMs: number;
}

/** Where a job notes its multipart uploads, so that somebody can abort them when it is killed. */
export interface UploadJournal {
  /** Called before S3 is asked. @returns the note's name */
  uploadIntended(upload: IntendedUpload): string;
  /** Called before a first byte is sent. The upload goes on once the note is kept. */
  uploadStarted(intention: string, upload: UnfinishedUpload): void;
  /** It was completed, or aborted; or it was not started, and there is none of its intention. */
  uploadEnded(uploadIdOrIntention: string): void;
}

/** Where a job notes the files that it fills beside local outputs, under names that nobody else uses. */
export interface FileJournal {
  /** Called before the file is there. */
  fileBegun(path: string): void;
  /** It has got its output's name, or was removed. */
  fileEnded(path: string): void;
}

export type StoreJournal = UploadJournal & FileJournal;
