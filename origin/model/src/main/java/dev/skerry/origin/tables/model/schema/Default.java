package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/**
 * What a component is when a record without it is written, or an item without it is read.
 *
 * <p>One of both members: a text, which is read as the component's type, or a supplier.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** The text: numbers, {@code true}, names of an enum's constants, times in ISO 8601. */
  String value() default "";

  /** Makes the value, with its constructor without parameters; may block. */
  Class<? extends Supplier<?>> by() default None.class;

  /** Whether it also replaces a value that is there, each time that the record is written. */
  boolean always() default false;

  /** Stands for no supplier. */
  final class None implements Supplier<Object> {
    private None() {}

    @Override
    public Object get() {
      throw new UnsupportedOperationException();
    }
  }
}
