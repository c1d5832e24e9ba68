package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.Fills;
import dev.skerry.edge.cache.RecentlyUncacheable;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.rules.RequestRules;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.http.Request;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the exchanges of a node share. All of it may be used from any event loop.
 *
 * @param snapshot the configuration in force; read once by an exchange
 * @param pools finds an origin pool by its name
 * @param store what is stored
 * @param fills what is being fetched to be stored
 * @param uncacheable what proved to be of no use to others
 * @param purges what was purged
 * @param contentMemory where content takes its memory from
 * @param clock now, in milliseconds
 * @param workers runs what may take long; never an event loop
 * @param handlers runs handlers
 * @param rules evaluates rules; remembers rates and passwords across snapshots
 * @param observer is told of every exchange that begins and is over
 * @param errorPages what viewers are shown of errors
 * @param name of this edge in {@code Via}, {@code Cache-Status} and {@code Proxy-Status}: a token
 * @param loopId of this edge in {@code CDN-Loop}: a token
 */
public record Services(
    Supplier<Snapshot> snapshot,
    Function<String, @Nullable OriginPool> pools,
    ResponseStore store,
    Fills fills,
    RecentlyUncacheable uncacheable,
    PurgeTable purges,
    ContentMemory contentMemory,
    InstantSource clock,
    Executor workers,
    HandlerHost handlers,
    RequestRules rules,
    Observer observer,
    ErrorPages errorPages,
    String name,
    String loopId) {

  /** Who logs and counts; called on event loops, must not block. */
  public interface Observer {
    /** An exchange begins: the record may be told more of its request. */
    void began(ExchangeRecord record, Request request);

    /** An exchange is over; the record does not change any more. */
    void finished(ExchangeRecord record);

    /** Whether what stands in texts only, as {@code Cache-Status}, is of any use to it. */
    default boolean wantsText() {
      return true;
    }
  }
}
