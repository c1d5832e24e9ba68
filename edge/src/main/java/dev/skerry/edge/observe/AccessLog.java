package dev.skerry.edge.observe;

import dev.skerry.edge.config.AccessLogSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where one line per exchange is written, by a thread of its own. */
public interface AccessLog extends AutoCloseable {
  /** The log that is switched off. */
  AccessLog OFF = new NoAccessLog();

  /** How long {@link #close} waits for a disk that does not answer. */
  Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Opens the log that the settings describe.
   *
   * @throws IOException if its file cannot be opened
   */
  static AccessLog open(AccessLogSettings settings) throws IOException {
    if (settings.format() == AccessLogSettings.Format.OFF) {
      return OFF;
    }
    List<String> fields = settings.fields();
    boolean json = settings.format() == AccessLogSettings.Format.JSON;
    LineFormat format = json ? new JsonLine(fields) : new CombinedLine();
    String file = settings.file();
    LogSink sink = new FileSink(file == null ? null : Path.of(file));
    return new QueuedAccessLog(
        settings.queueLines(), format, sink, json ? fields : List.of(), CLOSE_TIMEOUT);
  }

  /** Whether records are wanted; false costs the pipeline nothing more. */
  boolean isOn();

  /** The request fields that are logged beside the usual ones, in lower case. */
  List<String> fields();

  /**
   * Hands a record over, to be written soon. Never waits: where the queue is full the record is
   * dropped and counted. Any thread.
   *
   * @param record not changed any more from now on
   * @return whether it was taken
   */
  boolean log(ExchangeRecord record);

  /**
   * Closes the file and opens one of the same path, after what was logged before; for logrotate.
   */
  void reopen();

  /** Records that were not written: the queue was full, or writing failed. */
  long dropped();

  /** Writes everything that was taken, then closes. */
  @Override
  void close();
}
