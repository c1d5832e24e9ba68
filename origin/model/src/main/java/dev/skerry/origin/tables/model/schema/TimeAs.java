package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How an {@link java.time.Instant} is kept; without it as a number of milliseconds. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface TimeAs {
  /** The form. */
  Form value();

  /** A form that orders as time does. */
  enum Form {
    /** A number of seconds since 1970. */
    SECONDS,
    /** A number of milliseconds since 1970. */
    MILLISECONDS,
    /** A text in ISO 8601, UTC, with three decimals of seconds. */
    ISO
  }
}
