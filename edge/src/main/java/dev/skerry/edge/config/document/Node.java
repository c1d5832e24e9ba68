package dev.skerry.edge.config.document;

import java.util.List;

/** A node of a document's tree, which knows where it stands. */
sealed interface Node {
  Mark mark();

  /** What it is, in words for messages. */
  String words();

  /** How many nodes it consists of, counting an alias as what it stands for. */
  int weight();

  record Mapping(Mark mark, List<Entry> entries, int weight) implements Node {
    @Override
    public String words() {
      return "an object";
    }
  }

  /** One key of a mapping and its value. */
  record Entry(String key, Mark keyMark, Node value) {}

  record Sequence(Mark mark, List<Node> items, int weight) implements Node {
    @Override
    public String words() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text as written, quotes and escapes undone
   * @param kind what the text stands for
   */
  record Scalar(Mark mark, String text, Kind kind) implements Node {
    @Override
    public int weight() {
      return 1;
    }

    @Override
    public String words() {
      return switch (kind) {
        case NULL -> "nothing";
        case BOOLEAN -> text;
        case NUMBER -> "the number " + text;
        case TEXT -> '"' + shortened().replaceAll("\\p{Cntrl}", "·") + '"';
      };
    }

    private String shortened() {
      return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
  }

  /** What a scalar stands for (YAML 1.2 §10.3, the core schema). */
  enum Kind {
    NULL,
    BOOLEAN,
    NUMBER,
    TEXT;

    /** The kind of an unquoted YAML scalar. */
    static Kind ofPlain(String text) {
      return switch (text) {
        case "", "~", "null", "Null", "NULL" -> NULL;
        case "true", "True", "TRUE", "false", "False", "FALSE" -> BOOLEAN;
        default -> isNumber(text) ? NUMBER : TEXT;
      };
    }

    private static boolean isNumber(String text) {
      int digits = 0;
      int dots = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
          digits++;
        } else if (c == '.') {
          dots++;
        } else if (!((c == '-' || c == '+') && i == 0)) {
          return false;
        }
      }
      return digits > 0 && dots <= 1;
    }
  }
}
