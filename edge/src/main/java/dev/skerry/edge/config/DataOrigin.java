package dev.skerry.edge.config;

import dev.skerry.handler.Binding;
import dev.skerry.handler.HandlerSpec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where edges ask for what is in the tables and buckets that are bound to handlers: a host of its
 * own at the control plane's fleet port, which no name server knows. A table is asked at {@code
 * /tables/NAME}, an object of a bucket at {@code /buckets/NAME/KEY}, its list at {@code
 * /buckets/NAME}.
 */
public final class DataOrigin {
  /** The name of its pool, which no pool of a document can have. */
  public static final String POOL = "control-plane:data";

  /** Its host. */
  public static final String HOST = "data.internal";

  /** The field that says which operation of the table API is asked for. */
  public static final String OPERATION = "skerry-operation";

  /** The field that says why a question was refused, in one word. */
  public static final String ERROR = "skerry-error";

  private static final String TABLES = "/tables/";
  private static final String BUCKETS = "/buckets/";

  private DataOrigin() {}

  /** What a path is of; the key is as the path has it, percent-encoded; null for none. */
  public record Place(Binding.Kept of, @Nullable String encodedKey) {}

  /** What is asked at a path; null if there is no such place. */
  public static @Nullable Place place(String path) {
    if (path.startsWith(TABLES)) {
      return new Place(new Binding.Table(path.substring(TABLES.length())), null);
    }
    if (!path.startsWith(BUCKETS)) {
      return null;
    }
    int slash = path.indexOf('/', BUCKETS.length());
    return slash < 0
        ? new Place(new Binding.Bucket(path.substring(BUCKETS.length())), null)
        : new Place(
            new Binding.Bucket(path.substring(BUCKETS.length(), slash)), path.substring(slash + 1));
  }

  /**
   * The path of a table, a bucket or an object.
   *
   * @param key of an object; empty for all else
   */
  public static String path(Binding.Kept of, String key) {
    return switch (of) {
      case Binding.Table(String name) -> TABLES + name;
      case Binding.Bucket(String name) ->
          BUCKETS + name + (key.isEmpty() ? "" : '/' + encoded(key));
    };
  }

  private static String encoded(String key) {
    StringBuilder out = new StringBuilder(key.length() + 16);
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      if (Percent.isUnreserved(octet) || octet == '/') {
        out.append((char) octet);
      } else {
        Percent.append(out, octet & 0xFF);
      }
    }
    return out.toString();
  }

  /** The tables and buckets that the handlers of a site, and those that they call, may ask. */
  public static Stream<Binding.Kept> boundIn(Site site) {
    return site.rules().stream()
        .flatMap(rule -> handlers(rule.hooks()))
        .flatMap(DataOrigin::boundTo)
        .distinct();
  }

  /** The tables and buckets that a handler may ask, also by handlers that it calls. */
  public static Stream<Binding.Kept> boundTo(HandlerSpec handler) {
    return handler.bindings().reads();
  }

  private static Stream<HandlerSpec> handlers(Hooks hooks) {
    return Stream.of(
            Stream.ofNullable(hooks.viewerRequest()),
            Stream.ofNullable(hooks.originRequest()),
            Stream.ofNullable(hooks.originResponse()),
            Stream.ofNullable(hooks.viewerResponse()))
        .flatMap(each -> each);
  }

  /** The pools of a configuration, and the one with which its handlers ask, if any of them may. */
  static Map<String, PoolConfig> with(Map<String, PoolConfig> pools, Snapshot of, ObjectsPlace at) {
    if (of.handlers().stream().noneMatch(handler -> handler.bindings().anyKept())) {
      return pools;
    }
    Map<String, PoolConfig> all = new LinkedHashMap<>(pools);
    all.put(POOL, pool(at));
    return all;
  }

  private static PoolConfig pool(ObjectsPlace at) {
    return new PoolConfig(
        POOL,
        List.of(new PoolConfig.Origin(true, at.host(), at.port(), 1)),
        PoolConfig.Balance.ROUND_ROBIN,
        null,
        new PoolConfig.Ejection(0, 1_000, 1_000, 0),
        new PoolConfig.Retries(1, 20, 10, List.of()),
        null,
        new PoolConfig.Timeouts(2_000, 5_000, 15_000, 15_000, 60_000),
        new PoolConfig.Connections(32, 8, 1_000, 5_000),
        at.tls(),
        PoolConfig.Http2.AUTO,
        null);
  }
}
