package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder, open but after a failed write: then it is closed and opened anew, so that what is in
 * the log decides what was written. Any thread.
 */
final class Storage {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final RocksSettings settings;
  private volatile @Nullable Opened opened;
  private volatile String why = "";
  private boolean closed;

  Storage(RocksSettings settings) {
    this.settings = settings;
    this.opened = Opened.open(settings);
  }

  RocksSettings settings() {
    return settings;
  }

  /** What is open, or throws {@link EngineException.Unavailable}. */
  Opened opened() {
    Opened now = opened;
    if (now == null) {
      throw new EngineException.Unavailable("the engine is not open: " + why);
    }
    return now;
  }

  /** Closes what failed. */
  synchronized void fail(Opened failed, Throwable cause) {
    if (opened == failed) {
      // First, and without memory: what is there is not to be trusted, whatever fails now.
      opened = null;
      failed.close();
    }
    why = "a write failed: " + cause.getMessage();
    LOG.error("{}: a write failed, opening anew", settings.folder(), cause);
  }

  /** Opens what is not open; null if that cannot be done now. */
  synchronized @Nullable Opened reopen() {
    if (opened == null && !closed) {
      try {
        opened = Opened.open(settings);
        LOG.info("{}: open again", settings.folder());
      } catch (EngineException e) {
        LOG.error("{}: cannot be opened again", settings.folder(), e);
        why = String.valueOf(e.getMessage());
      }
    }
    return opened;
  }

  /** Does something to what is open that the committer must learn of, and opens anew. */
  synchronized void restart(Consumer<Opened> change) {
    Opened now = opened();
    change.accept(now);
    opened = null;
    now.close();
    try {
      opened = Opened.open(settings);
    } catch (EngineException e) {
      why = String.valueOf(e.getMessage());
      throw e;
    }
  }

  boolean isOpen() {
    return opened != null;
  }

  synchronized void close() {
    closed = true;
    why = "it is closed";
    Opened last = opened;
    opened = null;
    if (last != null) {
      last.close();
    }
  }
}
