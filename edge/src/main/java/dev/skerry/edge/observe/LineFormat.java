package dev.skerry.edge.observe;

import java.util.concurrent.TimeUnit;

/** How a record looks as a line; used by one thread. */
interface LineFormat {
  /** The most chars of a target that are logged. */
  int MAX_TARGET = 2_048;

  /** The most chars of any other text from outside that are logged. */
  int MAX_TEXT = 512;

  /** Appends the record and a line feed. */
  void append(ExchangeRecord exchange, LineBuffer line);

  static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  /** The viewer's address without its port. */
  static String address(ExchangeRecord exchange) {
    return exchange.remote.isUnresolved()
        ? exchange.remote.getHostString()
        : exchange.remote.getAddress().getHostAddress();
  }
}
