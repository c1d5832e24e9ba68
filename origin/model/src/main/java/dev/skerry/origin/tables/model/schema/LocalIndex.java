package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A local secondary index: the partitions of the table, ordered by this component. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface LocalIndex {
  /** The index's name. */
  String name();

  /** What an entry of the index has of the item. */
  Projection projection() default Projection.ALL;

  /** With {@link Projection#INCLUDE}: the components that entries have besides the keys. */
  String[] include() default {};
}
