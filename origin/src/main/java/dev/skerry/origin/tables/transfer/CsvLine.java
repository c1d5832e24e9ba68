package dev.skerry.origin.tables.transfer;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record of CSV. Source: RFC 4180. */
public final class CsvLine {
  private CsvLine() {}

  /**
   * Its fields.
   *
   * @throws TableException where quotation marks are not closed, or have something behind them
   */
  public static List<String> fields(String line, char delimiter) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (at < line.length() && line.charAt(at) == '"') {
        at = quoted(line, at + 1, field);
        if (at < line.length() && line.charAt(at) != delimiter) {
          throw TableException.validation("There is something behind a quoted field");
        }
      } else {
        int end = line.indexOf(delimiter, at);
        int to = end < 0 ? line.length() : end;
        field.append(line, at, to);
        at = to;
      }
      fields.add(field.toString());
      if (at >= line.length()) {
        return fields;
      }
      at++;
    }
  }

  /** Reads a field up to behind its closing mark. */
  private static int quoted(String line, int from, StringBuilder field) {
    int at = from;
    while (at < line.length()) {
      char letter = line.charAt(at++);
      if (letter != '"') {
        field.append(letter);
      } else if (at < line.length() && line.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        return at;
      }
    }
    throw TableException.validation("A quoted field is not closed");
  }

  /**
   * The item of a record: texts, but for what is in keys. Fields without a letter are no
   * attributes.
   *
   * @param types of the attributes that are in keys
   * @throws TableException when there are more fields than names, or a value is not of its type
   */
  public static Item item(
      List<String> names, List<String> fields, Map<String, AttributeType> types) {
    if (fields.size() > names.size()) {
      throw TableException.validation("The record has more fields than the header");
    }
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      if (!field.isEmpty()) {
        String name = names.get(i);
        attributes.put(name, value(field, types.getOrDefault(name, AttributeType.S)));
      }
    }
    return new Item(attributes);
  }

  private static AttributeValue value(String field, AttributeType type) {
    return switch (type) {
      case N -> new AttributeValue.N(ExactNumber.parse(field));
      case B -> new AttributeValue.B(octets(field));
      default -> AttributeValue.string(field);
    };
  }

  private static Bytes octets(String field) {
    try {
      return Bytes.copyOf(Base64.getDecoder().decode(field));
    } catch (IllegalArgumentException e) {
      throw TableException.validation("A key of octets is no Base64");
    }
  }
}
