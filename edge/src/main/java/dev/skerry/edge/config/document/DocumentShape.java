package dev.skerry.edge.config.document;

import dev.skerry.edge.config.AccessLogSettings.Format;
import dev.skerry.edge.config.Cidr;
import dev.skerry.edge.config.ControlPlaneSettings.WhenLost;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.config.ListenerSettings.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the whole document is written. */
final class DocumentShape {
  static final Field<HostPort> HTTP =
      Field.of("http", Texts.HOST_PORT, "Where clear text is served.").like("0.0.0.0:80");
  static final Field<HostPort> HTTPS =
      Field.of("https", Texts.HOST_PORT, "Where TLS is served.").like("0.0.0.0:443");
  static final Field<Transport> TRANSPORT =
      Field.of(
              "transport",
              Scalars.choice(Transport.class),
              "How sockets are driven; auto is epoll, or nio where there is none.")
          .or(Transport.AUTO);
  static final Field<Integer> EVENT_LOOPS =
      Field.of("event-loops", Scalars.integer(0, 1024), "How many; 0 for one per processor.").or(0);
  static final Field<Boolean> PIN_THREADS =
      Field.of(
              "pin-threads",
              Scalars.BOOLEAN,
              "Whether each event loop stays on a processor of its own: for a machine that does"
                  + " little else. Background work that a loop begins stays there too.")
          .or(false);
  static final Field<Boolean> HTTP2 =
      Field.of("http2", Scalars.BOOLEAN, "Whether HTTP/2 is spoken to viewers.").or(true);
  static final Field<List<Cidr>> PROXY_PROTOCOL =
      Field.of(
              "proxy-protocol",
              ListShape.oneOrMany(Texts.CIDR, 1000),
              "Peers that must send a PROXY protocol header; nobody by default.")
          .or(List.of());
  static final Field<TlsVersion> MIN_TLS =
      Field.of(
              "min-tls",
              Scalars.choice(TlsVersion.class, TlsVersion::protocol),
              "The lowest version of TLS.")
          .or(TlsVersion.TLS_1_2);
  static final Field<Settings> LISTEN =
      Field.of(
          "listen",
          ObjectShape.of(
              "listen",
              "The listeners. The command line goes before this; a change takes effect at the next"
                  + " start.",
              HTTP,
              HTTPS,
              HTTP2,
              MIN_TLS,
              PROXY_PROTOCOL,
              TRANSPORT,
              EVENT_LOOPS,
              PIN_THREADS),
          "Where and how viewers are served.");

  static final Field<Long> MEMORY =
      Field.of(
              "memory",
              Scalars.size(1 << 20, 1L << 45),
              "All that stored responses in memory may cost, overhead included.")
          .or(256L << 20);
  static final Field<Long> STORE_MAX_OBJECT =
      Field.of(
              "max-object",
              Scalars.size(0, 1L << 45),
              "Larger content is not stored; by default no more than memory.")
          .or(64L << 20);
  static final Field<String> DISK_PATH =
      Field.of(
              "path",
              Scalars.text("a folder's name"),
              "The folder, for this edge alone; made if it is not there.")
          .required();
  static final Field<Long> DISK_SIZE =
      Field.of("size", Scalars.size(16 << 20, 1L << 50), "What it may take of the disk.")
          .required();
  static final Field<Settings> DISK =
      Field.of(
          "disk",
          ObjectShape.of(
              "disk",
              "Where stored responses are kept that are asked for more than once, so that they"
                  + " outlive a restart. A change takes effect at the next start.",
              DISK_PATH,
              DISK_SIZE),
          "The disk below the memory; none by default.");
  static final Field<Settings> STORE =
      Field.of(
          "cache",
          ObjectShape.of("cache-size", "The cache's size.", MEMORY, STORE_MAX_OBJECT, DISK),
          "The cache's size.");

  static final Field<Format> LOG_FORMAT =
      Field.of(
              "format",
              Scalars.choice(Format.class, DocumentShape::formatName),
              "How a line looks.")
          .or(Format.JSON);
  static final Field<String> LOG_FILE =
      Field.of(
          "file",
          Scalars.text("a file's name"),
          "Where lines are appended; the standard output by default.");
  static final Field<List<String>> LOG_HEADERS =
      Field.of(
              "headers",
              ListShape.of(Texts.FIELD_NAME, 0, 64),
              "Request fields that are logged beside the usual ones.")
          .or(List.of());
  static final Field<Integer> LOG_QUEUE =
      Field.of(
              "queue",
              Scalars.integer(100, 10_000_000),
              "Lines that may wait to be written; more are dropped and counted.")
          .or(65_536);
  static final Field<Settings> ACCESS_LOG =
      Field.of(
          "access-log",
          ObjectShape.of(
              "access-log",
              "Whether, where and how requests are logged.",
              LOG_FORMAT,
              LOG_FILE,
              LOG_HEADERS,
              LOG_QUEUE),
          "How requests are logged.");

  /** One field for each {@link Limit}. */
  static final Map<Limit, Field<Long>> LIMIT_FIELDS = limitFields();

  static final Field<Settings> LIMITS =
      Field.of(
          "limits",
          new ObjectShape(
              "limits",
              "What viewers and origins may cost.",
              new ArrayList<>(LIMIT_FIELDS.values())),
          "What viewers and origins may cost.");

  static final Field<Long> LOST_AFTER =
      Field.of(
              "lost-after",
              Scalars.duration(10_000, 86_400_000),
              "An edge that has heard nothing for so long has lost its control plane.")
          .or(15_000L);
  static final Field<WhenLost> WHEN_LOST =
      Field.of(
              "when-lost",
              Scalars.choice(WhenLost.class),
              "serve: what is stored is served as ever, and so may be what was purged meanwhile."
                  + " validate: until the edge has caught up on all purges, nothing stored is"
                  + " served that the origin has not just said is still right.")
          .or(WhenLost.SERVE);
  static final Field<Settings> CONTROL_PLANE =
      Field.of(
          "control-plane",
          ObjectShape.of(
              "control-plane",
              "What an edge does that follows a control plane, while it cannot reach it.",
              LOST_AFTER,
              WHEN_LOST),
          "What holds while the control plane is lost.");

  static final Field<Map<String, Settings>> POOLS =
      Field.of(
          "pools",
          new MapShape<>("a pool's name", Texts::poolName, PoolShape.SHAPE, 10_000),
          "Pools of origins by name.");
  static final Field<Settings> DEFAULTS =
      Field.of("defaults", RuleShape.DEFAULTS, "What holds for every site.");
  static final Field<List<Settings>> SITES =
      Field.of("sites", ListShape.of(RuleShape.SITE, 1, 10_000), "The sites.").required();

  static final ObjectShape SHAPE =
      ObjectShape.of(
          "document",
          "The configuration of an edge.",
          SITES,
          POOLS,
          HandlerShape.HANDLERS,
          BindingShape.NAMESPACES,
          DEFAULTS,
          LISTEN,
          STORE,
          LIMITS,
          ACCESS_LOG,
          CONTROL_PLANE);

  private DocumentShape() {}

  /** {@code none}, because older YAML reads {@code off} as false. */
  private static String formatName(Format format) {
    return format == Format.OFF ? "none" : format.name().toLowerCase(Locale.ROOT);
  }

  /** The field of a limit. */
  static Field<Long> field(Limit limit) {
    Field<Long> field = LIMIT_FIELDS.get(limit);
    if (field == null) {
      throw new IllegalStateException("every limit has a field, also " + limit);
    }
    return field;
  }

  private static Map<Limit, Field<Long>> limitFields() {
    Map<Limit, Field<Long>> fields = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      ScalarShape<Long> shape =
          switch (limit.unit()) {
            case BYTES -> Scalars.size(limit.min(), limit.max());
            case MILLISECONDS -> Scalars.duration(limit.min(), limit.max());
            case COUNT -> Scalars.count(limit.min(), limit.max());
          };
      fields.put(limit, Field.of(limit.key(), shape, limit.description()).or(limit.byDefault()));
    }
    return fields;
  }
}
