package dev.skerry.control.sites;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How versions, their sealed content and rollouts are rows of the engine; values are tuples, a
 * format number first. Content is several rows where it is too large for one.
 */
final class SiteRows {
  private static final int PART_BYTES = 80_000;
  private static final int FORMAT = 1;
  private static final String LAYER = "sites";
  private static final String VERSION = "version";
  private static final String CONTENT = "content";
  private static final String ROLLOUT = "rollout";
  private static final String REFUSAL = "refusal";
  private static final Key STANDING = in("standing").key();
  private static final Key LEAVING = in("gone").key();

  private SiteRows() {}

  static Standing standing(Reads reads) {
    byte[] value = reads.get(STANDING);
    if (value == null) {
      return Standing.NONE;
    }
    TupleReader reader = reader(value);
    return new Standing(reader.unsigned(), reader.unsigned(), reader.unsigned());
  }

  static void put(Transaction transaction, Standing standing) {
    transaction.put(
        STANDING,
        writer()
            .unsigned(standing.newest())
            .unsigned(standing.current())
            .unsigned(standing.rollout())
            .key()
            .octets());
  }

  static Leaving leaving(Reads reads) {
    byte[] value = reads.get(LEAVING);
    if (value == null) {
      return Leaving.NONE;
    }
    TupleReader reader = reader(value);
    List<Leaving.Gone> gone = new ArrayList<>();
    for (long left = reader.unsigned(); left > 0; left--) {
      gone.add(new Leaving.Gone(reader.unsigned(), Instant.ofEpochMilli(reader.signed())));
    }
    return new Leaving(List.copyOf(gone));
  }

  static void put(Transaction transaction, Leaving leaving) {
    if (leaving.gone().isEmpty()) {
      transaction.delete(LEAVING);
      return;
    }
    TupleWriter writer = writer().unsigned(leaving.gone().size());
    for (Leaving.Gone each : leaving.gone()) {
      writer.unsigned(each.version()).signed(each.since().toEpochMilli());
    }
    transaction.put(LEAVING, writer.key().octets());
  }

  static void put(Transaction transaction, Version version, byte[] sealed) {
    transaction.put(
        key(VERSION, version.number()),
        writer()
            .string(version.sha256())
            .string(version.author())
            .string(version.message())
            .signed(version.at().toEpochMilli())
            .unsigned(version.restores())
            .unsigned(version.bytes())
            .key()
            .octets());
    for (int from = 0, part = 0; from < sealed.length; from += PART_BYTES, part++) {
      transaction.put(
          in(CONTENT).unsigned(version.number()).unsigned(part).key(),
          Arrays.copyOfRange(sealed, from, Math.min(sealed.length, from + PART_BYTES)));
    }
  }

  static @Nullable Version version(Reads reads, long number) {
    byte[] value = reads.get(key(VERSION, number));
    return value == null ? null : version(number, value);
  }

  /** Versions below a number, from the highest. */
  static List<Version> versionsBelow(Reads reads, long number, int most) {
    return reads.scan(below(VERSION, number, most)).rows().stream()
        .map(row -> version(number(row), row.value()))
        .toList();
  }

  /** The sealed content of a version; empty where there is none. */
  static byte[] content(Reads reads, long number) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Range left = in(CONTENT).unsigned(number).range();
    while (!left.isEmpty()) {
      var rows = reads.scan(Scan.of(left));
      rows.rows().forEach(row -> content.writeBytes(row.value()));
      left = rows.rest();
    }
    return content.toByteArray();
  }

  static void deleteContent(Transaction transaction, long number) {
    transaction.delete(in(CONTENT).unsigned(number).range());
  }

  static void putRefusal(Transaction transaction, long version, String edge) {
    transaction.put(refusal(version, edge), writer().key().octets());
  }

  static void deleteRefusal(Transaction transaction, long version, String edge) {
    transaction.delete(refusal(version, edge));
  }

  static void deleteRefusals(Transaction transaction, long version) {
    transaction.delete(in(REFUSAL).unsigned(version).range());
  }

  /** Some of the edges that have refused a version, in the order of their names. */
  static List<String> refusals(Reads reads, long version) {
    return reads.scan(Scan.of(in(REFUSAL).unsigned(version).range())).rows().stream()
        .map(SiteRows::edge)
        .toList();
  }

  private static String edge(Row row) {
    TupleReader key = new TupleReader(row.key());
    key.string();
    key.string();
    key.unsigned();
    return key.string();
  }

  private static Key refusal(long version, String edge) {
    return in(REFUSAL).unsigned(version).string(edge).key();
  }

  static void put(Transaction transaction, Rollout rollout) {
    RolloutPolicy policy = rollout.policy();
    TupleWriter writer =
        writer()
            .unsigned(rollout.previous())
            .string(rollout.stage().name())
            .string(rollout.reason())
            .signed(rollout.startedAt().toEpochMilli())
            .signed(rollout.endedAt() == null ? 0 : rollout.endedAt().toEpochMilli())
            .unsigned(policy.percent())
            .signed(policy.watch().toMillis())
            .fixed64(Double.doubleToLongBits(policy.maxErrorRatio()))
            .fixed64(Double.doubleToLongBits(policy.maxLatencyRatio()))
            .unsigned(policy.minRequests())
            .string(policy.unjudged().name());
    writeAll(writer, policy.canaries());
    writeAll(writer, rollout.canaries());
    transaction.put(key(ROLLOUT, rollout.version()), writer.key().octets());
  }

  static @Nullable Rollout rollout(Reads reads, long version) {
    byte[] value = reads.get(key(ROLLOUT, version));
    return value == null ? null : rollout(version, value);
  }

  /** Rollouts of versions below a number, from the highest. */
  static List<Rollout> rolloutsBelow(Reads reads, long version, int most) {
    return reads.scan(below(ROLLOUT, version, most)).rows().stream()
        .map(row -> rollout(number(row), row.value()))
        .toList();
  }

  private static Version version(long number, byte[] value) {
    TupleReader reader = reader(value);
    return new Version(
        number,
        reader.string(),
        reader.string(),
        reader.string(),
        Instant.ofEpochMilli(reader.signed()),
        reader.unsigned(),
        reader.unsigned());
  }

  private static Rollout rollout(long version, byte[] value) {
    TupleReader reader = reader(value);
    long previous = reader.unsigned();
    var stage = Rollout.Stage.valueOf(reader.string());
    String reason = reader.string();
    Instant startedAt = Instant.ofEpochMilli(reader.signed());
    long ended = reader.signed();
    StoredPolicy policy = StoredPolicy.read(reader);
    List<String> named = readAll(reader);
    List<String> canaries = readAll(reader);
    return new Rollout(
        version,
        previous,
        policy.with(named),
        canaries,
        startedAt,
        stage,
        reason,
        ended == 0 ? null : Instant.ofEpochMilli(ended));
  }

  /** The numbers of a policy, as they stand in a row. */
  private record StoredPolicy(
      long percent,
      long watchMillis,
      double errorRatio,
      double latencyRatio,
      long minRequests,
      String unjudged) {
    static StoredPolicy read(TupleReader reader) {
      return new StoredPolicy(
          reader.unsigned(),
          reader.signed(),
          Double.longBitsToDouble(reader.fixed64()),
          Double.longBitsToDouble(reader.fixed64()),
          reader.unsigned(),
          reader.string());
    }

    RolloutPolicy with(List<String> canaries) {
      return new RolloutPolicy(
          canaries,
          (int) percent,
          Duration.ofMillis(watchMillis),
          errorRatio,
          latencyRatio,
          minRequests,
          RolloutPolicy.Unjudged.valueOf(unjudged));
    }
  }

  private static void writeAll(TupleWriter writer, List<String> texts) {
    writer.unsigned(texts.size());
    texts.forEach(writer::string);
  }

  private static List<String> readAll(TupleReader reader) {
    String[] texts = new String[(int) reader.unsigned()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = reader.string();
    }
    return List.of(texts);
  }

  private static Scan below(String kind, long number, int most) {
    Range range = new Range(in(kind).key(), key(kind, number));
    return Scan.of(range).inReverse().upTo(most);
  }

  private static long number(Row row) {
    TupleReader key = new TupleReader(row.key());
    key.string();
    key.string();
    return key.unsigned();
  }

  private static Key key(String kind, long number) {
    return in(kind).unsigned(number).key();
  }

  private static TupleWriter writer() {
    return new TupleWriter().unsigned(FORMAT);
  }

  private static TupleReader reader(byte[] value) {
    TupleReader reader = new TupleReader(Key.wrap(value));
    long format = reader.unsigned();
    if (format != FORMAT) {
      throw new EngineException.Unsupported(
          "a row of configurations has format " + format + ", expected " + FORMAT);
    }
    return reader;
  }

  private static TupleWriter in(String kind) {
    return new TupleWriter().string(LAYER).string(kind);
  }
}
