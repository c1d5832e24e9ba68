package dev.skerry.edge.codec;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Thrown by a parser that refuses a message; one instance for each {@link Flaw}, without stack
 * trace.
 */
public final class FlawedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Map<Flaw, FlawedMessageException> ALL = new EnumMap<>(Flaw.class);

  static {
    for (Flaw flaw : Flaw.values()) {
      ALL.put(flaw, new FlawedMessageException(flaw));
    }
  }

  private final Flaw flaw;

  private FlawedMessageException(Flaw flaw) {
    super(flaw.text(), null, false, false);
    this.flaw = flaw;
  }

  static FlawedMessageException of(Flaw flaw) {
    return Objects.requireNonNull(ALL.get(flaw));
  }

  /** What is wrong with the message. */
  public Flaw flaw() {
    return flaw;
  }
}
