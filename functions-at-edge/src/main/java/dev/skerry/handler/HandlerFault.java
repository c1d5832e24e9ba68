package dev.skerry.handler;

import java.util.Locale;

/** Why a call of a handler failed: the closed list. */
public enum HandlerFault {
  /** Its code threw. */
  EXCEPTION,
  /** What it returned is no request or response, or changes what it may not change. */
  INVALID_RESULT,
  /** What it returned is larger than its limits allow. */
  RESULT_SIZE,
  /** It reads content, and the message has more of it than {@link HandlerLimit#BODY_BYTES}. */
  BODY_SIZE,
  /** It reads content, and there was no memory to collect the message's. */
  BODY_MEMORY,
  /** It reads content, and the message's is in a coding in which it is not shown. */
  BODY_CODING,
  /** It ran longer than {@link HandlerLimit#CPU_TIME}. */
  CPU_TIME,
  /** It was not over within {@link HandlerLimit#WALL_TIME}. */
  WALL_TIME,
  /** It allocated more than {@link HandlerLimit#MEMORY}. */
  MEMORY,
  /** Too many calls of it were waiting already. */
  BUSY,
  /** Its last calls were all stopped for their CPU time or memory: it rests for a while. */
  SUSPENDED,
  /** It could not be stopped before, and is not run any more. */
  DISABLED,
  /** This version of it is not deployed any more. */
  RETIRED;

  /** The fault's name in logs, metrics and {@code Proxy-Status}: {@code cpu-time}. */
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
