package dev.skerry.edge.cache;

/**
 * A piece of a representation: where it begins, and its bytes. A complete stored response has one
 * that begins at 0.
 *
 * @param start the first byte's place in the representation
 * @param content its bytes; may still grow while its fill is under way
 */
public record Segment(long start, Content content) {
  /** One past the last byte that is here, or will be; what is here so far if that is not known. */
  public long end() {
    long length = content.length();
    return start + (length >= 0 ? length : content.written());
  }
}
