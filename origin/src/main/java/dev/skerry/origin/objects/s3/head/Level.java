package dev.skerry.origin.objects.s3.head;

/** What an operation is on. */
public enum Level {
  /** All buckets. */
  SERVICE,
  /** One bucket. */
  BUCKET,
  /** One key. */
  OBJECT
}
