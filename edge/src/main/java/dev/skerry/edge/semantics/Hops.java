package dev.skerry.edge.semantics;

import dev.skerry.http.FieldLists;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import dev.skerry.http.Tokens;

/**
 * The way of a message from node to node: {@code Via} (RFC 9110 §7.6.3), {@code CDN-Loop} (RFC
 * 8586) and {@code Max-Forwards} (RFC 9110 §7.6.2).
 */
public final class Hops {
  /** A request that has passed more nodes than this is in a loop, whatever their names. */
  public static final int MAX_HOPS = 40;

  private Hops() {}

  /** Adds this node to {@code Via}. */
  public static void addVia(Fields fields, HttpVersion received, String pseudonym) {
    String own = received.viaText() + ' ' + pseudonym;
    String earlier = fields.combined(FieldNames.VIA);
    fields.set(FieldNames.VIA, earlier == null ? own : earlier + ", " + own);
  }

  /**
   * How often a request has passed the network of that identifier already, by {@code CDN-Loop}.
   *
   * @param id a host or a token, compared without regard to case
   */
  public static int passages(Fields request, String id) {
    int passages = 0;
    for (int i = 0; i < request.size(); i++) {
      if (request.name(i).equals(FieldNames.CDN_LOOP)) {
        passages += passages(request.value(i), id);
      }
    }
    return passages;
  }

  private static int passages(String value, String id) {
    int passages = 0;
    int from = 0;
    while (from < value.length()) {
      int comma = FieldLists.memberEnd(value, from);
      int start = Tokens.skipSpace(value, from, comma);
      int semicolon = value.indexOf(';', start);
      int end =
          Tokens.trimEnd(value, start, semicolon < 0 || semicolon > comma ? comma : semicolon);
      if (end - start == id.length() && value.regionMatches(true, start, id, 0, id.length())) {
        passages++;
      }
      from = comma + 1;
    }
    return passages;
  }

  /**
   * Whether a request must not be forwarded again: it has passed this network more often than
   * allowed, or more nodes altogether than any sane path has.
   *
   * @param maxPassages how often it may have passed already; 0 where an edge never asks an edge
   */
  public static boolean isLoop(Fields request, String id, int maxPassages) {
    return passages(request, id) > maxPassages
        || FieldLists.members(request, FieldNames.VIA).size() > MAX_HOPS
        || FieldLists.members(request, FieldNames.CDN_LOOP).size() > MAX_HOPS;
  }

  /** Adds this network to {@code CDN-Loop}; what others wrote there stays untouched. */
  public static void addLoop(Fields request, String id) {
    String earlier = request.combined(FieldNames.CDN_LOOP);
    request.set(FieldNames.CDN_LOOP, earlier == null ? id : earlier + ", " + id);
  }

  /**
   * Counts a TRACE or OPTIONS request's {@code Max-Forwards} down.
   *
   * @return false if it is 0, so that the request must be answered here; a malformed value says
   *     nothing
   */
  public static boolean mayForward(Request request) {
    if (!request.method().equals("TRACE") && !request.method().equals("OPTIONS")) {
      return true;
    }
    String value = request.fields().first(FieldNames.MAX_FORWARDS);
    long left = value == null ? -1 : DeltaSeconds.parse(value, 0, value.length());
    if (left < 0) {
      return true;
    }
    if (left == 0) {
      return false;
    }
    request.fields().set(FieldNames.MAX_FORWARDS, Long.toString(left - 1));
    return true;
  }
}
