package dev.skerry.origin.tables.model.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which table a record is an item of; without it the table is named after the record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
  /** The table's name without prefix and suffix; empty: the record's simple name. */
  String name() default "";

  /** Read capacity units a second; 0: billed by request. */
  long readUnits() default 0;

  /** Write capacity units a second; 0: billed by request. */
  long writeUnits() default 0;

  /** What the table's stream shows of each change. */
  Stream stream() default Stream.NONE;

  /** Whether the table can be deleted only after this was taken back. */
  boolean deletionProtection() default false;

  /** Whether items are seldom read: DynamoDB's class of storage with cheaper space. */
  boolean infrequentAccess() default false;

  /** Tags, each as {@code key=value}. */
  String[] tags() default {};

  /** What a stream shows of each change. */
  enum Stream {
    NONE,
    KEYS_ONLY,
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES
  }
}
