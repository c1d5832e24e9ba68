package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a component differs from what is kept of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Transform {
  /** Made once, with its constructor without parameters. */
  Class<? extends Transformation<?, ?>> value();
}
