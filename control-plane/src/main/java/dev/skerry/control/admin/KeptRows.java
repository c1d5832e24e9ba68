package dev.skerry.control.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.admin.KeptAnswer;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.tuple.TupleReader;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How kept answers are rows, by their callers and keys; and those keys by their age. */
final class KeptRows {
  private KeptRows() {}

  /** Which answer. */
  record Name(String caller, String key) {}

  /**
   * What is kept.
   *
   * @param request the SHA-256 of the request, in hexadecimal
   * @param answer null while the call is under way
   */
  record Kept(Instant since, String request, @Nullable KeptAnswer answer) {}

  static Key answer(Name name) {
    return AdminRows.in("answer").string(name.caller()).string(name.key()).key();
  }

  static Range answers() {
    return AdminRows.in("answer").range();
  }

  static Key age(Instant since, Name name) {
    return AdminRows.in("answer-age")
        .fixed64(since.toEpochMilli())
        .string(name.caller())
        .string(name.key())
        .key();
  }

  /** The keys of answers from before a moment. */
  static Range before(Instant moment) {
    Range all = AdminRows.in("answer-age").range();
    return all.endingBefore(AdminRows.in("answer-age").fixed64(moment.toEpochMilli()).key());
  }

  static Name name(Key age) {
    TupleReader reader = AdminRows.reader(age);
    reader.fixed64();
    return new Name(reader.string(), reader.string());
  }

  /** A value; the answer's content is sealed, for there may be secrets in it. */
  static byte[] write(Name name, Kept kept, MasterKey master) {
    TupleWriter value =
        AdminRows.value().signed(kept.since().toEpochMilli()).string(kept.request());
    KeptAnswer answer = kept.answer();
    if (answer == null) {
      return value.unsigned(0).key().octets();
    }
    value.unsigned(answer.status()).unsigned(answer.fields().size());
    answer.fields().forEach((field, text) -> value.string(field).string(text));
    return value
        .bytes(master.sealBytes(name.toString(), answer.content().getBytes(UTF_8)))
        .key()
        .octets();
  }

  /** What a value holds; {@code name} is that of its key. */
  static Kept read(Name name, byte[] value, MasterKey master) {
    TupleReader reader = AdminRows.reader(value);
    Instant since = Instant.ofEpochMilli(reader.signed());
    String request = reader.string();
    int status = (int) reader.unsigned();
    if (status == 0) {
      return new Kept(since, request, null);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (long left = reader.unsigned(); left > 0; left--) {
      fields.put(reader.string(), reader.string());
    }
    String content = new String(master.openBytes(name.toString(), reader.bytes()), UTF_8);
    return new Kept(since, request, new KeptAnswer(status, fields, content));
  }

  /** Since when a value is kept. */
  static Instant since(byte[] value) {
    return Instant.ofEpochMilli(AdminRows.reader(value).signed());
  }
}
