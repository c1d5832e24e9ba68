package dev.skerry.edge.admin.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Between what a member of a record must be, both included: a number itself, a text by its UTF-16
 * units, a list or map by what it holds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
  /** The least. */
  long min() default Long.MIN_VALUE;

  /** The most. */
  long max() default Long.MAX_VALUE;
}
