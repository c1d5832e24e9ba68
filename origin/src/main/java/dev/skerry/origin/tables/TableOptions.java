package dev.skerry.origin.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a table that is not its keys.
 *
 * @param onDemand whether it is paid by request
 * @param stream null where it has none
 * @param ttlAttribute the attribute that tells when an item expires, null where none does
 * @param recorded whether the feed is told what items were, for backups
 */
public record TableOptions(
    boolean onDemand,
    Throughput throughput,
    @Nullable TableStream stream,
    @Nullable String ttlAttribute,
    boolean deletionProtected,
    Map<String, String> tags,
    boolean recorded) {
  public TableOptions {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** Those of a table that is not recorded. */
  public TableOptions(
      boolean onDemand,
      Throughput throughput,
      @Nullable TableStream stream,
      @Nullable String ttlAttribute,
      boolean deletionProtected,
      Map<String, String> tags) {
    this(onDemand, throughput, stream, ttlAttribute, deletionProtected, tags, false);
  }

  /** The same whose past is recorded, or is not. */
  TableOptions recorded(boolean on) {
    return new TableOptions(
        onDemand, throughput, stream, ttlAttribute, deletionProtected, tags, on);
  }

  /** The same with other billing. */
  public TableOptions billed(boolean byRequest, Throughput units) {
    return new TableOptions(
        byRequest, units, stream, ttlAttribute, deletionProtected, tags, recorded);
  }

  /** The same with or without protection from deletion. */
  public TableOptions protectedFromDeletion(boolean on) {
    return new TableOptions(onDemand, throughput, stream, ttlAttribute, on, tags, recorded);
  }

  /** The same with another stream. */
  public TableOptions streaming(@Nullable TableStream other) {
    return new TableOptions(
        onDemand, throughput, other, ttlAttribute, deletionProtected, tags, recorded);
  }

  /** The same whose items expire by another attribute, or by none. */
  public TableOptions expiringBy(@Nullable String attribute) {
    return new TableOptions(
        onDemand, throughput, stream, attribute, deletionProtected, tags, recorded);
  }

  /** The same with other tags. */
  public TableOptions tagged(Map<String, String> others) {
    return new TableOptions(
        onDemand, throughput, stream, ttlAttribute, deletionProtected, others, recorded);
  }
}
