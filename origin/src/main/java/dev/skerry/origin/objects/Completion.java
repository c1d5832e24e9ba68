package dev.skerry.origin.objects;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How an upload is to be completed.
 *
 * @param parts those of which the object is made, in ascending order of their numbers
 * @param size that all must have together, or null
 * @param condition on what is under the key
 * @param digest what the object's checksum is
 * @param traits what the object has, of what the upload was begun with; a pure function
 */
public record Completion(
    List<Named> parts,
    @Nullable Long size,
    WriteCondition condition,
    Digest digest,
    UnaryOperator<Traits> traits) {
  /** Keeps a copy of the list. */
  public Completion {
    parts = List.copyOf(parts);
  }

  /** All that is named, under no condition, with no checksum. */
  public static Completion of(List<Named> parts) {
    return new Completion(
        parts, null, WriteCondition.NONE, (upload, found) -> null, UnaryOperator.identity());
  }

  /**
   * A part as the caller names it.
   *
   * @param etag without quotation marks
   * @param checksum that it must have, or null
   */
  public record Named(int number, String etag, @Nullable String checksum) {}

  /** Finds the checksum of an object of parts; a pure function. */
  @FunctionalInterface
  public interface Digest {
    /**
     * The checksum of the parts, in their order, or null.
     *
     * @throws ObjectsException BAD_DIGEST when another was promised, or any other
     */
    @Nullable Checksum of(Upload upload, List<Part> parts);
  }
}
