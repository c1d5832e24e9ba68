package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Buckets;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.setting.LoggingDocument;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access logs of buckets: lines are collected in memory and written to the buckets that are to
 * have them in rounds, in the name of their owner, so that each line is once in some object. A
 * process that falls loses the lines since its last round; lines beyond what memory is for them are
 * left out, and the log says how many. Any thread.
 *
 * <p>Source: "Logging requests with server access logging" in the Amazon S3 user guide.
 */
public final class AccessLogs {
  /** The kind of the setting that says where a log goes. */
  static final String KIND = "logging";

  private static final Logger log = LoggerFactory.getLogger(AccessLogs.class);
  private static final int PAGE = 1_000;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private final Scene scene;
  private final InHouse inHouse;
  private final InstantSource clock;

  /** By the bucket that is logged; replaced as a whole. */
  private volatile Map<String, Goal> goals = Map.of();

  private final LogPiles<Pile> piles = new LogPiles<>();

  AccessLogs(Scene scene, InHouse inHouse, InstantSource clock) {
    this.scene = scene;
    this.inHouse = inHouse;
    this.clock = clock;
  }

  /** A bucket that is logged, and where its log goes. */
  private record Goal(Bucket bucket, String owner, LoggingDocument document) {}

  /** Lines that go to one object. */
  private record Pile(Goal goal, LocalDate day) {}

  /** Whether calls to a bucket are logged. */
  boolean has(@Nullable String bucket) {
    return bucket != null && goals.containsKey(bucket);
  }

  /** Notes a call to a bucket that is logged, and its answer. */
  void note(S3Call call, String bucket, @Nullable Ask ask, S3.Answered answered, Instant since) {
    Goal goal = goals.get(bucket);
    if (goal == null) {
      return;
    }
    Duration took = Duration.between(since, clock.instant());
    LogLine line = new LogLine(goal.owner, call, bucket, ask, answered, since, took);
    piles.add(new Pile(goal, LocalDate.ofInstant(since, ZoneOffset.UTC)), line.text());
  }

  /** Has a bucket be logged from now on as it is set to, or not. */
  void changed(Bucket bucket) {
    Map<String, Goal> changed = new HashMap<>(goals);
    Goal goal = goal(bucket);
    if (goal == null) {
      changed.remove(bucket.name());
    } else {
      changed.put(bucket.name(), goal);
    }
    goals = Map.copyOf(changed);
  }

  private @Nullable Goal goal(Bucket bucket) {
    Setting setting = scene.store().settings().find(bucket, KIND);
    return setting == null
        ? null
        : LoggingDocument.of(XmlReader.read(setting.octets().octets()))
            .map(document -> new Goal(bucket, scene.owners().canonicalOf(bucket.owner()), document))
            .orElse(null);
  }

  /**
   * Writes what was collected, and looks which buckets are to be logged. What cannot be written now
   * waits for the next round, and why is thrown. One thread at a time.
   */
  public void round() {
    try {
      deliver();
    } finally {
      look();
    }
  }

  private void look() {
    Map<String, Goal> found = new HashMap<>();
    String after = "";
    while (after != null) {
      Buckets.Page page = scene.store().buckets().page(after, PAGE);
      for (Bucket bucket : page.buckets()) {
        Goal goal = goal(bucket);
        if (goal != null) {
          found.put(bucket.name(), goal);
        }
      }
      after = page.next();
    }
    goals = Map.copyOf(found);
  }

  private void deliver() {
    LogPiles.Taken<Pile> taken = piles.take();
    if (taken.lost() > 0) {
      log.warn("{} lines of access logs had no room in memory and are left out", taken.lost());
    }
    RuntimeException failure = null;
    for (Map.Entry<Pile, byte[]> each : taken.lines().entrySet()) {
      try {
        deliver(each.getKey(), each.getValue());
      } catch (RuntimeException e) {
        piles.putBack(each.getKey(), each.getValue());
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void deliver(Pile pile, byte[] lines) {
    LoggingDocument document = pile.goal.document;
    String owner = pile.goal.bucket.owner();
    Bucket now = scene.store().buckets().find(pile.goal.bucket.name());
    if (now != null && now.number() != pile.goal.bucket.number()) {
      return; // another's calls may be among them
    }
    try {
      var _ =
          inHouse.write(
              new InHouse.Use(owner, document.bucket(), owner),
              key(pile, clock.instant()),
              Fields.of("content-type", "text/plain"),
              lines);
    } catch (S3Exception e) {
      log.warn(
          "the access log of {} cannot go to {} and is left out: {}",
          pile.goal.bucket.name(),
          document.bucket(),
          e.getMessage());
    }
  }

  private static String key(Pile pile, Instant now) {
    Bucket bucket = pile.goal.bucket;
    LoggingDocument document = pile.goal.document;
    String unique = '-' + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String moment = MOMENT.format(now);
    String source =
        document.prefix() + bucket.owner() + '/' + bucket.region() + '/' + bucket.name() + '/';
    return switch (document.format()) {
      case UNSAID, SIMPLE -> document.prefix() + moment + unique;
      case BY_DELIVERY ->
          source + DAY.format(LocalDate.ofInstant(now, ZoneOffset.UTC)) + '/' + moment + unique;
      case BY_EVENT ->
          source
              + DAY.format(pile.day)
              + '/'
              + MOMENT.format(pile.day.atStartOfDay(ZoneOffset.UTC))
              + unique;
    };
  }
}
