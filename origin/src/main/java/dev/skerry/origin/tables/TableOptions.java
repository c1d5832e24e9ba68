package dev.skerry.origin.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a table that is not its keys.
 *
 * @param onDemand whether it is paid by request
 * @param streamView what its stream shows of items, null where it has no stream
 * @param ttlAttribute the attribute that tells when an item expires, null where none does
 */
public record TableOptions(
    boolean onDemand,
    Throughput throughput,
    @Nullable String streamView,
    @Nullable String ttlAttribute,
    boolean deletionProtected,
    Map<String, String> tags) {
  public TableOptions {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The same with other billing. */
  public TableOptions billed(boolean byRequest, Throughput units) {
    return new TableOptions(byRequest, units, streamView, ttlAttribute, deletionProtected, tags);
  }

  /** The same with or without protection from deletion. */
  public TableOptions protectedFromDeletion(boolean on) {
    return new TableOptions(onDemand, throughput, streamView, ttlAttribute, on, tags);
  }

  /** The same with another stream. */
  public TableOptions streaming(@Nullable String view) {
    return new TableOptions(onDemand, throughput, view, ttlAttribute, deletionProtected, tags);
  }
}
