package dev.skerry.origin.tables.model.error;

/** No item with this key is there. */
public final class NotFound extends ModelException {
  private final transient Object key;

  /** With the key and the name of the table. */
  public NotFound(Object key, String table) {
    super(key + " is not in the table " + table, null);
    this.key = key;
  }

  /** The key that was given. */
  public Object key() {
    return key;
  }
}
