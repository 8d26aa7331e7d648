/** A multipart upload that was started: S3 keeps, and bills, its parts until it is completed or aborted. */
export interface UnfinishedUpload {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** Where a job notes its multipart uploads, so that somebody can abort them when it is killed. */
export interface UploadJournal {
  /** Called before a first byte is sent. The upload goes on once the note is kept. */
  uploadStarted(upload: UnfinishedUpload): Promise<void> | void;
  /** It was completed, or aborted. */
  uploadEnded(uploadId: string): Promise<void> | void;
}
