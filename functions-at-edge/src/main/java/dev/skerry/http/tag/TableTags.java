package dev.skerry.http.tag;

/**
 * The tags of tables: {@code t:TABLE/KEY} of an item, where KEY is the partition's key, and the
 * sort key behind a slash if the table has one; {@code t:TABLE/PARTITION/*} of all items in a
 * partition of such a table, whichever there are; {@code t:TABLE/*} of all items of a table.
 *
 * <p>What stands behind the table's slash has at most {@value #KEY_LENGTH_MAX} characters: in place
 * of a longer text there is {@code #} and its SHA-256, 64 hexadecimal digits in lower case. No two
 * of these look alike, for parts of keys have neither slashes nor stars nor number signs.
 */
public final class TableTags {
  /** Characters behind the table's slash. */
  public static final int KEY_LENGTH_MAX = TagText.LENGTH_MAX;

  private TableTags() {}

  /** The tag of an item of a table without sort keys. */
  public static String item(String table, KeyPart partition) {
    return tag(table, partition.toString());
  }

  /** The tag of an item of a table with sort keys. */
  public static String item(String table, KeyPart partition, KeyPart sort) {
    return tag(table, partition + "/" + sort);
  }

  /** The tag of whatever items there are in a partition of a table with sort keys. */
  public static String partition(String table, KeyPart partition) {
    return tag(table, partition + "/*");
  }

  /** The tag of whatever items there are in a table. */
  public static String all(String table) {
    return prefix(table) + '*';
  }

  /** What all tags of a table begin with, and no other table's. */
  public static String prefix(String table) {
    return "t:" + table + '/';
  }

  private static String tag(String table, String key) {
    return prefix(table) + TagText.bounded(key);
  }
}
