package dev.skerry.edge.purge;

/**
 * How much a {@link PurgeTable} remembers. What is beyond is folded: the oldest purges become a
 * purge of their whole site with the same number, the oldest of these a purge of everything. The
 * length of their texts is limited, too: to 256 characters each on average, 4,096 for expressions.
 *
 * @param exact hosts, URLs and tags
 * @param prefixes URL prefixes
 * @param expressions expressions; each costs one evaluation per stored response that is older
 * @param sites purges of whole sites
 * @param epochs groups of tickets by age; more let purges be forgotten sooner
 */
public record PurgeLimits(int exact, int prefixes, int expressions, int sites, int epochs) {
  /** Limits that suit one edge: at most about a hundred megabytes, mostly far less. */
  public static final PurgeLimits DEFAULT = new PurgeLimits(200_000, 20_000, 500, 10_000, 64);

  public PurgeLimits {
    check("exact", exact, 1);
    check("prefixes", prefixes, 1);
    check("expressions", expressions, 1);
    check("sites", sites, 1);
    check("epochs", epochs, 2);
  }

  private static void check(String what, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException(what + ": expected at least " + min + ", got " + value);
    }
  }
}
