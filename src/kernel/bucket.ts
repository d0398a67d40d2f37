/** An S3 bucket, as the settings describe one. */
export interface Bucket {
  readonly bucket: string;
  readonly region: string;
  /** With or without a scheme; https unless it says otherwise. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secret: string;
  /** The bucket in the path instead of the host name. */
  readonly forcePathStyle: boolean;
}

/** Writes, reads and removes a small object. @throws Failure `unavailable` saying what to look at. */
export type ProbeBucket = (bucket: Bucket, name: string) => Promise<void>;
