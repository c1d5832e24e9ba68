package dev.skerry.control.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.Report;
import dev.skerry.edge.sync.SyncCodec;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How what control planes of one engine tell each other is rows, each under who tells it. */
final class SharedRows {
  /** Told of each change, so that the others hear of it. */
  static final Topic TOPIC = new Topic("skerry.fleet");

  /** Problems of a refused configuration that others are told, and of how many characters. */
  private static final int PROBLEMS_MAX = 20;

  private static final int PROBLEM_MAX = 500;
  private static final int VITALS_BYTES_MAX = 16 << 20;

  private SharedRows() {}

  /** Changes whenever edges join, renew or are revoked. */
  static Key membership() {
    return FleetRows.in("membership").key();
  }

  static long readCount(byte @Nullable [] value) {
    return value == null ? 0 : FleetRows.reader(value).unsigned();
  }

  static byte[] writeCount(long count) {
    return FleetRows.value().unsigned(count).key().octets();
  }

  static long membership(Reads reads) {
    return readCount(reads.get(membership()));
  }

  /** A control plane that is there: a count that goes on as long as it is. */
  static Key plane(String plane) {
    return FleetRows.in("plane").string(plane).key();
  }

  static Range planes() {
    return FleetRows.in("plane").range();
  }

  /** The last part of a key of a plane. */
  static String readPlane(Key key) {
    TupleReader reader = new TupleReader(key);
    reader.string();
    reader.string();
    return reader.string();
  }

  /** How an edge is that a control plane has. */
  static Key edge(String plane, String edge) {
    return FleetRows.in("at").string(plane).string(edge).key();
  }

  static Range edgesOf(String plane) {
    return FleetRows.in("at").string(plane).range();
  }

  /** What it last told of itself. */
  static Key vitals(String plane, String edge) {
    return FleetRows.in("vitals").string(plane).string(edge).key();
  }

  static Range vitalsOf(String plane) {
    return FleetRows.in("vitals").string(plane).range();
  }

  /**
   * A state without its vitals.
   *
   * @param vitals counts those that were written, so that others know when there are new ones
   */
  record Told(EdgeState state, long vitals) {}

  static byte[] write(Told told) {
    EdgeState state = told.state();
    TupleWriter value =
        FleetRows.value()
            .string(state.edge())
            .unsigned(told.vitals())
            .signed(millis(state.since()))
            .signed(millis(state.heard()))
            .string(text(state.software()))
            .signed(state.startedAtMillis())
            .unsigned(state.applied())
            .unsigned(state.version());
    write(value, state.needsRestart());
    Report.Refused refused = state.refused();
    value.unsigned(refused == null ? 0 : refused.version());
    write(value, refused == null ? List.of() : refused.problems());
    return value.key().octets();
  }

  private static void write(TupleWriter value, List<String> lines) {
    List<String> some = lines.subList(0, Math.min(PROBLEMS_MAX, lines.size()));
    value.unsigned(some.size());
    some.forEach(line -> value.string(text(line)));
  }

  /** The beginning of a text of an edge, without halves of characters, which rows do not take. */
  private static String text(String line) {
    String some = line.substring(0, Math.min(PROBLEM_MAX, line.length()));
    return new String(some.getBytes(UTF_8), UTF_8);
  }

  static Told readTold(byte[] row) {
    TupleReader value = FleetRows.reader(row);
    String edge = value.string();
    long vitals = value.unsigned();
    Instant since = FleetRows.instant(value);
    Instant heard = FleetRows.instant(value);
    String software = value.string();
    long startedAtMillis = value.signed();
    long applied = value.unsigned();
    long version = value.unsigned();
    List<String> needsRestart = lines(value);
    long refusedVersion = value.unsigned();
    List<String> problems = lines(value);
    Report.Refused refused =
        refusedVersion == 0 ? null : new Report.Refused(refusedVersion, problems);
    return new Told(
        new EdgeState(
            edge,
            true,
            since,
            heard,
            software,
            startedAtMillis,
            applied,
            version,
            needsRestart,
            refused,
            null),
        vitals);
  }

  private static List<String> lines(TupleReader value) {
    List<String> lines = new ArrayList<>();
    for (long left = value.unsigned(); left > 0; left--) {
      lines.add(value.string());
    }
    return lines;
  }

  private static long millis(@Nullable Instant instant) {
    return instant == null ? 0 : instant.toEpochMilli();
  }

  /** Vitals as a value; null where they are too long for one, in thousands of sites. */
  static byte @Nullable [] write(EdgeVitals vitals) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(octets)) {
      packed.write(SyncCodec.write(new Report.Vitals(vitals)));
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes everything", e);
    }
    return octets.size() > Limits.VALUE_BYTES ? null : octets.toByteArray();
  }

  static EdgeVitals readVitals(byte[] row) {
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(row))) {
      List<Report> reports = SyncCodec.reports(unpacked.readNBytes(VITALS_BYTES_MAX));
      if (reports.size() == 1 && reports.getFirst() instanceof Report.Vitals(EdgeVitals vitals)) {
        return vitals;
      }
      throw new EngineException.Corrupt(
          "vitals of an edge are " + reports.size() + " reports", null);
    } catch (IOException e) {
      throw new EngineException.Corrupt("vitals of an edge: " + e.getMessage(), e);
    }
  }
}
