package dev.skerry.control.admin;

import dev.skerry.edge.admin.AuditLine;
import dev.skerry.edge.admin.Problem;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.tuple.TupleReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How lines of the audit log are rows, by their numbers. */
final class AuditRows {
  private AuditRows() {}

  static Key newest() {
    return AdminRows.in("audit-newest").key();
  }

  static Key line(long number) {
    return AdminRows.in("audit").fixed64(number).key();
  }

  /** The lines with numbers above one and below another. */
  static Range between(long above, long below) {
    return new Range(line(above).next(), line(below));
  }

  static byte[] writeNumber(long number) {
    return AdminRows.value().unsigned(number).key().octets();
  }

  static long readNumber(byte @Nullable [] value) {
    return value == null ? 0 : AdminRows.reader(value).unsigned();
  }

  static byte[] write(Instant at, AuditLine line) {
    Problem problem = line.problem();
    return AdminRows.value()
        .signed(at.toEpochMilli())
        .string(line.caller() == null ? "" : line.caller())
        .string(line.from())
        .string(line.method())
        .string(line.path())
        .string(line.what())
        .unsigned(line.status())
        .string(problem == null ? "" : problem.name())
        .key()
        .octets();
  }

  static AuditEntry read(Row row) {
    TupleReader value = AdminRows.reader(row.value());
    Instant at = Instant.ofEpochMilli(value.signed());
    String caller = value.string();
    AuditLine line =
        new AuditLine(
            caller.isEmpty() ? null : caller,
            value.string(),
            value.string(),
            value.string(),
            value.string(),
            (int) value.unsigned(),
            problem(value.string()));
    return new AuditEntry(AdminRows.reader(row.key()).fixed64(), at, line);
  }

  /** Null for none, and for one that this version does not know. */
  private static @Nullable Problem problem(String name) {
    for (Problem each : Problem.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return null;
  }
}
