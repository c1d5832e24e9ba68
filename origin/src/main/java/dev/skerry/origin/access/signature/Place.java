package dev.skerry.origin.access.signature;

/** Where in a request its signature stands. */
public enum Place {
  /** The field {@code authorization}. */
  HEADER,
  /** The query: a presigned URL. */
  QUERY,
  /** The form of a browser's upload with a policy. */
  FORM
}
