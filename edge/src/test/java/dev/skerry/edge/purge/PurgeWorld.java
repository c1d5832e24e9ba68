package dev.skerry.edge.purge;

import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A small world of sites, hosts, paths, tags and expressions, from which tests draw at random. */
final class PurgeWorld {
  private static final List<String> SITES = List.of("shop", "blog");
  private static final List<String> HOSTS = List.of("a.example", "b.example", "b.example:81");
  private static final List<Expression> EXPRESSIONS =
      List.of(
          expression("status == 404"),
          expression("status >= 500 or size > 2KB"),
          expression("age > 20ms"),
          expression("not age > 5ms and host == \"a.example\""),
          expression("tag ~ \"^t[0-3]$\" and type == \"text/html\""),
          expression("path contains \"c\" and query"));

  private final RandomGenerator random;

  PurgeWorld(RandomGenerator random) {
    this.random = random;
  }

  StoredExample stored(Ticket ticket, long bornAtMillis) {
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(tag());
    }
    return new StoredExample(
        ticket,
        one(SITES),
        url(),
        tags,
        one(List.of(200, 404, 503)),
        Fields.of("content-type", one(List.of("text/html", "image/png"))),
        random.nextInt(3_000),
        bornAtMillis);
  }

  Purge purge(long sequence, long atMillis) {
    List<Selector> selectors = new ArrayList<>();
    do {
      selectors.add(selector());
    } while (random.nextInt(4) == 0);
    return new Purge(sequence, atMillis, site(), selectors, random.nextInt(3) == 0);
  }

  private @Nullable String site() {
    return random.nextInt(3) == 0 ? one(SITES) : null;
  }

  private Selector selector() {
    return switch (random.nextInt(40)) {
      case 0 -> new Selector.Everything();
      case 1, 2 -> new Selector.Host(one(HOSTS));
      case 3, 4, 5, 6 -> new Selector.Matching(one(EXPRESSIONS));
      case 7, 8, 9, 10, 11, 12 -> new Selector.Prefix(one(HOSTS) + path(random.nextInt(3)));
      case 13, 14, 15, 16, 17, 18, 19, 20 -> new Selector.Tag(tag());
      default -> new Selector.Url(url());
    };
  }

  private String url() {
    return one(HOSTS) + path(3) + (random.nextInt(3) == 0 ? "?q=" + random.nextInt(3) : "");
  }

  private String path(int length) {
    StringBuilder path = new StringBuilder("/");
    for (int i = 0; i < length; i++) {
      path.append((char) ('a' + random.nextInt(3)));
    }
    return path.toString();
  }

  private String tag() {
    return "t" + random.nextInt(12);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Expression expression(String text) {
    try {
      return Expression.parse(text);
    } catch (ExpressionException e) {
      throw new AssertionError(e);
    }
  }
}
