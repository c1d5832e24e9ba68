package dev.skerry.origin.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they were at one moment.
 *
 * <p>Used by one thread at a time; may block, so not by an event loop. Throws {@link
 * EngineException.TooOld} past its age, {@link EngineException.Corrupt} where a file is damaged,
 * and {@link EngineException.Unavailable}.
 */
public interface Reads {
  /** The value under a key, which nobody may alter; null where there is none. */
  byte @Nullable [] get(Key key);

  /**
   * The values under keys, at most {@value Limits#GET_KEYS}, in their order: for engines to which
   * each question is a journey.
   */
  List<byte @Nullable []> getAll(List<Key> keys);

  /** The rows of a range in order, as far as one scan reads. */
  Rows scan(Scan scan);
}
