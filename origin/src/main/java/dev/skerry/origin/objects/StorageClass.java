package dev.skerry.origin.objects;

import java.util.Arrays;
import java.util.Optional;

/**
 * A storage class of S3's. All octets are kept alike here; what a class changes is how its objects
 * may be read, and where lifecycle rules may move them. Source: "Understanding and managing Amazon
 * S3 storage classes" and "Transitioning objects using Amazon S3 Lifecycle".
 */
public enum StorageClass {
  STANDARD,
  REDUCED_REDUNDANCY,
  STANDARD_IA,
  INTELLIGENT_TIERING,
  ONEZONE_IA,
  GLACIER_IR,
  /** An archive. */
  GLACIER,
  /** An archive. */
  DEEP_ARCHIVE;

  /** The class of a name. */
  public static Optional<StorageClass> of(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
  }

  /** Whether its objects can be read only while they are restored. */
  public boolean isArchive() {
    return this == GLACIER || this == DEEP_ARCHIVE;
  }

  /** Whether rules can move objects to it from some other class. */
  public boolean isDestination() {
    return this != STANDARD && this != REDUCED_REDUNDANCY;
  }

  /** Whether a rule may move an object of this class to another: only down, never back. */
  public boolean movesTo(StorageClass to) {
    return to.isDestination() && compareTo(to) < 0 && !(this == ONEZONE_IA && to == GLACIER_IR);
  }
}
