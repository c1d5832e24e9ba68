package dev.skerry.origin.tables.partiql;

/** What a write gives back of its item. */
public enum Returning {
  ALL_OLD("ALL", "OLD"),
  ALL_NEW("ALL", "NEW"),
  MODIFIED_OLD("MODIFIED", "OLD"),
  MODIFIED_NEW("MODIFIED", "NEW");

  private final String scope;
  private final String age;

  Returning(String scope, String age) {
    this.scope = scope;
    this.age = age;
  }

  /** How much of the item, as it is written. */
  String scope() {
    return scope;
  }

  /** Of which state of the item, as it is written. */
  String age() {
    return age;
  }

  /** The clause that says it. */
  String clause() {
    return "RETURNING " + scope + " " + age + " *";
  }
}
