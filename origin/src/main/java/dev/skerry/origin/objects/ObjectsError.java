package dev.skerry.origin.objects;

/** What the object store refuses: a closed list. */
public enum ObjectsError {
  /** The bucket is another's. */
  BUCKET_ALREADY_EXISTS,
  /** The bucket is the caller's own. */
  BUCKET_ALREADY_OWNED_BY_YOU,
  /** It has versions, delete markers or uploads. */
  BUCKET_NOT_EMPTY,
  /** The storage class of the version is none that it can be asked of. */
  INVALID_OBJECT_STATE,
  /** Its settings do not go together with what was asked. */
  INVALID_BUCKET_STATE,
  NO_SUCH_BUCKET,
  NO_SUCH_KEY,
  NO_SUCH_VERSION,
  NO_SUCH_UPLOAD,
  /** What was asked of a version cannot be asked of a delete marker. */
  IS_DELETE_MARKER,
  /** Longer than 1,024 octets in UTF-8. */
  KEY_TOO_LONG,
  /** Empty, or no Unicode text. */
  INVALID_KEY,
  /** What is kept beside the octets is too much for a row. */
  METADATA_TOO_LARGE,
  /** A part that is named is not there, or is another. */
  INVALID_PART,
  /** Parts are not named in ascending order. */
  INVALID_PART_ORDER,
  /** A part that is not the last has less than the smallest size. */
  ENTITY_TOO_SMALL,
  /** A condition on the object as it is now is not met. */
  PRECONDITION_FAILED,
  /** The size or the checksum of all parts is not what was said. */
  BAD_DIGEST,
  /** Retention or a legal hold keeps the version. */
  OBJECT_LOCKED,
  /** An argument has a value that it cannot have. */
  INVALID_ARGUMENT
}
