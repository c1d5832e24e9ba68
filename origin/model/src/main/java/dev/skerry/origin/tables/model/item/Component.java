package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.Rule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One component of a record: an attribute of its items.
 *
 * @param name in the record
 * @param attribute in items
 * @param accessor reads it from a record
 * @param codec its form in items
 * @param required whether a record or item without it is refused
 * @param fallback its default; null if there is none
 * @param rules what must hold for it, besides its type
 * @param traits what else was said of it
 */
public record Component(
    String name,
    String attribute,
    Method accessor,
    Codec codec,
    boolean required,
    @Nullable Supplier<?> fallback,
    List<Rule<Object>> rules,
    Traits traits) {

  /**
   * What the library does with a component by itself.
   *
   * @param stamp what it is set to
   * @param after with {@link Stamp#EXPIRES}: so long after the first write; null: never
   * @param always whether the default replaces what is there
   * @param hidden whether serializers leave it out
   * @param hidesExpired with {@link Stamp#EXPIRES}: whether expired items are left out of reads
   * @param joined names of the components it is made of; empty if it is not
   * @param separator between them
   */
  public record Traits(
      Stamp stamp,
      @Nullable Duration after,
      boolean always,
      boolean hidden,
      boolean hidesExpired,
      List<String> joined,
      String separator) {}

  /** The value in a record. */
  public @Nullable Object of(Object record) {
    try {
      return accessor.invoke(record);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(accessor + " throws", Instances.cause(e));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(accessor + " cannot be called", e);
    }
  }

  /** Whether a value counts as none: a stamp that was not set yet. */
  boolean isUnset(@Nullable Object value) {
    return value == null || (traits.stamp != Stamp.NONE && value.equals(0L));
  }

  /** A moment as the component's type. */
  public Object time(Instant moment) {
    Instant kept = Texts.kept(moment);
    return Codecs.boxed(accessor.getReturnType()) == Long.class ? kept.toEpochMilli() : kept;
  }

  /** Checks a value and gives its form; null if it is wrong or nothing is kept of it. */
  public @Nullable AttributeValue encode(Object value, Trail trail) {
    int before = trail.findings().size();
    for (Rule<Object> rule : rules) {
      @Nullable String problem = problem(rule, value);
      if (problem != null) {
        trail.found(problem);
      }
    }
    return trail.findings().size() > before ? null : codec.encode(value, trail);
  }

  static @Nullable String problem(Rule<Object> rule, Object value) {
    try {
      return rule.problem(value);
    } catch (RuntimeException e) {
      return "cannot be checked: " + e;
    }
  }

  /** The value of an item without the attribute; null if there is none. */
  @Nullable Object absent(Trail trail) {
    if (fallback != null) {
      return fallback.get();
    }
    if (codec instanceof SetCodec && required) {
      return Set.of();
    }
    if (required) {
      trail.found("is missing");
    }
    return null;
  }
}
