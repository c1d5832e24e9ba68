package dev.skerry.edge.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether, where and how requests are logged.
 *
 * @param format how a line looks
 * @param file where lines are appended, or null for the standard output
 * @param fields request fields that are logged beside the usual ones, in lower case
 * @param queueLines lines that may wait to be written; more are dropped and counted
 */
public record AccessLogSettings(
    Format format, @Nullable String file, List<String> fields, int queueLines) {
  public AccessLogSettings {
    fields = List.copyOf(fields);
  }

  /** How a line looks. */
  public enum Format {
    /** Nothing is logged. */
    OFF,
    /** One JSON object per line. */
    JSON,
    /** Apache's combined format. */
    COMBINED
  }
}
