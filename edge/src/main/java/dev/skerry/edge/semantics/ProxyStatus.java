package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.structured.StructuredWriter;

/** Builds this proxy's member of {@code Proxy-Status} (RFC 9209); used once. */
public final class ProxyStatus {
  private final StringBuilder text = new StringBuilder(64);

  private ProxyStatus(String proxy) {
    CacheStatus.appendIdentifier(text, proxy);
  }

  /** Begins a member of the proxy of that name. */
  public static ProxyStatus of(String proxy) {
    return new ProxyStatus(proxy);
  }

  /** What went wrong: a type's name (§2.3), as {@code connection_timeout}. */
  public ProxyStatus error(String type) {
    text.append(";error=").append(type);
    return this;
  }

  /** What exactly (§2.1.5). */
  public ProxyStatus details(String details) {
    StructuredWriter.appendQuoted(text.append(";details="), details);
    return this;
  }

  /** Whom it was forwarded to (§2.1.2). */
  public ProxyStatus nextHop(String nextHop) {
    CacheStatus.appendIdentifier(text.append(";next-hop="), nextHop);
    return this;
  }

  /** The status that was received from there (§2.1.4). */
  public ProxyStatus receivedStatus(int status) {
    text.append(";received-status=").append(status);
    return this;
  }

  /** Adds the member to those of proxies nearer to the origin. */
  public void addTo(Fields response) {
    String earlier = response.combined(FieldNames.PROXY_STATUS);
    response.set(FieldNames.PROXY_STATUS, earlier == null ? toString() : earlier + ", " + this);
  }

  /** The member as it stands in the field. */
  @Override
  public String toString() {
    return text.toString();
  }
}
