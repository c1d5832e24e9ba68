package dev.skerry.loadtest.bench;

import dev.skerry.edge.purge.Purgeable;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.http.Fields;
import java.util.List;

/** A stored response as a purge sees it. */
record PurgeableSample(Ticket ticket) implements Purgeable {
  private static final List<String> TAGS = List.of("product-42x", "page", "shop");

  @Override
  public String site() {
    return "example";
  }

  @Override
  public String host() {
    return "www.example.org";
  }

  @Override
  public String url() {
    return "www.example.org/assets/app-5f3a.js?v=12";
  }

  @Override
  public List<String> tags() {
    return TAGS;
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public Fields fields() {
    return Fields.EMPTY;
  }

  @Override
  public long sizeBytes() {
    return 1_024;
  }

  @Override
  public long ageMillis(long atMillis) {
    return 0;
  }
}
