package dev.skerry.http.structured;

import java.util.List;
import java.util.Map;

/**
 * What a list or dictionary holds: an item or an inner list, each with parameters (RFC 9651 §3.1).
 */
public sealed interface Member {
  /** The parameters in order; unmodifiable. */
  Map<String, BareItem> parameters();

  /** A single value. */
  record Item(BareItem value, Map<String, BareItem> parameters) implements Member {
    /** An item without parameters. */
    public Item(BareItem value) {
      this(value, Map.of());
    }
  }

  /** Several values between brackets. */
  record InnerList(List<Item> items, Map<String, BareItem> parameters) implements Member {}
}
