package dev.skerry.origin.tables.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The value of an attribute, of one of ten types.
 *
 * <p>Values are immutable and keep the order in which members of sets and maps came. {@code equals}
 * is the service's {@code =}: same type and same content, sets and maps in any order, numbers by
 * their amount.
 */
public sealed interface AttributeValue {
  /** The type of the value. */
  AttributeType type();

  /** A string; may be empty. */
  record S(String value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.S;
    }
  }

  /** A number. */
  record N(ExactNumber value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.N;
    }
  }

  /** A sequence of octets; may be empty. */
  record B(Bytes value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.B;
    }
  }

  /** True or false. */
  record Bool(boolean value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.BOOL;
    }
  }

  /** The value of unknown or undefined state; all are the same. */
  record Null() implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.NULL;
    }
  }

  /** A set of strings, never empty. */
  record SS(Set<String> members) implements AttributeValue {
    public SS {
      members = setOf(members);
    }

    @Override
    public AttributeType type() {
      return AttributeType.SS;
    }
  }

  /** A set of numbers, never empty. */
  record NS(Set<ExactNumber> members) implements AttributeValue {
    public NS {
      members = setOf(members);
    }

    @Override
    public AttributeType type() {
      return AttributeType.NS;
    }
  }

  /** A set of sequences of octets, never empty. */
  record BS(Set<Bytes> members) implements AttributeValue {
    public BS {
      members = setOf(members);
    }

    @Override
    public AttributeType type() {
      return AttributeType.BS;
    }
  }

  /** A list of values of any type; may be empty. */
  record L(List<AttributeValue> elements) implements AttributeValue {
    public L {
      elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }

    @Override
    public AttributeType type() {
      return AttributeType.L;
    }
  }

  /** A map of names to values of any type; may be empty. */
  record M(Map<String, AttributeValue> entries) implements AttributeValue {
    public M {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public AttributeType type() {
      return AttributeType.M;
    }
  }

  /** A string. */
  static AttributeValue string(String value) {
    return new S(value);
  }

  /** A number, from text that is known to be one. */
  static AttributeValue number(String value) {
    return new N(ExactNumber.parse(value));
  }

  /** A number. */
  static AttributeValue number(long value) {
    return new N(ExactNumber.of(value));
  }

  private static <T> Set<T> setOf(Collection<T> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a set of no members");
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(members));
  }
}
