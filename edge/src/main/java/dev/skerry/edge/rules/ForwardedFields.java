package dev.skerry.edge.rules;

import dev.skerry.edge.config.ForwardedPolicy;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what trusted proxies say of the viewer, and tells the origin (RFC 7239, and the {@code
 * X-Forwarded-*} fields that came before it).
 */
public final class ForwardedFields {
  /** Members of a chain that are looked at; what is before them is not believed. */
  private static final int MAX_CHAIN = 64;

  private ForwardedFields() {}

  /**
   * Finds out who asks, and takes every forwarding field out of the request, trusted or not. To be
   * called once, before anything else looks at the request.
   */
  public static Viewer receive(
      ForwardedPolicy policy, Request request, ConnectionFacts connection) {
    InetAddress peer = connection.remote().getAddress();
    Viewer viewer =
        policy.trusted().isEmpty() || !policy.trusts(peer)
            ? new Viewer(peer, connection.secure(), request.authority(), null, peer)
            : believed(policy, request, connection, peer);
    ForwardingFields.strip(request);
    return viewer;
  }

  private static Viewer believed(
      ForwardedPolicy policy, Request request, ConnectionFacts connection, InetAddress peer) {
    Fields fields = request.fields();
    String forwarded = fields.combined(FieldNames.FORWARDED);
    List<String> members = new ArrayList<>();
    String proto = null;
    String host = null;
    if (forwarded != null) {
      ForwardedElements elements = ForwardedElements.parse(forwarded);
      members.addAll(elements.addresses());
      proto = elements.proto();
      host = elements.host();
    } else {
      String line = fields.combined(FieldNames.X_FORWARDED_FOR);
      if (line != null) {
        members.addAll(List.of(line.split(",", -1)));
      }
      proto = fields.first(FieldNames.X_FORWARDED_PROTO);
      host = fields.first(FieldNames.X_FORWARDED_HOST);
    }
    List<InetAddress> chain = new ArrayList<>();
    InetAddress address = chain(members, policy, peer, chain);
    boolean secure = proto == null ? connection.secure() : proto.equalsIgnoreCase("https");
    return new Viewer(
        address,
        secure,
        host == null || !isHost(host) ? request.authority() : host,
        chain.isEmpty() ? null : text(chain),
        peer);
  }

  /** Walks from the peer backwards for as long as the addresses are those of trusted proxies. */
  private static InetAddress chain(
      List<String> members, ForwardedPolicy policy, InetAddress peer, List<InetAddress> chain) {
    InetAddress last = peer;
    int stop = Math.max(0, members.size() - MAX_CHAIN);
    for (int i = members.size() - 1; i >= stop && policy.trusts(last); i--) {
      InetAddress address = Addresses.read(members.get(i).strip());
      if (address == null) {
        break;
      }
      chain.addFirst(address);
      last = address;
    }
    return last;
  }

  private static String text(List<InetAddress> chain) {
    StringBuilder text = new StringBuilder();
    for (InetAddress address : chain) {
      (text.isEmpty() ? text : text.append(", ")).append(address.getHostAddress());
    }
    return text.toString();
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '"' || c == ',' || c == '/' || c == '\\' || c == '@') {
        return false;
      }
    }
    return !host.isEmpty() && host.length() <= 260;
  }

  /** Tells the origin of the viewer, as the policy says. */
  public static void send(ForwardedPolicy policy, Viewer viewer, Fields toOrigin) {
    if (policy.xForwarded()) {
      String peer = viewer.peer().getHostAddress();
      toOrigin.set(
          FieldNames.X_FORWARDED_FOR, viewer.chain() == null ? peer : viewer.chain() + ", " + peer);
      toOrigin.set(FieldNames.X_FORWARDED_PROTO, viewer.secure() ? "https" : "http");
      toOrigin.set(FieldNames.X_FORWARDED_HOST, viewer.host());
    }
    if (policy.forwarded()) {
      toOrigin.set(FieldNames.FORWARDED, forwarded(viewer));
    }
  }

  private static String forwarded(Viewer viewer) {
    StringBuilder text = new StringBuilder();
    String proto = viewer.secure() ? "https" : "http";
    String rest = ";host=\"" + viewer.host() + "\";proto=" + proto;
    String before = viewer.chain();
    if (before == null) {
      return text.append("for=").append(node(viewer.peer())).append(rest).toString();
    }
    boolean first = true;
    for (String member : before.split(", ", -1)) {
      text.append("for=").append(node(member)).append(first ? rest : "").append(", ");
      first = false;
    }
    return text.append("for=").append(node(viewer.peer())).toString();
  }

  private static String node(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "\"[" + text + "]\"" : text;
  }

  private static String node(@Nullable String member) {
    String text = member == null ? "unknown" : member;
    return text.indexOf(':') >= 0 ? "\"[" + text + "]\"" : text;
  }
}
