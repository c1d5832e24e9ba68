package dev.skerry.handler;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A moment at which a handler may run: of an exchange, or beside them. */
public enum Hook {
  /**
   * After the rule has let the request in, before the cache is asked. The handler may change the
   * request or answer it.
   */
  VIEWER_REQUEST,
  /**
   * Before a request goes to the origin. The handler may change the request, or answer in the
   * origin's place; what it answers may be stored.
   */
  ORIGIN_REQUEST,
  /**
   * When the origin has answered, or could not be asked, before the response is stored. The handler
   * may change its fields, its status and its content.
   */
  ORIGIN_RESPONSE,
  /**
   * Before the response goes to the viewer, if its status is below 400 and the edge has not made it
   * by itself. The handler may change its fields, its status and its content.
   */
  VIEWER_RESPONSE,
  /** When an occurrence of a schedule has come: nobody asks, and nothing is answered. */
  SCHEDULED,
  /**
   * When another handler, to which this one is bound, asks for a response; at no moment of an
   * exchange.
   */
  FETCH;

  /** Those of exchanges, which the rules of a configuration name. */
  public static final Set<Hook> OF_EXCHANGES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SCHEDULED, FETCH)));

  /** Whether there is a request that the handler is asked about, or its response. */
  public boolean hasRequest() {
    return this != SCHEDULED;
  }

  /** Whether a handler is asked about a request, which it may answer; else about a response. */
  public boolean isAboutRequest() {
    return this == VIEWER_REQUEST || this == ORIGIN_REQUEST || this == FETCH;
  }

  /** The hook's name in configuration, events, metrics and logs: {@code viewer-request}. */
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
