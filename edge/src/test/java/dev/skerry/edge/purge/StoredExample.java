package dev.skerry.edge.purge;

import dev.skerry.http.Fields;
import java.util.List;

/** A stored response for tests. */
record StoredExample(
    Ticket ticket,
    String site,
    String url,
    List<String> tags,
    int status,
    Fields fields,
    long sizeBytes,
    long bornAtMillis)
    implements Purgeable {

  /** An HTML page of 1,000 bytes without tags, born at moment 0. */
  static StoredExample of(Ticket ticket, String url) {
    Fields fields = Fields.of("content-type", "text/html; charset=utf-8");
    return new StoredExample(ticket, "shop", url, List.of(), 200, fields, 1_000, 0);
  }

  StoredExample site(String newSite) {
    return new StoredExample(ticket, newSite, url, tags, status, fields, sizeBytes, bornAtMillis);
  }

  StoredExample tags(String... newTags) {
    return new StoredExample(
        ticket, site, url, List.of(newTags), status, fields, sizeBytes, bornAtMillis);
  }

  StoredExample status(int newStatus) {
    return new StoredExample(ticket, site, url, tags, newStatus, fields, sizeBytes, bornAtMillis);
  }

  StoredExample fields(String... lines) {
    return with(Fields.of(lines));
  }

  StoredExample with(Fields lines) {
    return new StoredExample(ticket, site, url, tags, status, lines, sizeBytes, bornAtMillis);
  }

  StoredExample size(long bytes) {
    return new StoredExample(ticket, site, url, tags, status, fields, bytes, bornAtMillis);
  }

  StoredExample bornAt(long millis) {
    return new StoredExample(ticket, site, url, tags, status, fields, sizeBytes, millis);
  }

  StoredExample with(Ticket newTicket) {
    return new StoredExample(newTicket, site, url, tags, status, fields, sizeBytes, bornAtMillis);
  }

  @Override
  public String host() {
    return url.substring(0, url.indexOf('/'));
  }

  @Override
  public long ageMillis(long atMillis) {
    return Math.max(0, atMillis - bornAtMillis);
  }
}
