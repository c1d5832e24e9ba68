package dev.skerry.handler.wasm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.text.FieldRules;
import dev.skerry.handler.text.InvalidResult;
import dev.skerry.http.Fields;
import java.util.Arrays;
import java.util.Set;
import run.endive.runtime.TrapException;

/**
 * A question to a table or a bucket as a module writes it: a line with the operation, and then JSON
 * or the key of an object; of one that is put a line with its key, a list of fields, and the
 * content. Whatever a module writes, only what there is to ask is asked.
 */
final class QuestionOctets {
  /** The most of one: its content may have 1 MiB (what is sent), beside it key and fields. */
  static final int MOST = (1 << 20) + (1 << 16);

  private static final Set<String> OF_TABLES =
      Set.of("GetItem", "Query", "PutItem", "DeleteItem", "UpdateItem");
  private static final Set<String> OF_BUCKETS = Set.of("GET", "HEAD", "PUT", "DELETE", "LIST");
  private static final int MOST_FIELDS = 100;

  private final byte[] octets;
  private int at;

  private QuestionOctets(byte[] octets) {
    this.octets = octets;
  }

  /** The question; a trap where it is none. */
  static Question read(Binding.Kept of, byte[] octets) {
    return new QuestionOctets(octets).question(of);
  }

  private Question question(Binding.Kept of) {
    String operation = line();
    Set<String> there =
        switch (of) {
          case Binding.Table _ -> OF_TABLES;
          case Binding.Bucket _ -> OF_BUCKETS;
        };
    if (!there.contains(operation)) {
      throw new TrapException(of + " is not asked for " + operation + "; there are " + there);
    }
    return switch (operation) {
      case "PUT" -> {
        String key = key(line());
        yield new Question(of, operation, key, fields(), rest());
      }
      case "GET", "HEAD", "DELETE" ->
          new Question(of, operation, key(new String(rest(), UTF_8)), Fields.EMPTY, new byte[0]);
      default -> new Question(of, operation, "", Fields.EMPTY, rest());
    };
  }

  private static String key(String key) {
    if (key.isEmpty()) {
      throw new TrapException("the key of an object has one character or more");
    }
    return key;
  }

  private Fields fields() {
    Fields fields = new Fields();
    for (int left = count(line()); left > 0; left--) {
      String name = line();
      if (!ObjectFields.isGiven(name)) {
        throw new TrapException(
            "an object is given no field %s, but %s and %s…"
                .formatted(name, ObjectFields.GIVEN, ObjectFields.METADATA));
      }
      try {
        fields.add(FieldRules.name(name), FieldRules.value(name, latin1Line()));
      } catch (InvalidResult e) {
        throw new TrapException(e.getMessage());
      }
    }
    return fields;
  }

  private static int count(String line) {
    if (!line.matches("\\d{1,3}") || Integer.parseInt(line) > MOST_FIELDS) {
      throw new TrapException("an object has 0 to %d fields".formatted(MOST_FIELDS));
    }
    return Integer.parseInt(line);
  }

  // ---- parts

  private String line() {
    return new String(lineOctets(), UTF_8);
  }

  private String latin1Line() {
    return new String(lineOctets(), ISO_8859_1);
  }

  /** The last line needs no line feed. */
  private byte[] lineOctets() {
    int from = at;
    while (at < octets.length && octets[at] != '\n') {
      at++;
    }
    byte[] line = Arrays.copyOfRange(octets, from, at);
    at = Math.min(at + 1, octets.length);
    return line;
  }

  private byte[] rest() {
    return Arrays.copyOfRange(octets, at, octets.length);
  }
}
