package dev.skerry.edge.purge;

/** Which stored responses a purge is about. A {@link Purge} may limit it further to one site. */
public sealed interface Selector {
  /** Whether a stored response, seen at that moment, is one of them. */
  boolean selects(Purgeable stored, long atMillis);

  /** All there are; limited to a site, the whole site. */
  record Everything() implements Selector {
    @Override
    public boolean selects(Purgeable stored, long atMillis) {
      return true;
    }
  }

  /**
   * Those of one authority.
   *
   * @param authority host in lower case, and port if that is not the scheme's default
   */
  record Host(String authority) implements Selector {
    public Host {
      Bounds.checkKey("host", authority);
    }

    @Override
    public boolean selects(Purgeable stored, long atMillis) {
      return authority.equals(stored.host());
    }
  }

  /**
   * Those of one URL, all variants.
   *
   * @param url authority, path and query as in a cache key: {@code example.com/a?b=c}
   */
  record Url(String url) implements Selector {
    public Url {
      Bounds.checkKey("url", url);
      Bounds.checkHasPath("url", url);
    }

    @Override
    public boolean selects(Purgeable stored, long atMillis) {
      return url.equals(stored.url());
    }
  }

  /**
   * Those that carry a tag.
   *
   * @param tag compared exactly, case included
   */
  record Tag(String tag) implements Selector {
    public Tag {
      Bounds.checkKey("tag", tag);
    }

    @Override
    public boolean selects(Purgeable stored, long atMillis) {
      return stored.tags().contains(tag);
    }
  }

  /**
   * Those whose URL begins so; characters are compared, not path segments: {@code example.com/a}
   * selects {@code example.com/about}, too.
   *
   * @param prefix authority and the beginning of a path, at least its first slash
   */
  record Prefix(String prefix) implements Selector {
    public Prefix {
      Bounds.checkKey("prefix", prefix, Bounds.MAX_PREFIX_LENGTH);
      Bounds.checkHasPath("prefix", prefix);
    }

    @Override
    public boolean selects(Purgeable stored, long atMillis) {
      return stored.url().startsWith(prefix);
    }
  }

  /** Those for which an expression holds at the moment of the purge. */
  record Matching(Expression expression) implements Selector {
    @Override
    public boolean selects(Purgeable stored, long atMillis) {
      return expression.matches(stored, atMillis);
    }
  }
}
