package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A global secondary index whose partition key is this component. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@Repeatable(GlobalIndex.Several.class)
public @interface GlobalIndex {
  /** The index's name. */
  String name();

  /** The component that is its sort key; empty: it has none. */
  String sort() default "";

  /** What an entry of the index has of the item. */
  Projection projection() default Projection.ALL;

  /** With {@link Projection#INCLUDE}: the components that entries have besides the keys. */
  String[] include() default {};

  /** Read capacity units a second; 0: as the table. */
  long readUnits() default 0;

  /** Write capacity units a second; 0: as the table. */
  long writeUnits() default 0;

  /** Several of them on one component. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Several {
    /** The indexes. */
    GlobalIndex[] value();
  }
}
