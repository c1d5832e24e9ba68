package dev.skerry.origin.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items as octets: a count of attributes, and for each its name and its value, which is a letter
 * for the type and what that type has. Counts and lengths have seven bits an octet, the lowest
 * first; numbers are their text.
 */
final class ItemCodec {
  private final byte[] octets;
  private int at;

  private ItemCodec(byte[] octets, int from) {
    this.octets = octets;
    this.at = from;
  }

  /** The octets of an item. */
  static byte[] encode(Item item) {
    Output out = new Output();
    entries(out, item.attributes());
    return out.toArray();
  }

  /** The item of octets that {@link #encode} gave. */
  static Item decode(byte[] octets) {
    return decode(octets, 0);
  }

  /** The item of such octets that begin at a place. */
  static Item decode(byte[] octets, int from) {
    try {
      return Item.owning(new ItemCodec(octets, from).entries());
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new EngineException.Corrupt("an item cannot be read", e);
    }
  }

  private static void entries(Output out, Map<String, AttributeValue> entries) {
    count(out, entries.size());
    entries.forEach(
        (name, value) -> {
          text(out, name);
          value(out, value);
        });
  }

  private static void value(Output out, AttributeValue value) {
    switch (value) {
      case AttributeValue.S(String text) -> {
        out.write('S');
        text(out, text);
      }
      case AttributeValue.N(ExactNumber number) -> {
        out.write('N');
        text(out, number.toString());
      }
      case AttributeValue.B(Bytes bytes) -> {
        out.write('B');
        octets(out, bytes.toArray());
      }
      case AttributeValue.Bool(boolean is) -> out.write(is ? 'T' : 'F');
      case AttributeValue.Null nothing -> out.write('0');
      case AttributeValue.SS(Set<String> members) -> {
        out.write('s');
        count(out, members.size());
        members.forEach(member -> text(out, member));
      }
      case AttributeValue.NS(Set<ExactNumber> members) -> {
        out.write('n');
        count(out, members.size());
        members.forEach(member -> text(out, member.toString()));
      }
      case AttributeValue.BS(Set<Bytes> members) -> {
        out.write('b');
        count(out, members.size());
        members.forEach(member -> octets(out, member.toArray()));
      }
      case AttributeValue.L(List<AttributeValue> elements) -> {
        out.write('L');
        count(out, elements.size());
        elements.forEach(element -> value(out, element));
      }
      case AttributeValue.M(Map<String, AttributeValue> map) -> {
        out.write('M');
        entries(out, map);
      }
    }
  }

  private static void text(Output out, String text) {
    octets(out, text.getBytes(UTF_8));
  }

  private static void octets(Output out, byte[] octets) {
    count(out, octets.length);
    out.write(octets);
  }

  private static void count(Output out, int count) {
    int left = count;
    while (left > 0x7F) {
      out.write((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  private Map<String, AttributeValue> entries() {
    int count = count();
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(text(), value());
    }
    return entries;
  }

  private AttributeValue value() {
    int type = octets[at++];
    return switch (type) {
      case 'S' -> new AttributeValue.S(text());
      case 'N' -> new AttributeValue.N(ExactNumber.parse(text()));
      case 'B' -> new AttributeValue.B(bytes());
      case 'T' -> new AttributeValue.Bool(true);
      case 'F' -> new AttributeValue.Bool(false);
      case '0' -> new AttributeValue.Null();
      case 's' -> {
        Set<String> members = new LinkedHashSet<>();
        for (int left = count(); left > 0; left--) {
          members.add(text());
        }
        yield new AttributeValue.SS(members);
      }
      case 'n' -> {
        Set<ExactNumber> members = new LinkedHashSet<>();
        for (int left = count(); left > 0; left--) {
          members.add(ExactNumber.parse(text()));
        }
        yield new AttributeValue.NS(members);
      }
      case 'b' -> {
        Set<Bytes> members = new LinkedHashSet<>();
        for (int left = count(); left > 0; left--) {
          members.add(bytes());
        }
        yield new AttributeValue.BS(members);
      }
      case 'L' -> {
        List<AttributeValue> elements = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
          elements.add(value());
        }
        yield new AttributeValue.L(elements);
      }
      case 'M' -> new AttributeValue.M(entries());
      default -> throw new IllegalArgumentException("no type " + type);
    };
  }

  private String text() {
    int length = count();
    String text = new String(octets, at, length, UTF_8);
    at += length;
    return text;
  }

  private Bytes bytes() {
    int length = count();
    byte[] part = Arrays.copyOfRange(octets, at, at + length);
    at += length;
    return Bytes.copyOf(part);
  }

  private int count() {
    int count = 0;
    for (int shift = 0; ; shift += 7) {
      byte octet = octets[at++];
      count |= (octet & 0x7F) << shift;
      if (octet >= 0) {
        return count;
      }
    }
  }

  /** Octets that grow; a ByteArrayOutputStream would take a lock for each of them. */
  private static final class Output {
    private static final int FIRST_BYTES = 512;

    private byte[] octets = new byte[FIRST_BYTES];
    private int length;

    void write(int octet) {
      reserve(1);
      octets[length++] = (byte) octet;
    }

    void write(byte[] more) {
      reserve(more.length);
      System.arraycopy(more, 0, octets, length, more.length);
      length += more.length;
    }

    private void reserve(int more) {
      if (more > octets.length - length) {
        octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
      }
    }

    byte[] toArray() {
      return Arrays.copyOf(octets, length);
    }
  }
}
