package dev.skerry.edge.semantics;

import java.util.List;

/** Whether a response may be stored, and if so how; if not why (RFC 9111 §3). */
public sealed interface StoreDecision {

  /**
   * It may be stored.
   *
   * @param freshness what a later hit must know
   * @param withoutFields names of fields that must not be stored with it ({@code private="…"},
   *     {@code no-cache="…"}, stripped cookies), lower case
   * @param partial whether it is a part (206), to be stored and served as such
   */
  record Store(Freshness freshness, List<String> withoutFields, boolean partial)
      implements StoreDecision {}

  /** It must not, or need not, be stored. */
  record DoNotStore(Reason reason) implements StoreDecision {}

  /** Why a response is not stored. */
  enum Reason {
    /** The method's responses are not stored. */
    METHOD("method"),
    /** An interim response, or one that holds for nothing but the very request it answers. */
    STATUS("status"),
    /** {@code must-understand} with a status that is not. */
    NOT_UNDERSTOOD("must-understand"),
    REQUEST_NO_STORE("request-no-store"),
    NO_STORE("no-store"),
    PRIVATE("private"),
    /** The request was authenticated and the response does not say that it may be shared (§3.5). */
    AUTHORIZATION("authorization"),
    VARY_STAR("vary-star"),
    SET_COOKIE("set-cookie"),
    /** Not cacheable by default with this status, and nothing says that it is. */
    NOT_CACHEABLE("not-cacheable"),
    /** A part that cannot be placed: several parts in one, or no valid {@code Content-Range}. */
    PARTIAL("partial"),
    /** The policy says zero seconds for this status. */
    POLICY("policy"),
    /**
     * Neither a lifetime, nor a validator, nor a permission to use it stale: of no use to anyone.
     */
    NOTHING_TO_REUSE("no-freshness");

    private final String token;

    Reason(String token) {
      this.token = token;
    }

    /** The reason as {@code Cache-Status} and logs show it. */
    public String token() {
      return token;
    }
  }
}
