package dev.skerry.control.admin;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;

/** Where this package's rows are; values are tuples, too, a format number first. */
final class AdminRows {
  private static final int FORMAT = 1;
  private static final String LAYER = "admin";

  private AdminRows() {}

  static TupleWriter in(String kind) {
    return new TupleWriter().string(LAYER).string(kind);
  }

  static TupleWriter value() {
    return new TupleWriter().unsigned(FORMAT);
  }

  static TupleReader reader(byte[] value) {
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a row of the admin API has format " + format + ", expected " + FORMAT);
    }
    return reader;
  }

  /** A reader of a key of one kind, past its layer and kind. */
  static TupleReader reader(Key key) {
    TupleReader reader = new TupleReader(key);
    reader.string();
    reader.string();
    return reader;
  }
}
