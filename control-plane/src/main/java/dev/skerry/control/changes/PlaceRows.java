package dev.skerry.control.changes;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import org.jspecify.annotations.Nullable;

/**
 * Up to where in the feed the changes of each source have become purges, as rows of the engine;
 * values are tuples, a format number first.
 */
final class PlaceRows {
  private static final int FORMAT = 1;
  private static final String LAYER = "changes";

  private PlaceRows() {}

  static @Nullable Position get(Reads reads, String source) {
    byte[] value = reads.get(key(source));
    if (value == null) {
      return null;
    }
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a place in the feed has format " + format + ", expected " + FORMAT);
    }
    return new Position(new Stamp(reader.unsigned()), (int) reader.unsigned());
  }

  static void put(Transaction transaction, String source, Position place) {
    transaction.put(
        key(source),
        new TupleWriter()
            .unsigned(FORMAT)
            .unsigned(place.stamp().number())
            .unsigned(place.index())
            .key()
            .octets());
  }

  private static Key key(String source) {
    return new TupleWriter().string(LAYER).string("place").string(source).key();
  }
}
