package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Token.Kind;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.Nesting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values: parameters, and what is written out as a number, text, list, tuple or bag. */
final class Literals {
  private static final String ROOT = "root";

  private final Cursor cursor;

  Literals(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Whether a value comes next. */
  boolean isNext() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case STRING, NUMBER, PARAMETER -> true;
      case WORD -> token.isWord("true") || token.isWord("false") || token.isWord("null");
      case SIGN ->
          token.isSign("[")
              || token.isSign("{")
              || token.isSign("<<")
              || token.isSign("-")
              || token.isSign("+");
      case QUOTED, END -> false;
    };
  }

  /** A value. */
  AttributeValue value() {
    return cursor.peek().kind() == Kind.PARAMETER ? parameter() : literal(ROOT, 0);
  }

  private AttributeValue parameter() {
    cursor.next();
    return cursor.parameter();
  }

  /** The attributes of an item: a tuple in which values may be parameters. */
  Item item() {
    cursor.expect("{", "LEFT_CURLY");
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    if (!cursor.peek().isSign("}")) {
      do {
        String name = name();
        attributes.put(name, value());
      } while (cursor.accept(","));
    }
    cursor.expect("}", "RIGHT_CURLY");
    return new Item(attributes);
  }

  private String name() {
    Token token = cursor.next();
    if (token.kind() != Kind.STRING && token.kind() != Kind.QUOTED) {
      throw MalformedStatement.because("Expected a string as the name of an attribute");
    }
    cursor.expect(":", "COLON");
    if (token.text().isEmpty()) {
      throw TableException.validation("Path component cannot be an empty string");
    }
    return token.text();
  }

  /**
   * A value that is written out.
   *
   * @param path how texts name its place
   * @param levels how many collections are around it
   */
  private AttributeValue literal(String path, int levels) {
    if (levels >= Nesting.MAX_LEVELS) {
      throw TableException.validation(
          "Nesting Levels have exceeded supported limits under " + path);
    }
    Token token = cursor.next();
    return switch (token.kind()) {
      case STRING -> new AttributeValue.S(token.text());
      case NUMBER -> new AttributeValue.N(ExactNumber.parse(token.text()));
      case PARAMETER ->
          throw TableException.validation(
              "Unsupported data type: Parameter under key "
                  + path
                  + " at "
                  + cursor.position(token));
      case WORD -> word(token);
      case SIGN ->
          switch (token.text()) {
            case "[" -> list(path, levels);
            case "{" -> tuple(path, levels);
            case "<<" -> bag(path, levels);
            case "-", "+" -> signed(token);
            default -> throw unexpected();
          };
      case QUOTED, END -> throw unexpected();
    };
  }

  private static TableException unexpected() {
    return MalformedStatement.because("Unexpected term");
  }

  private static AttributeValue word(Token token) {
    if (token.isWord("null")) {
      return new AttributeValue.Null();
    }
    if (token.isWord("true") || token.isWord("false")) {
      return new AttributeValue.Bool(token.isWord("true"));
    }
    if (token.isWord("missing")) {
      throw TableException.validation("MISSING must be compared using IS operator");
    }
    throw unexpected();
  }

  /** A number with signs in front, the first of which was passed over. */
  private AttributeValue signed(Token first) {
    boolean negative = first.isSign("-");
    while (cursor.peek().isSign("-") || cursor.peek().isSign("+")) {
      negative ^= cursor.next().isSign("-");
    }
    Token number = cursor.next();
    if (number.kind() != Kind.NUMBER) {
      throw TableException.validation(
          "Unsupported operator in Condition Expression. Operator: " + first.text());
    }
    return new AttributeValue.N(ExactNumber.parse((negative ? "-" : "") + number.text()));
  }

  private AttributeValue list(String path, int levels) {
    List<AttributeValue> elements = new ArrayList<>();
    if (!cursor.peek().isSign("]")) {
      do {
        elements.add(literal(path + "[" + elements.size() + "]", levels + 1));
      } while (cursor.accept(","));
    }
    cursor.expect("]", "RIGHT_BRACKET");
    return new AttributeValue.L(elements);
  }

  private AttributeValue tuple(String path, int levels) {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    if (!cursor.peek().isSign("}")) {
      do {
        String name = name();
        entries.put(name, literal(path + "." + name, levels + 1));
      } while (cursor.accept(","));
    }
    cursor.expect("}", "RIGHT_CURLY");
    return new AttributeValue.M(entries);
  }

  private AttributeValue bag(String path, int levels) {
    List<AttributeValue> members = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    if (!cursor.peek().isSign(">>")) {
      do {
        Token first = cursor.peek();
        if (first.kind() == Kind.PARAMETER) {
          throw Bags.unsupported();
        }
        members.add(literal(path, levels + 1));
        texts.add(first.text());
      } while (cursor.accept(","));
    }
    cursor.expect(">>", "RIGHT_DOUBLE_ANGLE_BRACKET");
    return Bags.set(members, texts);
  }
}
