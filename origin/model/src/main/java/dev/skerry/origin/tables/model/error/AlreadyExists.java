package dev.skerry.origin.tables.model.error;

/** An item with this key is there already. */
public final class AlreadyExists extends ModelException {
  private final transient Object key;

  /** With the key and the name of the table. */
  public AlreadyExists(Object key, String table) {
    super(key + " is already in the table " + table, null);
    this.key = key;
  }

  /** The key that was given. */
  public Object key() {
    return key;
  }
}
