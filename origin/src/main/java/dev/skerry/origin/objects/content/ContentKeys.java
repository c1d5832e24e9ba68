package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;

/**
 * The keys of the rows of contents.
 *
 * <pre>
 * o c CONTENT          a content
 * o i CONTENT OFFSET   slices of a composed content, from that octet on
 * o d CONTENT          a content to which nothing refers: to be removed
 * o e EPOCH            an epoch whose files may have orphans among them
 * o h                  the name of the folder, or the bucket, that has the contents
 * o j                  the name that an engine without o h gives the first bucket without one
 * o r CONTENT          a content that is on its way into a bucket
 * o t                  the clock of those who share a bucket
 * </pre>
 */
final class ContentKeys {
  private static final Key CONTENTS = Key.of("oc");
  private static final Key SLICES = Key.of("oi");
  private static final Key DOOMED = Key.of("od");
  private static final Key EPOCHS = Key.of("oe");
  private static final Key HOME = Key.of("oh");
  private static final Key CLAIMING = Key.of("oj");
  private static final Key ARRIVING = Key.of("or");
  private static final Key TICKS = Key.of("ot");

  private ContentKeys() {}

  static Key home() {
    return HOME;
  }

  static Key claiming() {
    return CLAIMING;
  }

  static Range contents() {
    return Range.prefix(CONTENTS);
  }

  static Key content(ContentId id) {
    return of(CONTENTS, id);
  }

  static Key slices(ContentId id) {
    return of(SLICES, id);
  }

  static Key slices(ContentId id, long offset) {
    return TupleWriter.after(slices(id)).fixed64(offset).key();
  }

  /** From which octet on the slices of a row are. */
  static long offset(Key slices) {
    return new TupleReader(slices, SLICES.length() + ContentId.BYTES).fixed64();
  }

  static Range allDoomed() {
    return Range.prefix(DOOMED);
  }

  static Key doomed(ContentId id) {
    return of(DOOMED, id);
  }

  static Range allArriving() {
    return Range.prefix(ARRIVING);
  }

  static Key arriving(ContentId id) {
    return of(ARRIVING, id);
  }

  static Key ticks() {
    return TICKS;
  }

  static Range epochs() {
    return Range.prefix(EPOCHS);
  }

  static Key epoch(int epoch) {
    return TupleWriter.after(EPOCHS).fixed32(epoch).key();
  }

  static int epoch(Key key) {
    return new TupleReader(key, EPOCHS.length()).fixed32();
  }

  /** The content of a row of which the key is two octets and an id. */
  static ContentId id(Key key) {
    TupleReader reader = new TupleReader(key, CONTENTS.length());
    return new ContentId(reader.fixed64(), reader.fixed64());
  }

  private static Key of(Key prefix, ContentId id) {
    return TupleWriter.after(prefix).fixed64(id.micros()).fixed64(id.random()).key();
  }
}
