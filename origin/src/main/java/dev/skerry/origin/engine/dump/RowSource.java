package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Stamp;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys, as they were at one moment. One thread. */
interface RowSource extends AutoCloseable {
  /** That moment. */
  Stamp stamp();

  /** The next row; null after the last. */
  @Nullable Row next() throws IOException;

  @Override
  void close();
}
