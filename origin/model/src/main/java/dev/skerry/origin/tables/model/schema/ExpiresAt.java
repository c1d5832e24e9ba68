package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** When the table's time to live ends the item: an {@link java.time.Instant}, kept in seconds. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ExpiresAt {
  /** So long after it is first written, in ISO 8601 as {@code P30D}, where null; empty: never. */
  String after() default "";

  /** Whether items past that time, which the table still has, are left out of what is read. */
  boolean hidesExpired() default false;
}
